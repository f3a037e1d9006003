// What one display shall do: numbered, complete, signed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/day_rule.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// The number of a manifest. Players never go back. A restored manager raises the epoch.
struct ManifestNumber {
    std::int64_t epoch = 0;
    std::int64_t generation = 0;

    friend auto operator<=>(const ManifestNumber&, const ManifestNumber&) = default;
};

// "3.118"
std::string to_string(ManifestNumber number);

// Named classes, from the most to the least urgent. Equal classes share the loop.
enum class PriorityClass { urgent, high, normal, low };

// Bit 0 is Monday, as in ISO 8601.
struct Weekdays {
    std::uint8_t bits = 0b111'1111;

    bool contains(std::chrono::weekday day) const {
        return (bits >> (day.iso_encoding() - 1) & 1) != 0;
    }
    friend bool operator==(const Weekdays&, const Weekdays&) = default;
};

// [start, end) on the display's wall clock, on these weekdays. end <= start runs over midnight and
// belongs to the day it starts, whose date and weekday decide; start == end is a whole day from
// start.
struct DailyWindow {
    TimeOfDay start;
    TimeOfDay end;
    Weekdays weekdays = {};

    friend bool operator==(const DailyWindow&, const DailyWindow&) = default;
};

// Days that have windows of their own; none: nothing holds on them.
struct DayException {
    std::vector<DayRule> on; // any of these
    std::vector<DailyWindow> windows;

    friend bool operator==(const DayException&, const DayException&) = default;
};

// When something holds. Days: within `dates`, on `weekdays`, and where `on` is not empty, on a day
// that one of its rules selects. On such a day: in the windows of the first exception that selects
// it, otherwise in `windows` (none: all day).
struct Times {
    DateRange dates;
    Weekdays weekdays;
    std::vector<DailyWindow> windows;
    std::vector<DayRule> on = {};
    std::vector<DayException> exceptions = {};

    friend bool operator==(const Times&, const Times&) = default;
};

// A frozen program and where its bytes are: the signed envelope is a blob like any asset.
struct ProgramRef {
    ProgramId id;
    std::int32_t revision = 1;
    Sha256 payload_sha256;  // what approvers signed
    Sha256 envelope_sha256; // what is downloaded
    std::uint64_t envelope_size_bytes = 0;
    Milliseconds cycle{0}; // its longest zone played through once: its turn in a shared loop
    std::optional<Instant> not_before; // validity of the approval, as in Program, so that the
    std::optional<Instant> not_after;  // ladder needs no program; absent: open

    friend bool operator==(const ProgramRef&, const ProgramRef&) = default;
};

struct Schedule {
    ScheduleId id;
    std::string name;
    ProgramId program; // one of Manifest::programs
    PriorityClass priority = PriorityClass::normal;
    Times times;
    bool any_time = false; // may play on a display without trusted time
    // 0: takes turns with its equals. Otherwise an interrupt: that many seconds of every clock hour
    // are its share of voice, taken from its own class and those below (rules/hour_plan.hpp).
    std::int32_t interrupt_seconds_per_hour = 0;
    std::int32_t weight = 1;             // turns in a round of a shared loop
    std::int32_t plays_per_hour_max = 0; // begun in one clock hour; 0: any number
    Seconds repeat_gap{0};               // from the end of a play to the start of the next

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

// A level at a time of the day. Between two points it goes in a straight line, and over midnight
// from the last to the first.
struct LevelPoint {
    TimeOfDay at;
    std::int32_t percent = 100;

    friend bool operator==(const LevelPoint&, const LevelPoint&) = default;
};

// Never more than that while the times hold: quiet hours, dimmed nights.
struct LevelCap {
    Times times;
    std::int32_t percent = 0;

    friend bool operator==(const LevelCap&, const LevelCap&) = default;
};

// How bright or loud a display is, in percent of what it can be.
struct LevelRules {
    std::vector<LevelPoint> curve; // ascending; none: always 100
    std::vector<LevelCap> caps;

    friend bool operator==(const LevelRules&, const LevelRules&) = default;
};

// A display that is a window on a larger picture, as one of a row of tickers over which one line
// runs: programs are laid out for `whole`, and the display shows what lies from (x, y).
struct WallPlace {
    Size whole;
    std::int32_t x = 0;
    std::int32_t y = 0;

    friend bool operator==(const WallPlace&, const WallPlace&) = default;
};

struct Manifest {
    OrganisationId organisation;
    DisplayId display;
    ManifestNumber number;
    Instant issued_at{};
    Instant not_after{}; // past it the display degrades down the ladder, never to nothing
    ZoneRules zone;
    std::vector<ProgramRef> programs;
    std::vector<Schedule> schedules;
    std::vector<ProgramId> filler;     // shown when no schedule holds, in turn
    std::vector<Times> off_hours;      // screen off
    std::int32_t volume_percent = 100; // of what `volume` says
    LevelRules volume = {};
    LevelRules brightness = {};
    std::optional<HolidayTable> holidays = {}; // for DayKinds
    std::optional<WallPlace> wall = {};        // absent: programs are laid out for the display
    std::string display_name = {};             // for slogans that say it; may be empty
    std::string unit_name = {};

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

} // namespace marquee
