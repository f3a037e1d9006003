#include "manager/disk/console_folder.hpp"

#include <algorithm>
#include <system_error>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace fs = std::filesystem;

namespace {

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code failure;
    fs::recursive_directory_iterator entry(folder, failure);
    for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
        if (entry->symlink_status(failure).type() == fs::file_type::regular) {
            found.push_back(entry->path());
        }
        if (found.size() > limits::console_files_max) {
            return fail(ErrorCode::too_large, "the folder holds more files than a console has",
                        folder.string());
        }
    }
    if (failure) {
        return fail(ErrorCode::io_failed, failure.message(), folder.string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

Result<std::vector<ConsoleFile>> read_console(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        return std::vector<ConsoleFile>{};
    }
    const Result<std::vector<fs::path>> paths = files_below(folder);
    if (!paths) {
        return tl::unexpected<Error>(paths.error());
    }
    std::vector<ConsoleFile> files;
    for (const fs::path& path : *paths) {
        Result<std::string> bytes = read_whole(path, limits::console_file_bytes_max);
        if (!bytes) {
            return tl::unexpected<Error>(std::move(bytes.error()));
        }
        files.push_back({path.lexically_relative(folder).generic_string(), *std::move(bytes)});
    }
    return files;
}

} // namespace marquee::manager
