// Plays of one display, kept until the manager acknowledged them.
//
// Lines of record_files.hpp, each of them
//     item SEGMENT    play-segment/1.0 of this record and its item
//     play ITEM FROM_US DURATION_MS TRUSTED LEVEL    ITEM: how manieth item of the file
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "player/report/record_files.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::player {

// Owned by one thread; blocks on the disk.
class PlayJournal {
public:
    // Makes the directory when it is missing. A torn end of a file is left out.
    static Result<PlayJournal> open(std::filesystem::path directory, DisplayId display);

    // `record.item` is not looked at. A record that cannot be written has no number and is lost:
    // disk_full, io_failed, or what wire::read_play_segment says of an item nobody could read.
    Status append(const PlayedItem& item, const PlayRecord& record);

    // The oldest records that are not acknowledged, at most limits::journal_file_records_max of
    // them, or nullopt. They are flushed first: a delivered number never names another record after
    // a power cut.
    Result<std::optional<PlaySegment>> pending();

    // As RecordFiles::acknowledge.
    Status acknowledge(std::uint64_t number) { return files_.acknowledge(number); }

    // Of the next record.
    std::uint64_t next_number() const { return files_.next_number(); }

    const RecordFiles& files() const { return files_; }

private:
    PlayJournal(RecordFiles files, DisplayId display)
        : files_(std::move(files)), display_(std::move(display)) {}

    RecordFiles files_;
    DisplayId display_;
    std::vector<PlayedItem> open_items_; // of the open file, in order
};

} // namespace marquee::player
