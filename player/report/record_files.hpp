// Numbered records in a directory of files, kept until somebody acknowledged them.
//
// Records are numbered from 1 without a gap, one line of journal_file.hpp each. Files are named by
// the number of their first record; a new one is begun at every start and when one is full. What
// was acknowledged is deleted. When the directory is full the oldest file is given up, so that the
// newest records always have room; numbers tell whoever receives the rest how many are missing.
//
//   DIRECTORY/00000000000000000001SUFFIX   lines
//   DIRECTORY/acknowledged                 highest number somebody else holds
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "player/report/journal_file.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// How a directory of records is laid out.
struct RecordLayout {
    std::filesystem::path directory;
    std::string suffix;    // ".plays"
    std::size_t files_max; // after that the oldest are given up
    std::size_t records_per_file_max;
};

// The file that holds the oldest record nobody acknowledged, whole.
struct HeldRecords {
    std::uint64_t first_number = 1; // of lines[0]
    std::vector<std::string> lines;
};

// Owned by one thread; blocks on the disk.
class RecordFiles {
public:
    // Makes the directory when it is missing. A torn end of a file is left out.
    static Result<RecordFiles> open(RecordLayout layout);

    enum class Room { same_file, new_file };

    // Before `count` records that belong together: they will be in one file. disk_full, io_failed.
    Result<Room> make_room(std::size_t count);

    // After make_room. A record that cannot be written has no number and is lost; so is what
    // belongs together with it and comes after.
    Status append(std::string_view body);

    // What was appended survives a power cut from now on.
    Status flush();

    // Flushes first: a number that was told never names another record after a power cut.
    Result<std::optional<HeldRecords>> oldest();

    // Somebody holds everything up to `number`: files that end there or before are deleted. A
    // number never given out means that records were lost here; counting goes on after it.
    Status acknowledge(std::uint64_t number);

    std::uint64_t acknowledged() const { return acknowledged_; }
    std::uint64_t next_number() const { return next_number_; }
    // Records that were given up for want of room, since it was opened.
    std::uint64_t given_up() const { return given_up_; }

private:
    explicit RecordFiles(RecordLayout layout) : layout_(std::move(layout)) {}

    void list_files();
    Status begin_file();
    Status give_up_oldest();
    std::filesystem::path file_of(std::uint64_t first_number) const;

    RecordLayout layout_;
    std::uint64_t acknowledged_ = 0;
    std::uint64_t next_number_ = 1;
    std::uint64_t given_up_ = 0;
    std::vector<std::uint64_t> files_; // first numbers, ascending
    std::optional<JournalFile> open_file_;
};

} // namespace marquee::player
