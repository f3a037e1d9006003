#include "manager/publishing/affected.hpp"

#include <algorithm>
#include <set>

namespace marquee::manager {

namespace {

template<typename T>
void append(std::vector<T>& all, const std::vector<T>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

} // namespace

void Affected::add(const ScheduleTargets& of_schedule) {
    if (std::find(targets.begin(), targets.end(), of_schedule) == targets.end()) {
        targets.push_back(of_schedule);
    }
}

void Affected::add(const Affected& other) {
    everything = everything || other.everything;
    append(units, other.units);
    append(displays, other.displays);
    append(groups, other.groups);
    for (const ScheduleTargets& of_schedule : other.targets) {
        add(of_schedule);
    }
}

DisplaySet resolve(const Affected& affected, const FleetIndex& fleet) {
    if (affected.everything) {
        return fleet.everything();
    }
    DisplaySet set = fleet.named(affected.displays);
    for (const UnitId& unit : affected.units) {
        set |= fleet.below(unit);
    }
    for (const GroupId& group : affected.groups) {
        set |= fleet.in_group(group);
    }
    for (const ScheduleTargets& targets : affected.targets) {
        set |= fleet.resolve(targets);
    }
    return set;
}

Whereabouts whereabouts_of(const Affected& affected, const UnitId& root,
                           const std::vector<GroupMember>& members) {
    if (affected.everything) {
        return {.units = {root}, .displays = {}};
    }
    std::set<UnitId> units(affected.units.begin(), affected.units.end());
    std::set<DisplayId> displays(affected.displays.begin(), affected.displays.end());
    std::set<GroupId> groups(affected.groups.begin(), affected.groups.end());
    for (const ScheduleTargets& targets : affected.targets) {
        units.insert(targets.units.begin(), targets.units.end());
        displays.insert(targets.displays.begin(), targets.displays.end());
        groups.insert(targets.groups.begin(), targets.groups.end());
    }
    for (const GroupMember& member : members) {
        if (groups.contains(member.group)) {
            displays.insert(member.display);
        }
    }
    return {.units = {units.begin(), units.end()}, .displays = {displays.begin(), displays.end()}};
}

} // namespace marquee::manager
