// Which displays a change may have touched.
#pragma once

#include <vector>

#include "manager/ports/content_repository.hpp"
#include "manager/publishing/fleet_index.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// Merged from several changes by add(); a display that several of them touch is looked at once.
struct Affected {
    bool everything = false;
    std::vector<UnitId> units; // and all below
    std::vector<DisplayId> displays;
    std::vector<GroupId> groups;          // their displays
    std::vector<ScheduleTargets> targets; // of a schedule as it was and as it is

    // Its targets as they are today: tags and groups are asked when it is published.
    void add(const ScheduleTargets& of_schedule);
    void add(const Affected& other);

    friend bool operator==(const Affected&, const Affected&) = default;
};

// The displays of the index that are meant.
DisplaySet resolve(const Affected& affected, const FleetIndex& fleet);

// Everything that the rows of those displays must be looked for under.
struct Whereabouts {
    std::vector<UnitId> units; // and all below
    std::vector<DisplayId> displays;
};

// `root` of the tree; `members` of all groups. May lead to more displays than are meant.
Whereabouts whereabouts_of(const Affected& affected, const UnitId& root,
                           const std::vector<GroupMember>& members);

} // namespace marquee::manager
