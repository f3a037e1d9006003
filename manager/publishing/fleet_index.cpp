#include "manager/publishing/fleet_index.hpp"

#include <algorithm>
#include <numeric>

namespace marquee::manager {

namespace {

// The different sets of tags, numbered as they are met.
class TagSets {
public:
    std::uint32_t number_of(const std::vector<std::string>& tags) {
        std::size_t hash = tags.size();
        for (const std::string& tag : tags) {
            hash = hash * 31 + std::hash<std::string>{}(tag);
        }
        auto [same, end] = numbers_.equal_range(hash);
        for (; same != end; ++same) {
            if (*sets_[same->second] == tags) {
                return same->second;
            }
        }
        sets_.push_back(&tags);
        return numbers_.emplace(hash, static_cast<std::uint32_t>(sets_.size() - 1))->second;
    }
    const std::vector<std::string>& tags(std::uint32_t number) const { return *sets_[number]; }

private:
    std::vector<const std::vector<std::string>*> sets_;
    std::unordered_multimap<std::size_t, std::uint32_t> numbers_; // by hash
};

} // namespace

FleetIndex::FleetIndex(const std::vector<UnitPlace>& units,
                       const std::vector<PlacedDisplay>& displays,
                       const std::vector<GroupMember>& members) {
    lay_out(displays, number_units(units));
    note_positions(displays);
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
    TagSets tag_sets;
    std::vector<Place> places(displays.size());
    std::vector<std::size_t> before(units.size() + 2); // displays of units of lower number
    for (std::uint32_t row = 0; row < displays.size(); ++row) {
        const auto unit = units.find(displays[row].unit);
        const bool known = unit != units.end() && unit->second.end > unit->second.number;
        places[row] = {known ? unit->second.number : nowhere,
                       tag_sets.number_of(displays[row].tags), row};
        ++before[places[row].unit + 1];
    }
    std::partial_sum(before.begin(), before.end(), before.begin());
    std::sort(places.begin(), places.end());
    for (const auto& [id, numbered] : units) {
        subtrees_.emplace(id, Range{before[numbered.number], before[numbered.end]});
    }
    order_.reserve(displays.size());
    for (std::size_t first = 0, last = 0; first < places.size(); first = last) {
        for (; last < places.size() && places[last].unit == places[first].unit
               && places[last].tags == places[first].tags;
             ++last) {
            order_.push_back(places[last].row);
        }
        for (const std::string& tag : tag_sets.tags(places[first].tags)) {
            tags_.try_emplace(tag, displays.size()).first->second.add_range(first, last);
        }
        const auto end = static_cast<std::int32_t>(last);
        if (first > 0 && places[first].unit == places[first - 1].unit) {
            unit_runs_.back().last = end;
        } else {
            unit_runs_.push_back(
                {displays[places[first].row].unit, static_cast<std::int32_t>(first), end});
        }
    }
}

void FleetIndex::note_positions(const std::vector<PlacedDisplay>& displays) {
    std::vector<std::uint32_t> position_of_row(displays.size());
    for (std::uint32_t position = 0; position < order_.size(); ++position) {
        position_of_row[order_[position]] = position;
    }
    positions_.reserve(displays.size());
    for (std::size_t row = 0; row < displays.size(); ++row) {
        positions_.emplace_back(displays[row].id, position_of_row[row]);
    }
    if (!std::is_sorted(positions_.begin(), positions_.end())) {
        std::sort(positions_.begin(), positions_.end());
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
    if (!targets.displays.empty()) {
        set |= named(targets.displays);
    }
    for (const GroupId& group : targets.groups) {
        set |= in_group(group);
    }
    for (const UnitId& unit : targets.excluded_units) {
        set -= below(unit);
    }
    if (!targets.excluded_displays.empty()) {
        set -= named(targets.excluded_displays);
    }
    return set;
}

} // namespace marquee::manager
