// Uptime of one display, kept until the manager acknowledged it.
//
// Lines of record_files.hpp, MEASURE BOOT MACHINE_BOOT and twice MONOTONIC_US UTC_US TRUSTED
// PROVEN. They are placed in UTC when they are delivered: by then the time may be known better.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "player/report/record_files.hpp"
#include "player/report/uptime_clock.hpp"

namespace marquee::player {

// Owned by one thread; blocks on the disk.
class UptimeJournal {
public:
    static Result<UptimeJournal> open(std::filesystem::path directory, DisplayId display);

    // Entries that ended together; they survive a power cut when this returns.
    Status append(const std::vector<UptimeEntry>& group);

    // The oldest that are not acknowledged, placed by what is known `now`; none: nothing waits.
    Result<std::optional<UptimeSegment>> pending(const Moment& now,
                                                 const std::string& machine_boot);

    Status acknowledge(std::uint64_t number) { return files_.acknowledge(number); }

    const RecordFiles& files() const { return files_; }

private:
    UptimeJournal(RecordFiles files, DisplayId display)
        : files_(std::move(files)), display_(std::move(display)) {}

    RecordFiles files_;
    DisplayId display_;
};

} // namespace marquee::player
