// What displays will be told to do, by classes of those that shall do the same: from what staff
// decided up to now, published or not. The ground of forecasts, checks and calendars.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/zoneinfo.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/affected.hpp"
#include "manager/publishing/fleet_snapshot.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// Displays with one plan.
struct PlanClass {
    // Theirs but for display, number, issue and volume. Without an end: the manager renews it.
    Manifest manifest;
    std::vector<std::uint32_t> displays; // rows of Outlook::displays, ascending; at least one
};

struct Outlook {
    std::vector<DisplaySite> displays;     // those that were asked about
    std::vector<PlanClass> classes;        // each display is in one
    std::vector<ScheduleRecord> schedules; // all that ever hold, as manifests carry them; by id
    ZoneRules home;                        // the organisation's
};

struct OutlookQuestion {
    Affected places; // the displays it is about
    std::optional<ScheduleRecord>
        draft{}; // instead of the schedule of its id, or beside all others
};

// The zone of an IANA name.
using ZoneOf = std::function<Result<ZoneRules>(const std::string& name)>;

// Pure. Asked for each name once.
Result<Outlook> outlook_of(FleetSnapshot snapshot, const Affected& places, const ZoneOf& zone_of);

// One snapshot of the database, and the zones of this machine. The failures of reading them;
// not_found for the organisation before it is founded.
Result<Outlook> read_outlook(Database& database, const Zoneinfo& zones,
                             const OutlookQuestion& question, Instant now);

} // namespace marquee::manager
