// State that survives a power cut: a file is either its old self or its whole new self.
//
// Every function blocks on the disk, may be called from any thread, and names the path in its
// Error: disk_full, not_found, too_large, io_failed. Two writers of one path are the caller's to
// prevent (StateLock between processes).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee {

// secret: 0600. open: 0644.
enum class FileMode { secret, open };

// Writes a temporary file beside `path`, fsync, rename over `path`, fsync of the directory. On
// failure `path` is untouched and the temporary file is gone.
Status write_durably(const std::filesystem::path& path, std::string_view bytes,
                     FileMode mode = FileMode::secret);

// The same for bytes that arrive in pieces. Without commit() the destructor leaves no trace.
class DurableFile {
public:
    // The temporary file is made beside `path`, whose directory must exist.
    static Result<DurableFile> create(const std::filesystem::path& path,
                                      FileMode mode = FileMode::secret);

    DurableFile(DurableFile&& other) noexcept;
    DurableFile& operator=(DurableFile&& other) noexcept;
    ~DurableFile();

    Status write(std::string_view bytes);

    // fsync, rename, fsync of the directory. Once; nothing may be written afterwards.
    Status commit();

private:
    DurableFile(int descriptor, std::filesystem::path temporary, std::filesystem::path path);
    void discard();

    int descriptor_ = -1;
    std::filesystem::path temporary_; // empty once committed
    std::filesystem::path path_;
};

// A regular file as one string. too_large when it is longer than `bytes_max`, having read no more
// than that.
Result<std::string> read_whole(const std::filesystem::path& path, std::size_t bytes_max);

// Makes the directory, and its parents, 0700 and durable; one that exists is left as it is.
Status make_directory(const std::filesystem::path& path);

// Makes a rename or removal inside `directory` durable.
Status sync_directory(const std::filesystem::path& directory);

// Removes a file durably; one that is not there is fine.
Status remove_durably(const std::filesystem::path& path);

// Removes what writers killed before their commit() left behind in `directory`. Only while no
// writer works there: at start, under the StateLock.
Status remove_leftovers(const std::filesystem::path& directory);

// Renames damaged state to NAME.damaged-1, -2, … (the first free number) so that the program can go
// on without it and people can look at it. Returns the new name.
Result<std::filesystem::path> set_aside(const std::filesystem::path& path);

// Holds a state directory for one process: flock(2) on DIRECTORY/lock. The kernel gives it up when
// the process ends, however it ends.
class StateLock {
public:
    // busy when another process (or another StateLock) holds it.
    static Result<StateLock> acquire(const std::filesystem::path& directory);

    StateLock(StateLock&& other) noexcept;
    StateLock& operator=(StateLock&& other) noexcept;
    ~StateLock();

private:
    explicit StateLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_ = -1;
};

} // namespace marquee
