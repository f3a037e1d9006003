// What a display shows at an instant, and until when that cannot change. The one function that
// decides it, for players, the manager's previews and tests alike.
//
// The ladder: black > notice > off > schedules (urgent > high > normal > low) > filler > last good.
//
// - Every interval is half-open. Windows, dates and weekdays are those of the display's wall clock
//   (Manifest::zone); a window belongs to the day it starts (times.hpp).
// - A schedule or filler whose program's approval is not valid does not hold.
// - One holding schedule of the winning class plays from the start of its run until its end.
//   Several take turns in the order of their ids, each for its program's `cycle`; the round is
//   anchored at the latest start of their runs. A run without a start (all day, no first date) is
//   anchored at the Unix epoch, and so is filler.
// - A manifest past its `not_after` keeps its filler and its off hours; its schedules stop.
// - Without a trusted clock only schedules with `any_time` play, whatever their times say, then
//   filler; off hours are not known and do not hold. The instant given is then the proven floor
//   (trusted_time.hpp), which is never late: so an override may end late, never early.
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
#include "schemas/rules/prepared_manifest.hpp"

namespace marquee::rules {

enum class ClockTrust { trusted, untrusted };

// A program on the glass. The position of its loops is (now - from), see loop.hpp.
struct Slot {
    ProgramId program;
    ScheduleId schedule; // empty for filler
    Instant from;        // never after the instant asked for
    Instant until;       // of its turn or run, if nothing more urgent comes first

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

    friend bool operator==(const Timeline&, const Timeline&) = default;
};

// One that takes turns on a stretch of time, in the order of the turns.
struct Share {
    ProgramId program;
    ScheduleId schedule; // empty for filler
    Microseconds turn{0};

    friend bool operator==(const Share&, const Share&) = default;
};

// What stands on the glass for a while, all turns of a shared loop taken together.
struct Stretch {
    Rung rung = Rung::last_good;
    std::vector<Share> shares; // on the rungs `scheduled` and `filler`, otherwise none
    Instant anchor{};          // when the first of them had a turn
    OverrideId in_force;       // on the rungs `black` and `notice`
    Instant until = never;     // as Timeline::unchanged_until, but for the turns

    friend bool operator==(const Stretch&, const Stretch&) = default;
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

// The same ladder for whole days at once: asked again at `until`, it tells a day in a few steps.
Stretch stretch_at(const Situation& situation, Instant now);

// A stretch and the time it stands, or the part of it that was asked about.
struct Span {
    Interval time;
    Stretch stretch;

    friend bool operator==(const Span&, const Span&) = default;
};

// Everything that stands on the glass in `within`, in order and without a hole; equal neighbours
// are one span. Where more happens than limits::timeline_spans_max, _shares_max and _steps_max
// allow, the last span ends before `within` does. Nothing is told from `never` on.
std::vector<Span> spans_in(const Situation& situation, Interval within);

// How long a share is on the glass during part of a stretch, and how often its turn begins there.
struct Airtime {
    Microseconds shown{0};
    std::int64_t plays = 0;

    friend bool operator==(const Airtime&, const Airtime&) = default;
};

// One for each share. `part` lies within the stretch. A single share plays on and on: its plays are
// the beginnings of its turns all the same.
std::vector<Airtime> airtime(const Stretch& stretch, Interval part);

// Whether an override is meant for the display, by its id or by a unit above it.
bool addresses(const Override& screen_override, const Situation& situation);

// The override that holds at `now`; none most of the time.
const Override* override_in_force(const Situation& situation, Instant now);

} // namespace marquee::rules
