// Everything that decides what some displays shall do, read in one snapshot of the database.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "manager/ports/database.hpp"
#include "manager/publishing/affected.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// The latest approved revision of a program, as manifests name it.
struct ApprovedProgram {
    ProgramRef reference;
    std::vector<DisplayId> displays_allowed; // empty: any
    std::vector<std::string> needs = {};     // capabilities of a player that shows it
};

struct FleetSnapshot {
    Organisation organisation;
    std::vector<UnitPlace> units; // the whole tree
    std::vector<DisplaySite> displays;
    std::vector<GroupMember> members;       // of all groups
    std::vector<ScheduleRecord> schedules;  // all that ever hold, as manifests carry them; by id
    std::map<std::string, Policy> policies; // by subject: of any unit and of these displays
    // What players must be able to do for any of this, ascending, and what of it each display's
    // player can do: bit i of its row is needed[i].
    std::vector<std::string> needed;
    std::vector<std::uint32_t> abilities;
    // Of the programs that are scheduled or fill; in order of id, those never approved are missing.
    std::vector<ApprovedProgram> approved;
    HolidayTable holidays; // of the years that manifests issued now are about
};

// Which of `needed` are among `capabilities`: bit i is needed[i], of which there are at most 32.
std::uint32_t bits_of(const std::vector<std::string>& capabilities,
                      const std::vector<std::string>& needed);

// Displays that may be touched, and perhaps some more; the rest is whole. `validity`: of a manifest
// issued now. Some dozens of queries and a few for each schedule, program and policy; errors are
// the database's. With a draft: as if it were stored already, in the place of the schedule of its
// id if there is one.
Result<FleetSnapshot> read_snapshot(const View& view, const Affected& affected, Interval validity,
                                    const ScheduleRecord* draft = nullptr);

// The years of the table that something valid in that time may ask for: the one before, for nights
// that run on into the new year, and the last whole. Whole years, so that manifests issued on
// different days carry the same bytes.
HolidayTable holidays_during(HolidayTable table, Interval validity);

} // namespace marquee::manager
