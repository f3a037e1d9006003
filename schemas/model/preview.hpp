// What the renderer of previews is asked, and what it answers. The manager asks, marquee-render
// draws with the player's own code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// What a display shows at one instant of a program.
struct StillOrder {
    Layout layout;
    Size display;       // drawn for a display of this size, pixels
    Milliseconds at{0}; // since the program's slot began: its loops count from there
    Size picture;       // what comes back, shrunk from the display; empty: as drawn

    friend bool operator==(const StillOrder&, const StillOrder&) = default;
};

// How a slogan would look on displays (or zones) of these sizes.
struct SloganCheckOrder {
    Slogan slogan;
    std::vector<Size> shapes; // pixels; may be empty: only the glyphs are of interest

    friend bool operator==(const SloganCheckOrder&, const SloganCheckOrder&) = default;
};

using RenderOrder = std::variant<StillOrder, SloganCheckOrder>;

// A grapheme cluster (UAX #29) that no font of the player draws.
struct UndrawnText {
    std::string text; // UTF-8
    std::vector<std::uint32_t> code_points;

    friend bool operator==(const UndrawnText&, const UndrawnText&) = default;
};

struct ShapeCheck {
    Size shape;
    bool fits = false;           // standing still, all of it can be read
    std::int32_t text_width = 0; // pixels: of the longest line as it is drawn; moving, of all
    std::int32_t text_height_pixels = 0; // em size as it is drawn; 0: cannot be drawn at all
    double seconds_per_pass = 0;         // scrolling: from the right edge until all has left

    friend bool operator==(const ShapeCheck&, const ShapeCheck&) = default;
};

// While glyphs are missing nothing can be measured, so `shapes` is empty then.
struct SloganCheck {
    std::vector<UndrawnText> missing_glyphs; // each once, at most limits::missing_glyphs_max
    std::vector<ShapeCheck> shapes;          // in the order asked

    friend bool operator==(const SloganCheck&, const SloganCheck&) = default;
};

// The head of a PNG that follows.
struct PictureFollows {
    std::size_t bytes = 0;

    friend bool operator==(const PictureFollows&, const PictureFollows&) = default;
};

using RenderAnswer = std::variant<PictureFollows, SloganCheck, Error>;

} // namespace marquee
