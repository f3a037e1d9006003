// Lines that survive a power cut: appended, checked one by one, never changed.
//
// A line is "CRC BODY\n": CRC-32 (IEEE 802.3, reflected, as in zlib) of BODY as 8 hexadecimal
// digits. A power cut may tear the last lines of a file; whoever reads stops at the first that does
// not check, and whoever starts again writes a new file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

// Owned by one thread; blocks on the disk. Fails with disk_full, io_failed, already_exists.
class JournalFile {
public:
    // A new file, 0600.
    static Result<JournalFile> create(const std::filesystem::path& path);

    JournalFile(JournalFile&& other) noexcept;
    JournalFile& operator=(JournalFile&& other) noexcept;
    ~JournalFile();

    // `body` holds no line break. After a failure the file takes no more lines.
    Status append(std::string_view body);

    // What was appended survives a power cut from now on.
    Status flush();

private:
    JournalFile(int descriptor, std::filesystem::path path);

    int descriptor_;
    std::filesystem::path path_;
    bool broken_ = false;
};

// "CRC BODY\n".
std::string checked_line(std::string_view body);

// The body of a whole line; nullopt when it does not check.
std::optional<std::string_view> checked_body(std::string_view line);

// The bodies up to the first line that does not check. not_found, too_large, io_failed.
Result<std::vector<std::string>> read_journal_file(const std::filesystem::path& path);

} // namespace marquee::player
