// How a drawn slogan moves, and its pictures: all that somebody needs who wants to move them as a
// player does. docs/slogans.md has the formulas in words; player/sources/scroll_motion.hpp and
// page_motion.hpp carry them out, and so does manager/web/src/plain/motion.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/slogan.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// All motion goes in steps of this clock, counted from position 0.
inline constexpr std::int64_t frames_per_second = 60;

// A strip that enters its zone at one side, leaves it at the other and is followed by itself.
// Lengths are pixels along the way.
struct ScrollDescription {
    Direction direction = Direction::left; // the strip goes there
    std::int32_t zone_pixels = 0;
    std::int32_t strip_pixels = 0;
    std::int32_t period_pixels = 0;     // from one copy to the next
    std::int32_t steps_per_second = 60; // a step is one pixel, or a part of it where there are …
    std::int32_t phases = 1;            // … several: as many pictures, each drawn a step further
    std::int32_t passes = 0;            // then the zone stays empty; 0: without end
    Microseconds lap{0};                // all of it begins anew so often; 0: never

    friend bool operator==(const ScrollDescription&, const ScrollDescription&) = default;
};

// What one page does, in positions of its round: it enters from `from` on for `enter`, stands, and
// leaves for `exit` until `until`, where the next page begins.
struct PageTimes {
    Microseconds from{0};
    Microseconds enter{0};
    Microseconds exit{0};
    Microseconds until{0};

    friend bool operator==(const PageTimes&, const PageTimes&) = default;
};

// Pages that stand, one after the other. A still text is one page, with a translation two.
struct PagesDescription {
    std::vector<PageTimes> pages; // of one round; never empty
    std::int32_t rounds = 0;      // then the last page stays; 0: without end
    Effect enter;                 // their durations are those of each page
    Effect exit;

    Microseconds round() const { return pages.back().until; }

    friend bool operator==(const PagesDescription&, const PagesDescription&) = default;
};

using MotionDescription = std::variant<ScrollDescription, PagesDescription>;

// A line as its graphemes appear one by one.
struct TypedLine {
    Rect band;                       // of the block: all that belongs to this line
    std::vector<std::int32_t> reach; // pixels of the band when the first n are there: n = 0, 1, …

    friend bool operator==(const TypedLine&, const TypedLine&) = default;
};

// A picture of a slogan: a page, or a piece of a strip in one of its phases.
struct MotionSheet {
    Rect at;                      // of the zone; along a strip's way, of the strip
    std::int32_t number = 0;      // of the page, or of the phase
    std::vector<TypedLine> lines; // of a page that a typewriter writes, or takes away
    std::size_t png_bytes = 0;

    friend bool operator==(const MotionSheet&, const MotionSheet&) = default;
};

struct SloganMotion {
    Size zone;
    Colour background; // of the zone, opaque
    WritingMode writing = WritingMode::horizontal;
    MotionDescription motion;
    std::vector<MotionSheet> sheets;

    friend bool operator==(const SloganMotion&, const SloganMotion&) = default;
};

// With the PNGs of all sheets, one after the other (8-bit RGB).
struct DrawnMotion {
    SloganMotion motion;
    std::string pictures;
};

} // namespace marquee
