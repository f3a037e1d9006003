#include "player/text/text_fit.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace marquee::player {
namespace {

constexpr std::int32_t em_pixels_min = 6;
constexpr double pitch_of_height = 1.22;    // baseline distance, of the text's extent
constexpr double written_preference = 0.45; // the text's own lines win down to this share
constexpr double phrase_preference = 0.65;  // better breaks win down to this share of the size
constexpr std::int32_t ideographs_at_once = 6;

using Lines = std::optional<std::vector<LineRange>>;

// Where lines may end besides where the text says so. as_written: nowhere. phrases: after phrases
// only. within_phrases: after every phrase, and inside one that is long. anywhere: wherever the
// language allows.
enum class Wrapping { as_written, phrases, within_phrases, anywhere };

bool may_end(Wrapping wrapping, BreakKind kind) {
    switch (wrapping) {
    case Wrapping::as_written:
        return kind == BreakKind::line;
    case Wrapping::phrases:
        return kind >= BreakKind::phrase;
    default:
        return true;
    }
}

bool must_end(Wrapping wrapping, BreakKind kind) {
    return kind == BreakKind::line
           || (wrapping == Wrapping::within_phrases && kind == BreakKind::phrase);
}

// Fills lines as long as they are not wider than `width_em`; nothing when a part between two breaks
// is wider by itself.
Lines wrap(const ShapedText& text, Wrapping wrapping, double width_em) {
    std::vector<LineRange> lines;
    std::int32_t from = 0;
    std::int32_t good = 0;
    for (const LineBreak& candidate : text.unicode().breaks) {
        if (!may_end(wrapping, candidate.kind)) {
            continue;
        }
        if (text.width(from, candidate.position) > width_em) {
            if (good == from) {
                return std::nullopt;
            }
            lines.push_back({from, good});
            from = good;
            if (text.width(from, candidate.position) > width_em) {
                return std::nullopt;
            }
        }
        good = candidate.position;
        if (must_end(wrapping, candidate.kind)) {
            lines.push_back({from, good});
            from = good;
        }
    }
    return lines;
}

struct Box {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t margin_x = 0;
};

// What is left of a zone inside its margin.
Box usable(Size zone) {
    const std::int32_t margin_y = std::max(1, zone.height / 16);
    const std::int32_t margin_x = std::max(1, zone.width / 48);
    return {zone.width - 2 * margin_x, zone.height - 2 * margin_y, margin_x};
}

double block_height(const ShapedText& text, std::int32_t em, std::size_t lines) {
    return text.extent().height() * em * (1 + pitch_of_height * (static_cast<double>(lines) - 1));
}

Lines lines_at(const ShapedText& text, Wrapping wrapping, Box box, std::int32_t em) {
    auto lines = wrap(text, wrapping, static_cast<double>(box.width) / em);
    if (lines && block_height(text, em, lines->size()) > box.height) {
        return std::nullopt;
    }
    return lines;
}

// The largest em up to `em_max` that fits, 0 when none does.
std::int32_t largest_em(const ShapedText& text, Wrapping wrapping, Box box, std::int32_t em_max) {
    std::int32_t fits = 0;
    std::int32_t too_large = em_max + 1;
    while (too_large - fits > 1) {
        const std::int32_t middle = fits + (too_large - fits) / 2;
        (lines_at(text, wrapping, box, middle) ? fits : too_large) = middle;
    }
    return fits;
}

struct Choice {
    Wrapping wrapping = Wrapping::anywhere;
    std::int32_t em_pixels = 0;
};

// Whole phrases on a line if that is as large as anything that ends lines with phrases; any break
// at all only when it makes the text much larger.
Choice choose_wrapped(const ShapedText& text, Box box, std::int32_t em_max) {
    Choice best{Wrapping::phrases, largest_em(text, Wrapping::phrases, box, em_max)};
    const auto within = largest_em(text, Wrapping::within_phrases, box, em_max);
    if (phrase_preference * within > best.em_pixels) {
        best = {Wrapping::within_phrases, within};
    }
    const auto any = largest_em(text, Wrapping::anywhere, box, em_max);
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
Choice choose(const ShapedText& text, Box box, std::int32_t em_max) {
    const Choice wrapped = choose_wrapped(text, box, em_max);
    if (!has_own_lines(text)) {
        return wrapped;
    }
    const auto written = largest_em(text, Wrapping::as_written, box, em_max);
    return written_preference * wrapped.em_pixels > written ? wrapped
                                                            : Choice{Wrapping::as_written, written};
}

// The narrowest width that still makes as many lines, so that no line is much shorter than others.
std::vector<LineRange> balanced(const ShapedText& text, Wrapping wrapping, double width_em,
                                std::vector<LineRange> lines) {
    double fits = width_em;
    double too_narrow = 0;
    while (fits - too_narrow > 0.05) {
        const double middle = (fits + too_narrow) / 2;
        auto candidate = wrap(text, wrapping, middle);
        if (candidate && candidate->size() == lines.size()) {
            lines = std::move(*candidate);
            fits = middle;
        } else {
            too_narrow = middle;
        }
    }
    return lines;
}

void place(TextFit& fit, const ShapedText& text, Size zone) {
    const double height = text.extent().height() * fit.em_pixels;
    fit.pitch_pixels = static_cast<std::int32_t>(std::lround(height * pitch_of_height));
    const double block = height + (static_cast<double>(fit.lines.size()) - 1) * fit.pitch_pixels;
    fit.first_baseline = static_cast<std::int32_t>(
        std::lround((zone.height - block) / 2 + text.extent().ascent * fit.em_pixels));
}

tl::unexpected<Error> does_not_fit(Size zone) {
    return fail(ErrorCode::too_large,
                fmt::format("text is too long for {} x {} pixels", zone.width, zone.height));
}

} // namespace

Result<TextFit> fit_still(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const Box box = usable(zone);
    const auto highest = static_cast<std::int32_t>(box.height / text.extent().height());
    const std::int32_t em_max = em_wanted > 0 ? std::min(em_wanted, highest) : highest;
    const Choice chosen = choose(text, box, em_max);
    TextFit fit;
    fit.em_pixels = chosen.em_pixels;
    if (fit.em_pixels < em_pixels_min) {
        return does_not_fit(zone);
    }
    fit.margin_pixels = box.margin_x;
    auto lines = lines_at(text, chosen.wrapping, box, fit.em_pixels);
    fit.lines = balanced(text, chosen.wrapping, static_cast<double>(box.width) / fit.em_pixels,
                         std::move(*lines));
    place(fit, text, zone);
    return fit;
}

Result<TextFit> fit_moving(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const Box box = usable(zone);
    const auto by_height = static_cast<std::int32_t>(box.height / text.extent().height());
    TextFit fit;
    fit.em_pixels =
        em_wanted > 0
            ? std::min(em_wanted, by_height)
            : std::min(by_height, std::max(em_pixels_min, zone.width / ideographs_at_once));
    if (fit.em_pixels < em_pixels_min) {
        return does_not_fit(zone);
    }
    fit.lines = {{0, static_cast<std::int32_t>(text.unicode().units.size())}};
    place(fit, text, zone);
    return fit;
}

} // namespace marquee::player
