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
};

struct FleetSnapshot {
    Organisation organisation;
    std::vector<UnitPlace> units; // the whole tree
    std::vector<DisplaySite> displays;
    std::vector<GroupMember> members;       // of all groups
    std::vector<ScheduleRecord> schedules;  // all, in order of id
    std::map<std::string, Policy> policies; // by subject: of any unit and of these displays
    // Of the programs that are scheduled or fill; in order of id, those never approved are missing.
    std::vector<ApprovedProgram> approved;
};

// Displays that may be touched, and perhaps some more; the rest is whole. Some dozens of queries
// and one for each schedule, program and policy; errors are the database's.
Result<FleetSnapshot> read_snapshot(const View& view, const Affected& affected);

} // namespace marquee::manager
