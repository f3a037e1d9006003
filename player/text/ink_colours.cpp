#include "player/text/ink_colours.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player {
namespace {

constexpr std::int32_t steps_max = 256;
constexpr std::size_t known_pixels = 1 << 12;

std::vector<Colour> gradient(Colour from, Colour to) {
    std::vector<Colour> steps;
    for (std::int32_t i = 0; i < steps_max; ++i) {
        steps.push_back(colour_of(mixed(light_of(from), light_of(to), i / (steps_max - 1.0))));
    }
    return steps;
}

double part(std::uint8_t share) {
    return share / 255.0;
}

} // namespace

InkColours::InkColours(Colour background, Colour text, const Letters& letters)
    : background_(background),
      runs_(letters.colours),
      colours_{text},
      below_(light_of(background)),
      outline_(light_of(letters.outline.colour)),
      shadow_(light_of(letters.shadow.colour)),
      known_(known_pixels) {
    for (const ColourRun& run : runs_) {
        colours_.push_back(run.colour);
    }
    if (letters.gradient_to) {
        steps_ = gradient(text, *letters.gradient_to);
    }
    ramps_.resize(colours_.size() + steps_.size());
}

Paint InkColours::paint_of(std::int32_t character) const {
    const auto after = std::upper_bound(
        runs_.begin(), runs_.end(), character,
        [](std::int32_t place, const ColourRun& run) { return place < run.until; });
    const bool inside = after != runs_.end() && character >= after->from;
    return inside ? static_cast<Paint>(1 + (after - runs_.begin())) : Paint{0};
}

Paint InkColours::turned(double place) const {
    const double step = std::clamp(place, 0.0, 1.0) * static_cast<double>(steps_.size() - 1);
    return static_cast<Paint>(colours_.size() + static_cast<std::size_t>(std::lround(step)));
}

std::uint32_t InkColours::pixel(Paint paint, InkShares shares) {
    if (shares.shadow == 0 && shares.outline == shares.letters) {
        return ramp(paint).at(shares.letters);
    }
    const std::size_t hash = (shares.letters * 31U + shares.outline * 7U + shares.shadow * 131U
                              + std::size_t{paint} * 1009U)
                             % known_.size();
    Known& known = known_[hash];
    if (!known.filled || known.paint != paint || !(known.shares == shares)) {
        known = {shares, paint, true, mix(paint, shares)};
    }
    return known.pixel;
}

std::uint32_t InkColours::mix(Paint paint, InkShares shares) const {
    const Light below = laid_over(below_, shadow_, part(shares.shadow));
    const Light outlined = laid_over(below, outline_, 1);
    const Light lettered = laid_over(below, light_of(colour(paint)), 1);
    const double around = part(shares.outline);
    if (around == 0) {
        return pixel_of(below);
    }
    const double of_it = part(shares.letters) / around;
    return pixel_of(mixed(below, mixed(outlined, lettered, of_it), around));
}

const Colour& InkColours::colour(Paint paint) const {
    return paint < colours_.size() ? colours_[paint] : steps_[paint - colours_.size()];
}

const ColourRamp& InkColours::ramp(Paint paint) {
    auto& known = ramps_[paint];
    if (!known) {
        known.emplace(background_, colour(paint));
    }
    return *known;
}

} // namespace marquee::player
