#include "common/file_error.hpp"

#include <cerrno>
#include <system_error>

namespace marquee {

namespace {

ErrorCode code_of(int errno_value) {
    switch (errno_value) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorCode::disk_full;
    case ENOENT:
        return ErrorCode::not_found;
    case EEXIST:
        return ErrorCode::already_exists;
    default:
        return ErrorCode::io_failed;
    }
}

} // namespace

Error file_error(int errno_value, std::string_view doing, const std::filesystem::path& path) {
    return Error{code_of(errno_value),
                 "could not " + std::string(doing) + ": "
                     + std::generic_category().message(errno_value),
                 path.string(),
                 {{"path", path.string()}}};
}

} // namespace marquee
