#include <catch2/catch.hpp>

#include "manager/publishing/affected.hpp"
#include "manager/publishing/fleet_index.hpp"
#include "tests/unit/manager/publishing/random_fleet.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

std::vector<PlacedDisplay> placed(const FleetSnapshot& snapshot) {
    std::vector<PlacedDisplay> displays;
    for (const DisplaySite& site : snapshot.displays) {
        displays.push_back({site.id, site.unit, site.tags});
    }
    return displays;
}

FleetIndex index_of(const FleetSnapshot& snapshot) {
    return {snapshot.units, placed(snapshot), snapshot.members};
}

} // namespace

TEST_CASE("a set of displays adds ranges within a word, over words and to the last bit") {
    for (const std::size_t size : {1U, 63U, 64U, 65U, 200U}) {
        for (std::size_t first = 0; first <= size; first += 7) {
            for (std::size_t last = first; last <= size; ++last) {
                DisplaySet set(size);
                set.add_range(first, last);
                REQUIRE(set.count() == last - first);
                REQUIRE(set.empty() == (first == last));
                std::size_t next = first;
                set.for_each([&](std::size_t display) { REQUIRE(display == next++); });
                set.complement();
                REQUIRE(set.count() == size - (last - first));
            }
        }
    }
}

TEST_CASE("targets reach the displays that a walk over all of them finds") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomFleet city(seed);
        const FleetIndex fleet = index_of(city.snapshot);
        REQUIRE(fleet.size() == city.snapshot.displays.size());
        for (int i = 0; i < 5; ++i) {
            const ScheduleTargets targets = city.targets();
            const DisplaySet reached = fleet.resolve(targets);
            for (std::size_t position = 0; position < fleet.size(); ++position) {
                const DisplaySite& site = city.snapshot.displays[fleet.row_of(position)];
                INFO("seed " << seed);
                REQUIRE(fleet.position_of(site.id) == position);
                REQUIRE(reached.contains(position) == city.addresses(targets, site));
            }
        }
    }
}

TEST_CASE("what a change may have touched is looked for where its displays are") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomFleet city(seed);
        Affected affected{.everything = city.chance(5)};
        affected.add(city.targets());
        affected.add(city.targets());
        affected.groups = city.targets().groups;
        affected.units = city.targets().units;
        const FleetIndex whole = index_of(city.snapshot);
        std::set<DisplayId> meant;
        resolve(affected, whole).for_each([&](std::size_t position) {
            meant.insert(city.snapshot.displays[whole.row_of(position)].id);
        });
        const Whereabouts where =
            whereabouts_of(affected, city.snapshot.organisation.root, city.snapshot.members);
        // Only the rows found there, as publishing reads them.
        std::erase_if(city.snapshot.displays, [&](const DisplaySite& site) {
            ScheduleTargets asked{.units = where.units, .displays = where.displays};
            return !city.addresses(asked, site);
        });
        const FleetIndex part = index_of(city.snapshot);
        std::set<DisplayId> found;
        resolve(affected, part).for_each([&](std::size_t position) {
            found.insert(city.snapshot.displays[part.row_of(position)].id);
        });
        INFO("seed " << seed);
        REQUIRE(found == meant);
    }
}

TEST_CASE("the same targets asked for twice are affected once") {
    const ScheduleTargets targets{.units = {UnitId{"a"}}};
    Affected affected;
    affected.add(targets);
    affected.add(affected);
    CHECK(affected.targets.size() == 1);
}

TEST_CASE("a ring of units, which nobody stores, is in no subtree and does no harm") {
    const std::vector<UnitPlace> units{
        {UnitId{"root"}, {}}, {UnitId{"a"}, UnitId{"b"}}, {UnitId{"b"}, UnitId{"a"}}};
    FleetSnapshot snapshot;
    snapshot.units = units;
    for (const char* unit : {"a", "root", "nowhere"}) {
        DisplaySite site;
        site.id = DisplayId{std::string("in ") + unit};
        site.unit = UnitId{unit};
        snapshot.displays.push_back(site);
    }
    const FleetIndex fleet = index_of(snapshot);
    CHECK(fleet.below(UnitId{"root"}).count() == 1);
    CHECK(fleet.below(UnitId{"a"}).empty());
    CHECK(fleet.below(UnitId{"nowhere"}).empty());
    CHECK(fleet.everything().count() == 3);
}
