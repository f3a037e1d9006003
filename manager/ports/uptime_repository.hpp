// When players ran and displays showed, as they reported it, and when the manager could tell.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// Transitions of reachability are in fleet_repository.hpp. Use manager/reporting rather than this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "manager/ports/play_repository.hpp"
#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// A kind of stored interval. unknown: records of that time were lost, or nobody can say when they
// happened; it outweighs the others.
enum class UptimeKind { running, showing, off, unknown };

struct UptimeRow {
    DisplayId display;
    UptimeKind kind = UptimeKind::running;
    Interval interval;

    friend bool operator==(const UptimeRow&, const UptimeRow&) = default;
};

// How far a display's uptime journal has come in.
struct UptimeProgress {
    JournalMark mark;
    std::optional<Interval> reported; // from the first to the last moment told of
    bool doubtful = false;            // what lies between `reported` and the next record is unknown

    friend bool operator==(const UptimeProgress&, const UptimeProgress&) = default;
};

// A display while it belonged to one unit.
struct DisplayPlace {
    DisplayId display;
    PlayerId player;
    UnitId unit;
    Interval interval;

    friend bool operator==(const DisplayPlace&, const DisplayPlace&) = default;
};

class UptimeRepository {
public:
    virtual ~UptimeRepository() = default;

    // The empty progress for a display that never delivered.
    virtual Result<UptimeProgress> progress(const DisplayId& display) const = 0;
    virtual Status set_progress(const DisplayId& display, const UptimeProgress& progress) = 0;

    // Adds an interval after the last of its kind; one that touches it makes it longer. What
    // overlaps is cut off, because that time was already told of. Only planned darkness may come
    // late, before intervals that are held: it explains a time in which nobody was there.
    virtual Status extend(const UptimeRow& row) = 0;
    // Everything of these displays that overlaps `within`, ascending by display, kind and time.
    virtual Result<std::vector<UptimeRow>> rows(const std::vector<DisplayId>& displays,
                                                const Interval& within) const = 0;

    // Where displays stood within the scope's subtrees and `within`, by display and time. At most
    // `limit` displays after the one named; never half of one. Until its player was retired.
    virtual Result<std::vector<DisplayPlace>> places(const Scope& scope, const Interval& within,
                                                     const DisplayId& after,
                                                     std::size_t limit) const = 0;
    // Where one display stood, whatever the unit: its time from enrolment on.
    virtual Result<std::vector<DisplayPlace>> places_of(const DisplayId& display,
                                                        const Interval& within) const = 0;

    // A run of the manager: it lived, and watched its players, from `from` until at least `to`.
    virtual Status set_run(const Interval& run) = 0;
    // Those that overlap `within`, ascending.
    virtual Result<std::vector<Interval>> runs(const Interval& within) const = 0;
    // The end of the last run; none before the first.
    virtual Result<std::optional<Instant>> last_run_end() const = 0;
};

} // namespace marquee::manager
