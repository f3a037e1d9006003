// Plays of one display, kept until the manager acknowledged them.
//
// Records are numbered from 1 without a gap. Files are named by the number of their first record;
// a new one is begun at every start and when one is full. What the manager acknowledged is deleted,
// and only that.
//
//   DIRECTORY/00000000000000000001.plays   lines of journal_file.hpp, each of them
//       item NUMBER SEGMENT    SEGMENT: play-segment/1.0 of this record and its item
//       play NUMBER ITEM FROM_US DURATION_MS TRUSTED LEVEL   ITEM: how manieth item of the file
//   DIRECTORY/acknowledged                 highest number the manager holds
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "player/report/journal_file.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::player {

// Owned by one thread; blocks on the disk.
class PlayJournal {
public:
    // Makes the directory when it is missing. A torn end of a file is left out.
    static Result<PlayJournal> open(std::filesystem::path directory, DisplayId display);

    // `record.item` is not looked at. A record that cannot be written has no number and is lost:
    // disk_full, io_failed.
    Status append(const PlayedItem& item, const PlayRecord& record);

    // The oldest records that are not acknowledged, at most limits::journal_file_records_max of
    // them, or nullopt. They are flushed first: a delivered number never names another record after
    // a power cut.
    Result<std::optional<PlaySegment>> pending();

    // The manager holds everything up to `number`: files that end there or before are deleted. A
    // number never given out means that records were lost here; counting goes on after it.
    Status acknowledge(std::uint64_t number);

    // Of the next record.
    std::uint64_t next_number() const { return next_number_; }

private:
    PlayJournal(std::filesystem::path directory, DisplayId display);

    Result<PlaySegment> read(std::uint64_t first_number) const;
    Status begin_file();
    std::filesystem::path file_of(std::uint64_t first_number) const;

    std::filesystem::path directory_;
    DisplayId display_;
    std::uint64_t acknowledged_ = 0;
    std::uint64_t next_number_ = 1;
    std::vector<std::uint64_t> files_; // first numbers, ascending
    std::optional<JournalFile> open_file_;
    std::vector<PlayedItem> open_items_; // of the open file, in order
};

} // namespace marquee::player
