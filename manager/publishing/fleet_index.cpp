#include "manager/publishing/fleet_index.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace marquee::manager {

FleetIndex::FleetIndex(const std::vector<UnitPlace>& units,
                       const std::vector<PlacedDisplay>& displays,
                       const std::vector<GroupMember>& members) {
    lay_out(displays, number_units(units));
    note_tags(displays);
    for (const GroupMember& member : members) {
        const std::size_t position = position_of(member.display);
        if (position < size()) {
            groups_.try_emplace(member.group, size()).first->second.add(position);
        }
    }
}

// Preorder without recursion: a unit is numbered when it is met and closed after all below it. What
// cannot be reached from a root (a ring, which the database does not store) stays out.
FleetIndex::UnitOrder FleetIndex::number_units(const std::vector<UnitPlace>& units) {
    std::unordered_map<UnitId, std::vector<const UnitPlace*>> below;
    UnitOrder numbers;
    for (const UnitPlace& unit : units) {
        numbers.emplace(unit.id, Numbered{});
    }
    std::vector<const UnitPlace*> open; // the next to visit stands last
    for (const UnitPlace& unit : units) {
        if (numbers.contains(unit.parent)) {
            below[unit.parent].push_back(&unit);
        } else {
            open.push_back(&unit);
        }
    }
    std::uint32_t next = 0;
    std::vector<Numbered*> path;
    while (!open.empty()) {
        const UnitPlace* const unit = open.back();
        Numbered& numbered = numbers.at(unit->id);
        if (!path.empty() && path.back() == &numbered) {
            numbered.end = next;
            path.pop_back();
            open.pop_back();
            continue;
        }
        numbered.number = next++;
        path.push_back(&numbered);
        if (const auto children = below.find(unit->id); children != below.end()) {
            open.insert(open.end(), children->second.begin(), children->second.end());
        }
    }
    return numbers;
}

void FleetIndex::lay_out(const std::vector<PlacedDisplay>& displays, const UnitOrder& units) {
    struct Place {
        std::uint32_t unit;
        std::uint32_t tags;
        std::uint32_t row;

        auto operator<=>(const Place&) const = default;
    };
    const auto nowhere = static_cast<std::uint32_t>(units.size());
    std::map<std::vector<std::string>, std::uint32_t> tag_sets;
    std::vector<Place> places(displays.size());
    std::vector<std::size_t> before(units.size() + 2); // displays of units of lower number
    for (std::uint32_t row = 0; row < displays.size(); ++row) {
        const auto unit = units.find(displays[row].unit);
        const bool known = unit != units.end() && unit->second.end > unit->second.number;
        const auto tags = tag_sets.try_emplace(displays[row].tags, tag_sets.size()).first;
        places[row] = {known ? unit->second.number : nowhere, tags->second, row};
        ++before[places[row].unit + 1];
    }
    std::partial_sum(before.begin(), before.end(), before.begin());
    std::sort(places.begin(), places.end());
    for (const auto& [id, numbered] : units) {
        subtrees_.emplace(id, Range{before[numbered.number], before[numbered.end]});
    }
    order_.reserve(displays.size());
    positions_.resize(displays.size());
    for (const Place& place : places) {
        positions_[place.row] = {displays[place.row].id, static_cast<std::uint32_t>(order_.size())};
        order_.push_back(place.row);
    }
    if (!std::is_sorted(positions_.begin(), positions_.end())) {
        std::sort(positions_.begin(), positions_.end());
    }
}

void FleetIndex::note_tags(const std::vector<PlacedDisplay>& displays) {
    for (std::size_t first = 0, last = 0; first < size(); first = last) {
        const std::vector<std::string>& tags = displays[order_[first]].tags;
        while (last < size() && displays[order_[last]].tags == tags) {
            ++last;
        }
        for (const std::string& tag : tags) {
            tags_.try_emplace(tag, size()).first->second.add_range(first, last);
        }
    }
}

std::size_t FleetIndex::position_of(const DisplayId& display) const {
    const auto found = std::lower_bound(
        positions_.begin(), positions_.end(), display,
        [](const auto& entry, const DisplayId& wanted) { return entry.first < wanted; });
    return found != positions_.end() && found->first == display ? found->second : size();
}

DisplaySet FleetIndex::everything() const {
    DisplaySet set = none();
    set.add_range(0, size());
    return set;
}

void FleetIndex::add_below(DisplaySet& set, const UnitId& unit) const {
    if (const auto found = subtrees_.find(unit); found != subtrees_.end()) {
        set.add_range(found->second.first, found->second.last);
    }
}

DisplaySet FleetIndex::below(const UnitId& unit) const {
    DisplaySet set = none();
    add_below(set, unit);
    return set;
}

DisplaySet FleetIndex::tagged(const std::string& tag) const {
    const auto found = tags_.find(tag);
    return found == tags_.end() ? none() : found->second;
}

DisplaySet FleetIndex::satisfying(const rules::TagExpression& tags) const {
    return rules::run<DisplaySet>(
        tags, [&](const std::string& tag) { return tagged(tag); },
        [](DisplaySet& set) { set.complement(); },
        [](DisplaySet& set, const DisplaySet& other) { set &= other; },
        [](DisplaySet& set, const DisplaySet& other) { set |= other; });
}

DisplaySet FleetIndex::in_group(const GroupId& group) const {
    const auto found = groups_.find(group);
    return found == groups_.end() ? none() : found->second;
}

DisplaySet FleetIndex::named(const std::vector<DisplayId>& displays) const {
    DisplaySet set = none();
    for (const DisplayId& display : displays) {
        if (const std::size_t position = position_of(display); position < size()) {
            set.add(position);
        }
    }
    return set;
}

DisplaySet FleetIndex::resolve(const ScheduleTargets& targets) const {
    DisplaySet set = none();
    for (const UnitId& unit : targets.units) {
        add_below(set, unit);
    }
    if (!targets.tags.empty()) {
        const auto tags = rules::tag_expression_from_text(targets.tags);
        set &= tags ? satisfying(*tags) : none();
    }
    set |= named(targets.displays);
    for (const GroupId& group : targets.groups) {
        set |= in_group(group);
    }
    for (const UnitId& unit : targets.excluded_units) {
        set -= below(unit);
    }
    set -= named(targets.excluded_displays);
    return set;
}

} // namespace marquee::manager
