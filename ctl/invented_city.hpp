// A city that does not exist: a tree of units and displays in them, for tests and trials.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schemas/model/enrolment.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::ctl {

struct InventedUnit {
    std::size_t parent = 0; // its index before this one; its own: right below the root
    std::string name;       // nobody else has it
    std::string kind;       // "county", "township", "grid"
};

struct InventedDisplay {
    std::size_t unit = 0; // index
    std::string title;    // nobody else has it
    DisplayKind kind = DisplayKind::screen;
    Size size;                            // none of a loudspeaker
    std::vector<std::string> tags;        // ascending, unique
    std::int32_t pixel_pitch_um = 0;      // 0: nobody measured it
    std::int32_t viewing_distance_mm = 0; // the same
};

struct InventedCity {
    std::vector<InventedUnit> units; // parents first
    std::vector<InventedDisplay> displays;
};

// Counties, townships in them and grids in those, about nine grids a township; displays spread over
// the lowest units in turn, of the kinds and sizes that cities have. The same numbers give the same
// city. Needs a unit where there are displays.
InventedCity invent_city(std::size_t units, std::size_t displays);

} // namespace marquee::ctl
