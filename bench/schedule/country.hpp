// A made-up country: a tree of units with displays in its grids, and schedules at every level of
// it. The same sizes give the same country.
//
// 1 country > 8 counties > 64 townships > grids. Of 50 schedules, two are for the whole country,
// two for all displays of a kind of place wherever they are, one for a group of three grids, seven
// for a county, 19 for a township and 19 for a grid. One grid of ten has displays of two kinds.
#pragma once

#include "manager/publishing/fleet_snapshot.hpp"

namespace marquee::bench {

struct CountrySize {
    int displays = 100'000;
    int grids = 772;
    int schedules = 500;
};

manager::FleetSnapshot make_country(const CountrySize& size);

manager::FleetIndex index_of(const manager::FleetSnapshot& snapshot);

// The zone all of it is in, as manifests carry it.
ZoneRules country_zone();

} // namespace marquee::bench
