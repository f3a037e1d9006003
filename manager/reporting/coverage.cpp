#include "manager/reporting/coverage.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "manager/ports/unit_lines.hpp"

namespace marquee::manager {

Result<std::vector<CoveredGroup>> coverage_of(const View& view, const Scope& scope,
                                              const Interval& day, Instant now) {
    Result<std::vector<UnitPlace>> places = view.fleet.unit_places();
    const Result<std::vector<UnitShown>> shown = view.plays.most_shown(scope, day);
    if (!places || !shown) {
        return tl::unexpected<Error>(places ? shown.error() : places.error());
    }
    const auto so_far = std::chrono::duration_cast<Milliseconds>(std::min(now, day.to) - day.from);
    std::unordered_map<UnitId, Milliseconds> by_unit;
    for (const UnitShown& unit : *shown) {
        by_unit.emplace(unit.unit, std::min(unit.shown, so_far));
    }
    const UnitLines lines(std::move(*places));
    std::map<UnitId, CoveredGroup> groups;
    for (UnitPlace& place : lines.leaves(scope)) {
        const auto found = by_unit.find(place.id);
        const Milliseconds time = found == by_unit.end() ? Milliseconds{0} : found->second;
        groups[lines.group_of(place.id, scope)].units.push_back(
            {std::move(place), std::chrono::duration_cast<Seconds>(time)});
    }
    std::vector<CoveredGroup> covered;
    for (auto& [id, group] : groups) {
        covered.push_back({id, lines.name(id), std::move(group.units)});
    }
    return covered;
}

} // namespace marquee::manager
