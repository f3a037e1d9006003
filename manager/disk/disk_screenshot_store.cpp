#include "manager/disk/disk_screenshot_store.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"

namespace marquee::manager {

DiskScreenshotStore::DiskScreenshotStore(std::filesystem::path directory)
    : directory_(std::move(directory)) {}

std::filesystem::path DiskScreenshotStore::file_of(const DisplayId& display) const {
    return directory_ / (display.value + ".png");
}

Status DiskScreenshotStore::put(const DisplayId& display, std::string_view png, Instant taken_at) {
    if (::mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail(ErrorCode::io_failed, "no directory for screenshots", directory_.string());
    }
    const std::filesystem::path file = file_of(display);
    return write_durably(file, png).and_then([&]() -> Status {
        const auto seconds = std::chrono::floor<Seconds>(taken_at);
        const timespec time{seconds.time_since_epoch().count(),
                            std::chrono::nanoseconds(taken_at - seconds).count()};
        const std::array<timespec, 2> times{time, time};
        if (::utimensat(AT_FDCWD, file.c_str(), times.data(), 0) != 0) {
            return fail(ErrorCode::io_failed, "a screenshot cannot be dated", file.string());
        }
        return {};
    });
}

Result<StoredScreenshot> DiskScreenshotStore::latest(const DisplayId& display) const {
    const std::filesystem::path path = file_of(display);
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!file.is_open() && errno == ENOENT) {
        return fail(ErrorCode::not_found, "there is no screenshot of the display");
    }
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return tl::unexpected<Error>(file_error(errno, "open", path));
    }
    return StoredScreenshot{
        .file = std::move(file),
        .size_bytes = static_cast<std::uint64_t>(status.st_size),
        .taken_at = Instant{
            Seconds{status.st_mtim.tv_sec}
            + std::chrono::floor<Microseconds>(std::chrono::nanoseconds{status.st_mtim.tv_nsec})}};
}

} // namespace marquee::manager
