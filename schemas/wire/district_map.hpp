// The map of the city's districts as people bring it: GeoJSON (RFC 7946), which is in WGS 84
// degrees, longitude first. Plain function; any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::wire {

inline constexpr std::size_t district_map_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t district_map_features_max = 20'000;

struct DistrictMapFacts {
    std::size_t features = 0;
    std::size_t positions = 0; // of all geometries
};

// Refuses what is no FeatureCollection of points, lines and areas, and what a page could not draw:
// malformed, missing_member, out_of_range (a position that is none in degrees, as in a file of
// projected metres, or a ring of fewer than four), too_large. Error::where is a JSON pointer.
// Members the format does not know are fine, as it says, and so is a ring that turns the wrong way
// round.
Result<DistrictMapFacts> check_district_map(std::string_view text);

} // namespace marquee::wire
