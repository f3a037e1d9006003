// What covers a pixel becomes its colour.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "player/text/colour_ramp.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// Which colour letters have: one of InkColours.
using Paint = std::uint16_t;

// How much of one pixel is covered. `outline`: by letters and outline together.
struct InkShares {
    std::uint8_t letters = 0;
    std::uint8_t outline = 0;
    std::uint8_t shadow = 0;

    friend bool operator==(const InkShares&, const InkShares&) = default;
};

// The colours of one drawing. Letters lie in the opening of their outline, not over it; both lie
// over the shadow; all is mixed in linear light. One thread.
class InkColours {
public:
    InkColours(Colour background, Colour text, const Letters& letters);

    // Of the letters of a run, or of those that have no colour of their own.
    Paint paint_of(std::int32_t character) const;

    // Whether letters with that paint turn into another colour from top to foot.
    bool turns(Paint paint) const { return paint == 0 && !steps_.empty(); }

    // That colour at a place between top (0) and foot (1).
    Paint turned(double place) const;

    // Blue, green, red, alpha in memory, premultiplied.
    std::uint32_t pixel(Paint paint, InkShares shares);

private:
    struct Known {
        InkShares shares;
        Paint paint = 0;
        bool filled = false;
        std::uint32_t pixel = 0;
    };

    std::uint32_t mix(Paint paint, InkShares shares) const;
    const Colour& colour(Paint paint) const;
    const ColourRamp& ramp(Paint paint);

    Colour background_;
    std::vector<ColourRun> runs_;
    std::vector<Colour> colours_; // text, then of each run
    std::vector<Colour> steps_;   // of the gradient
    Light below_;
    Light outline_;
    Light shadow_;
    std::vector<std::optional<ColourRamp>> ramps_; // by paint, once used
    std::vector<Known> known_;                     // pixels repeat: edges have few different shares
};

} // namespace marquee::player
