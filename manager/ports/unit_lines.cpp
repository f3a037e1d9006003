#include "manager/ports/unit_lines.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace marquee::manager {

UnitLines::UnitLines(std::vector<UnitPlace> places) {
    places_.reserve(places.size());
    for (UnitPlace& place : places) {
        UnitId id = place.id;
        places_.emplace(std::move(id), std::move(place));
    }
}

std::vector<UnitId> UnitLines::line(const UnitId& unit) const {
    std::vector<UnitId> line;
    for (auto place = places_.find(unit); place != places_.end();
         place = places_.find(place->second.parent)) {
        line.push_back(place->first);
    }
    return line;
}

bool UnitLines::below(const UnitId& unit, const UnitId& above) const {
    const std::vector<UnitId> units = line(unit);
    return std::find(units.begin(), units.end(), above) != units.end();
}

UnitId UnitLines::common(const UnitId& a, const UnitId& b) const {
    const std::vector<UnitId> first = line(a);
    const std::vector<UnitId> second = line(b);
    // Both end at the root: what they share is at their ends.
    const auto parted = std::mismatch(first.rbegin(), first.rend(), second.rbegin(), second.rend());
    return parted.first == first.rbegin() ? UnitId{} : *std::prev(parted.first);
}

std::string UnitLines::name(const UnitId& unit) const {
    const auto place = places_.find(unit);
    return place == places_.end() ? std::string() : place->second.name;
}

UnitId UnitLines::group_of(const UnitId& unit, const Scope& scope) const {
    const std::vector<UnitId> units = line(unit);
    const auto highest =
        std::find_first_of(units.rbegin(), units.rend(), scope.units.begin(), scope.units.end());
    if (highest == units.rend()) {
        return {};
    }
    const auto next = std::next(highest);
    return next == units.rend() || *next == unit ? *highest : *next;
}

bool UnitLines::in(const UnitId& unit, const Scope& scope) const {
    return std::any_of(scope.units.begin(), scope.units.end(),
                       [&](const UnitId& above) { return below(unit, above); });
}

std::uint64_t UnitLines::count(const Scope& scope) const {
    return static_cast<std::uint64_t>(std::count_if(
        places_.begin(), places_.end(), [&](const auto& each) { return in(each.first, scope); }));
}

std::vector<UnitPlace> UnitLines::leaves(const Scope& scope) const {
    std::unordered_set<UnitId> parents;
    for (const auto& [id, place] : places_) {
        parents.insert(place.parent);
    }
    std::vector<UnitPlace> leaves;
    for (const auto& [id, place] : places_) {
        if (parents.count(id) == 0 && in(id, scope)) {
            leaves.push_back(place);
        }
    }
    std::sort(leaves.begin(), leaves.end(),
              [](const UnitPlace& a, const UnitPlace& b) { return a.id < b.id; });
    return leaves;
}

} // namespace marquee::manager
