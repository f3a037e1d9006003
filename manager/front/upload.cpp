#include "manager/front/upload.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace marquee::manager {

namespace {

tl::unexpected<Error> disk_failure(const std::string& path) {
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    return fail(full ? ErrorCode::disk_full : ErrorCode::io_failed,
                "an upload cannot be written to its temporary file", path);
}

} // namespace

Result<Upload> Upload::create(const std::string& folder) {
    std::string path = folder + "/upload-XXXXXX";
    FileDescriptor file(::mkostemp(path.data(), O_CLOEXEC));
    if (!file.is_open()) {
        return disk_failure(folder);
    }
    return Upload(std::move(file), std::move(path));
}

Upload::Upload(Upload&& other) noexcept
    : file_(std::move(other.file_)), path_(std::exchange(other.path_, {})), size_(other.size_) {}

Upload::~Upload() {
    if (!path_.empty()) {
        ::unlink(path_.c_str());
    }
}

Status Upload::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return disk_failure(path_);
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            size_ += static_cast<std::uint64_t>(written);
        }
    }
    return {};
}

UploadedFile Upload::finish() {
    file_ = FileDescriptor();
    return {path_, size_};
}

} // namespace marquee::manager
