// What a display shows at an instant, and until when that cannot change. The one function that
// decides it, for players, the manager's previews and tests alike.
//
// The ladder: black > notice > off > schedules (urgent > high > normal > low) > filler > last good.
//
// - Every interval is half-open. Windows, dates and weekdays are those of the display's wall clock
//   (Manifest::zone); a window belongs to the day it starts (times.hpp).
// - A schedule or filler whose program's approval is not valid does not hold.
// - One holding schedule of the winning class plays from the start of its run until its end.
//   Several take turns in the order of their ids, each for its program's `cycle` and as often as
//   its weight says (round.hpp); the round is anchored at the latest start of their runs. A run
//   without a start (all day, no first date) is anchored at the Unix epoch, and so is filler.
// - Clock hours with interrupts or with schedules that play only so often are planned as a whole
//   (hour_plan.hpp).
// - A manifest past its `not_after` keeps its filler and its off hours; its schedules stop.
// - Without a trusted clock only schedules with `any_time` play, whatever their times and pace say,
//   then filler; nothing interrupts, off hours are not known and do not hold. The instant given is
//   then the proven floor (trusted_time.hpp), which is never late: so an override may end late,
//   never early.
// - Overrides of one id: the highest serial counts, whether or not it addresses this display. Of
//   several that hold, black wins over a notice and a high serial over a low one. They need no
//   manifest.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schemas/model/contact.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/rules/ladder.hpp"

namespace marquee::rules {

// A program on the glass. The position of its loops is (now - from), see loop.hpp.
struct Slot {
    ProgramId program;
    ScheduleId schedule; // empty for filler
    Instant from;        // never after the instant asked for
    Instant until;       // of its turn or run, if nothing more urgent comes first
    bool interrupt = false;

    friend bool operator==(const Slot&, const Slot&) = default;
};

struct Timeline {
    // Rung::last_good when nothing holds: the caller shows what it showed last, or the slate.
    Rung rung = Rung::last_good;
    std::vector<Slot> slots; // one on the rungs `scheduled` and `filler`, otherwise none
    // For every instant from the one asked for until this, the answer is the same. Always later
    // than an instant before `never`; may be earlier than the true next change.
    Instant unchanged_until = never;
    std::optional<Override> in_force; // on the rungs `black` and `notice`
    // On every rung. They change on their own, and much oftener than the rest: `unchanged_until` is
    // silent about them. Without a manifest 100; without a trusted clock see levels.hpp.
    Levels levels;
    Instant levels_until = never;

    friend bool operator==(const Timeline&, const Timeline&) = default;
};

// Everything the answer depends on, borrowed for the call.
struct Situation {
    const PreparedManifest* manifest = nullptr; // none: only overrides count
    std::span<const Override> overrides;        // of this organisation, in any order
    const DisplayId& display;
    std::span<const UnitId> unit_path; // leaf first
    ClockTrust clock = ClockTrust::trusted;
};

// Total: every instant has an answer. Some microseconds for hundreds of schedules.
Timeline evaluate(const Situation& situation, Instant now);

// Its levels alone.
LevelsAt levels_at(const Situation& situation, Instant now);

// Whether an override is meant for the display, by its id or by a unit above it.
bool addresses(const Override& screen_override, const Situation& situation);

// The override that holds at `now`; none most of the time.
const Override* override_in_force(const Situation& situation, Instant now);

} // namespace marquee::rules
