#include "common/durable_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file_error.hpp"

namespace marquee {

namespace {

namespace fs = std::filesystem;

constexpr int damaged_copies_max = 1000;
constexpr std::string_view temporary_mark = ".tmp-";
constexpr std::size_t temporary_suffix_bytes = temporary_mark.size() + 6; // mkostemp's XXXXXX

mode_t bits_of(FileMode mode) {
    return mode == FileMode::secret ? 0600 : 0644;
}

fs::path directory_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

tl::unexpected<Error> failed(std::string_view doing, const fs::path& path) {
    return tl::unexpected(file_error(errno, doing, path));
}

int open_retrying(const char* path, int flags) {
    int descriptor = -1;
    do {
        descriptor = ::open(path, flags | O_CLOEXEC);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

void close_if_open(int& descriptor) {
    if (descriptor >= 0) {
        ::close(std::exchange(descriptor, -1));
    }
}

} // namespace

Result<DurableFile> DurableFile::create(const fs::path& path, FileMode mode) {
    std::string name = path.string() + std::string(temporary_mark) + "XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) {
        return failed("create", path);
    }
    DurableFile file(descriptor, name, path);
    if (::fchmod(descriptor, bits_of(mode)) != 0) {
        return failed("set the mode", path);
    }
    return file;
}

DurableFile::DurableFile(int descriptor, fs::path temporary, fs::path path)
    : descriptor_(descriptor), temporary_(std::move(temporary)), path_(std::move(path)) {}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      temporary_(std::exchange(other.temporary_, {})),
      path_(std::move(other.path_)) {}

DurableFile& DurableFile::operator=(DurableFile&& other) noexcept {
    if (this != &other) {
        discard();
        descriptor_ = std::exchange(other.descriptor_, -1);
        temporary_ = std::exchange(other.temporary_, {});
        path_ = std::move(other.path_);
    }
    return *this;
}

DurableFile::~DurableFile() {
    discard();
}

void DurableFile::discard() {
    close_if_open(descriptor_);
    if (!temporary_.empty()) {
        ::unlink(temporary_.c_str());
        temporary_.clear();
    }
}

Status DurableFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            return failed("write", path_);
        }
        if (put > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
    }
    return {};
}

Status DurableFile::commit() {
    if (::fsync(descriptor_) != 0) {
        return failed("flush", path_);
    }
    // Some file systems report a full disk only here.
    if (::close(std::exchange(descriptor_, -1)) != 0) {
        return failed("close", path_);
    }
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
        return failed("rename", path_);
    }
    temporary_.clear();
    return sync_directory(directory_of(path_));
}

Status write_durably(const fs::path& path, std::string_view bytes, FileMode mode) {
    auto file = DurableFile::create(path, mode);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (const Status written = file->write(bytes); !written) {
        return written;
    }
    return file->commit();
}

Result<std::string> read_whole(const fs::path& path, std::size_t bytes_max) {
    int descriptor = open_retrying(path.c_str(), O_RDONLY);
    if (descriptor < 0) {
        return failed("open", path);
    }
    std::string bytes;
    Status outcome;
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) {
        outcome = failed("inspect", path);
    } else if (!S_ISREG(about.st_mode)) {
        outcome = fail(ErrorCode::io_failed, "is not a file", path.string());
    }
    // One byte more than allowed is enough to know, also of a file that grows while it is read.
    bytes.resize(std::min(static_cast<std::size_t>(about.st_size), bytes_max) + 1);
    std::size_t filled = 0;
    while (outcome && filled <= bytes_max) {
        if (filled == bytes.size()) {
            bytes.resize(std::min(2 * filled, bytes_max + 1));
        }
        const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
        if (got == 0) {
            break;
        }
        if (got > 0) {
            filled += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            outcome = failed("read", path);
        }
    }
    close_if_open(descriptor);
    if (!outcome) {
        return tl::unexpected(outcome.error());
    }
    if (filled > bytes_max) {
        return fail(ErrorCode::too_large, "is longer than " + std::to_string(bytes_max) + " bytes",
                    path.string());
    }
    bytes.resize(filled);
    return bytes;
}

Status make_directory(const fs::path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0) {
        if (S_ISDIR(about.st_mode)) {
            return {};
        }
        return fail(ErrorCode::io_failed, "is not a directory", path.string());
    }
    const fs::path parent = directory_of(path);
    if (const Status above = make_directory(parent); !above) {
        return above;
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        return failed("make the directory", path);
    }
    return sync_directory(parent);
}

Status sync_directory(const fs::path& directory) {
    int descriptor = open_retrying(directory.c_str(), O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) {
        return failed("open the directory", directory);
    }
    Status outcome;
    if (::fsync(descriptor) != 0) {
        outcome = failed("flush the directory", directory);
    }
    close_if_open(descriptor);
    return outcome;
}

Status remove_durably(const fs::path& path) {
    if (::unlink(path.c_str()) != 0) {
        return errno == ENOENT ? Status{} : Status(failed("remove", path));
    }
    return sync_directory(directory_of(path));
}

Status remove_leftovers(const fs::path& directory) {
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const std::size_t mark = name.rfind(temporary_mark);
        if (mark != std::string::npos && name.size() - mark == temporary_suffix_bytes
            && ::unlink(entry->path().c_str()) != 0) {
            return failed("remove", entry->path());
        }
    }
    if (error) {
        return tl::unexpected(file_error(error.value(), "list the directory", directory));
    }
    return sync_directory(directory);
}

Result<fs::path> set_aside(const fs::path& path) {
    for (int number = 1; number <= damaged_copies_max; ++number) {
        const fs::path aside = path.string() + ".damaged-" + std::to_string(number);
        // RENAME_NOREPLACE: an older damaged copy is evidence too.
        if (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, aside.c_str(), RENAME_NOREPLACE) == 0) {
            if (const Status synced = sync_directory(directory_of(path)); !synced) {
                return tl::unexpected(synced.error());
            }
            return aside;
        }
        if (errno != EEXIST) {
            return failed("set aside", path);
        }
    }
    return fail(ErrorCode::io_failed, "has too many damaged copies beside it", path.string());
}

Result<StateLock> StateLock::acquire(const fs::path& directory) {
    const fs::path path = directory / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failed("open", path);
    }
    StateLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return fail(ErrorCode::busy, "another process uses this state directory",
                        directory.string());
        }
        return failed("lock", path);
    }
    return lock;
}

StateLock::StateLock(StateLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

StateLock& StateLock::operator=(StateLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

StateLock::~StateLock() {
    close_if_open(descriptor_);
}

} // namespace marquee
