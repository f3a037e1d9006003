// What players remember until it is acknowledged: plays, and intervals of running and showing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// shown: pixels were presented. sent: handed to a device that cannot be asked.
enum class ProofLevel { shown, sent };

// Names stored with the records, so that a report outlives what it names.
struct PlayedItem {
    ProgramId program;
    std::int32_t revision = 0;
    std::string program_name;
    ItemId item;
    std::string item_name;
    Sha256 content;

    friend bool operator==(const PlayedItem&, const PlayedItem&) = default;
};

struct PlayRecord {
    std::uint32_t item = 0; // index into PlaySegment::items
    Instant from{};
    Milliseconds duration{0};
    bool trusted = true; // the clock was
    ProofLevel level = ProofLevel::shown;

    friend bool operator==(const PlayRecord&, const PlayRecord&) = default;
};

// Records first_number, first_number + 1, … of one display. A segment is delivered again until the
// manager acknowledges its last number; the manager keeps the high-water mark, so none is doubled.
struct PlaySegment {
    DisplayId display;
    std::uint64_t first_number = 1;
    std::vector<PlayedItem> items;
    std::vector<PlayRecord> records;

    friend bool operator==(const PlaySegment&, const PlaySegment&) = default;
};

// running: the player's process lived. showing: what was scheduled was really presented.
// off: dark on purpose.
enum class UptimeMeasure { running, showing, off };

struct UptimeRecord {
    UptimeMeasure measure = UptimeMeasure::running;
    Interval interval;
    std::string boot_id;
    bool trusted = true;

    friend bool operator==(const UptimeRecord&, const UptimeRecord&) = default;
};

struct UptimeSegment {
    DisplayId display;
    std::uint64_t first_number = 1;
    std::vector<UptimeRecord> records;

    friend bool operator==(const UptimeSegment&, const UptimeSegment&) = default;
};

} // namespace marquee
