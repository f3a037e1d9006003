#include "player/text/text_fit.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "player/text/line_room.hpp"
#include "player/text/line_wrapping.hpp"

namespace marquee::player {
namespace {

constexpr double written_preference = 0.45; // the text's own lines win down to this share
constexpr double phrase_preference = 0.65;  // better breaks win down to this share of the size

std::optional<std::vector<LineRange>> lines_at(const ShapedText& text, Wrapping wrapping,
                                               const LineRoom& room, std::int32_t em) {
    auto lines = wrap(text, wrapping, static_cast<double>(room.along) / em);
    if (lines && !room.holds(em, lines->size())) {
        return std::nullopt;
    }
    return lines;
}

// The largest em up to `em_max` that fits, 0 when none does.
std::int32_t largest_em(const ShapedText& text, Wrapping wrapping, const LineRoom& room,
                        std::int32_t em_max) {
    std::int32_t fits = 0;
    std::int32_t too_large = em_max + 1;
    while (too_large - fits > 1) {
        const std::int32_t middle = fits + (too_large - fits) / 2;
        (lines_at(text, wrapping, room, middle) ? fits : too_large) = middle;
    }
    return fits;
}

struct Choice {
    Wrapping wrapping = Wrapping::anywhere;
    std::int32_t em_pixels = 0;
};

// Whole phrases on a line if that is as large as anything that ends lines with phrases; any break
// at all only when it makes the text much larger.
Choice choose_wrapped(const ShapedText& text, const LineRoom& room, std::int32_t em_max) {
    Choice best{Wrapping::phrases, largest_em(text, Wrapping::phrases, room, em_max)};
    const auto within = largest_em(text, Wrapping::within_phrases, room, em_max);
    if (phrase_preference * within > best.em_pixels) {
        best = {Wrapping::within_phrases, within};
    }
    const auto any = largest_em(text, Wrapping::anywhere, room, em_max);
    if (phrase_preference * any > best.em_pixels) {
        best = {Wrapping::anywhere, any};
    }
    return best;
}

bool has_own_lines(const ShapedText& text) {
    const auto& breaks = text.unicode().breaks;
    return std::count_if(breaks.begin(), breaks.end(),
                         [](const LineBreak& each) { return each.kind == BreakKind::line; })
           > 1; // the last one ends the text
}

// Somebody who ended a line meant it, unless that makes the text much smaller.
Choice choose(const ShapedText& text, const LineRoom& room, std::int32_t em_max) {
    const Choice wrapped = choose_wrapped(text, room, em_max);
    if (!has_own_lines(text)) {
        return wrapped;
    }
    const auto written = largest_em(text, Wrapping::as_written, room, em_max);
    return written_preference * wrapped.em_pixels > written ? wrapped
                                                            : Choice{Wrapping::as_written, written};
}

} // namespace

Result<TextFit> fit_still(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const LineRoom room(text, zone);
    const std::int32_t highest = room.em_of_lines(1);
    const std::int32_t em_max = em_wanted > 0 ? std::min(em_wanted, highest) : highest;
    const Choice chosen = choose(text, room, em_max);
    TextFit fit;
    fit.em_pixels = chosen.em_pixels;
    if (fit.em_pixels < em_pixels_min) {
        return does_not_fit(zone);
    }
    auto lines = lines_at(text, chosen.wrapping, room, fit.em_pixels);
    fit.lines = balanced(text, chosen.wrapping, static_cast<double>(room.along) / fit.em_pixels,
                         std::move(*lines));
    place(fit, room, room.zone_across);
    return fit;
}

Result<TextFit> fit_moving(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const LineRoom room(text, zone);
    const std::int32_t highest = room.em_of_lines(1);
    TextFit fit;
    fit.em_pixels =
        em_wanted > 0
            ? std::min(em_wanted, highest)
            : std::min(highest, std::max(em_pixels_min, room.zone_along / ideographs_at_once));
    if (fit.em_pixels < em_pixels_min) {
        return does_not_fit(zone);
    }
    fit.lines = {{0, static_cast<std::int32_t>(text.unicode().units.size())}};
    place(fit, room, room.zone_across);
    return fit;
}

} // namespace marquee::player
