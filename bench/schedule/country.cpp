#include "bench/schedule/country.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "bench/schedule/mixed_schedules.hpp"
#include "common/zoneinfo.hpp"
#include "schemas/rules/capabilities.hpp"

namespace marquee::bench {

namespace {

using manager::DisplaySite;
using manager::FleetSnapshot;
using manager::ScheduleRecord;
using manager::ScheduleTargets;

constexpr int counties = 8;
constexpr int townships = 64;
constexpr int first_grid = 1 + counties + townships;
constexpr std::array<const char*, 4> places{"地铁", "社区", "乡村", "商圈"};

UnitId unit(int number) {
    return UnitId{uuid(1, number)};
}
UnitId county(int number) {
    return unit(1 + number % counties);
}
UnitId township(int number) {
    return unit(1 + counties + number % townships);
}

void add_units(FleetSnapshot& country, int grids) {
    country.units.push_back({unit(0), {}});
    for (int i = 0; i < counties; ++i) {
        country.units.push_back({county(i), unit(0)});
    }
    for (int i = 0; i < townships; ++i) {
        country.units.push_back({township(i), county(i)});
    }
    for (int i = 0; i < grids; ++i) {
        country.units.push_back({unit(first_grid + i), township(i)});
    }
}

void add_displays(FleetSnapshot& country, const CountrySize& size) {
    for (int i = 0; i < size.displays; ++i) {
        const int grid = i % size.grids;
        const bool mixed = grid % 10 == 9 && i / size.grids % 2 == 1;
        DisplaySite site;
        site.id = DisplayId{uuid(2, i)};
        site.unit = unit(first_grid + grid);
        site.player = PlayerId{uuid(3, i)};
        site.tags = {places[static_cast<std::size_t>(grid % 4)]};
        if (mixed) {
            site.tags.emplace_back("音柱");
            std::sort(site.tags.begin(), site.tags.end());
        }
        country.displays.push_back(std::move(site));
        const int group = grid / 3;
        if (group % 20 == 0) {
            country.members.push_back({GroupId{uuid(6, group / 20)}, DisplayId{uuid(2, i)}});
        }
    }
}

// A conjunction for one schedule, a negation for the next.
std::string tags(int number) {
    const std::string place = places[static_cast<std::size_t>(number / 50 % 4)];
    return number % 2 == 0 ? place + " and not 音柱" : "not (" + place + " or 音柱)";
}

ScheduleTargets targets(int number, int grids) {
    switch (number % 50) {
    case 0:
    case 1:
        return {.units = {unit(0)}};
    case 2:
    case 3:
        return {.units = {unit(0)}, .tags = tags(number)};
    case 4:
        return {.groups = {GroupId{uuid(6, number / 50)}}};
    default:
        break;
    }
    const int kind = number % 50;
    const int which = number * 7;
    return {.units = {kind < 12   ? county(which)
                      : kind < 31 ? township(which)
                                  : unit(first_grid + which % grids)}};
}

} // namespace

FleetSnapshot make_country(const CountrySize& size) {
    FleetSnapshot country;
    country.organisation.id = OrganisationId{uuid(0, 1)};
    country.organisation.root = unit(0);
    add_units(country, size.grids);
    add_displays(country, size);
    std::set<ProgramId> programs;
    for (int i = 0; i < size.schedules; ++i) {
        ScheduleRecord record;
        record.schedule = mixed_schedule(i);
        record.targets = targets(i, size.grids);
        programs.insert(record.schedule.program);
        country.schedules.push_back(std::move(record));
    }
    for (const ProgramId& id : programs) {
        country.approved.push_back({.reference = program_ref(id)});
    }
    manager::Policy policy;
    policy.subject = unit(0).value;
    policy.filler = {program_of(0)};
    policy.off_hours = {{.windows = {{TimeOfDay{23 * 3'600}, TimeOfDay{6 * 3'600}}}}};
    country.policies.emplace(policy.subject, policy);
    country.holidays = some_holidays();
    country.needed = rules::schedule_capabilities();
    std::sort(country.needed.begin(), country.needed.end());
    country.abilities.assign(country.displays.size(),
                             manager::bits_of(country.needed, country.needed));
    return country;
}

manager::FleetIndex index_of(const FleetSnapshot& snapshot) {
    std::vector<manager::PlacedDisplay> displays;
    displays.reserve(snapshot.displays.size());
    for (const DisplaySite& site : snapshot.displays) {
        displays.push_back({site.id, site.unit, site.tags});
    }
    return {snapshot.units, displays, snapshot.members};
}

ZoneRules country_zone() {
    const Instant until{std::chrono::sys_days{std::chrono::year{2027} / 12 / 31}};
    return Zoneinfo().rules("Asia/Shanghai", zone_span(until)).value();
}

} // namespace marquee::bench
