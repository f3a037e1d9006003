#include "player/render/contrast.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace marquee::player {
namespace {

// Relative luminance of a channel of sRGB.
double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
           + 0.0722 * linear(colour.blue);
}

Colour over(Colour top, Colour behind) {
    const auto mix = [&](std::uint8_t above, std::uint8_t below) {
        return static_cast<std::uint8_t>((above * top.alpha + below * (255 - top.alpha) + 127)
                                         / 255);
    };
    return {mix(top.red, behind.red), mix(top.green, behind.green), mix(top.blue, behind.blue),
            255};
}

std::string hex(Colour colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

struct Range {
    std::int32_t from = 0;
    std::int32_t until = 0;
};

// [0, end) without the runs, which ascend and lie apart.
std::vector<Range> between(const std::vector<ColourRun>& runs, std::int32_t end) {
    std::vector<Range> ranges;
    std::int32_t at = 0;
    for (const ColourRun& run : runs) {
        if (run.from > at) {
            ranges.push_back({at, run.from});
        }
        at = run.until;
    }
    if (at < end) {
        ranges.push_back({at, end});
    }
    return ranges;
}

class Backdrop {
public:
    explicit Backdrop(const SloganStyle& style) : ground_(over(style.background, colours::black)) {
        if (style.letters.outline.width_pixels > 0) {
            outline_ = over(style.letters.outline.colour, ground_);
        }
    }

    // Nothing when letters of that colour stand out.
    std::optional<SloganFinding> judge(Colour letters) const {
        const Colour seen = over(letters, ground_);
        const double on_ground = contrast_ratio(seen, ground_);
        const double on_outline = outline_ ? contrast_ratio(seen, *outline_) : 0;
        const double ratio = std::max(on_ground, on_outline);
        if (ratio >= contrast_needed) {
            return std::nullopt;
        }
        SloganFinding finding;
        finding.fault = SloganFault::low_contrast;
        finding.severity =
            ratio < contrast_least ? FindingSeverity::error : FindingSeverity::warning;
        finding.params = {{"ratio", fmt::format("{:.1f}", std::floor(ratio * 10) / 10)},
                          {"needed", fmt::format("{:.0f}", contrast_needed)},
                          {"colour", hex(seen)},
                          {"behind", hex(on_outline > on_ground ? *outline_ : ground_)}};
        return finding;
    }

private:
    Colour ground_;
    std::optional<Colour> outline_;
};

} // namespace

double contrast_ratio(Colour one, Colour other) {
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

std::vector<SloganFinding> contrast_findings(const SloganStyle& style, std::int32_t text_points,
                                             std::int32_t translation_points) {
    const Backdrop backdrop(style);
    std::vector<SloganFinding> findings;
    const auto add = [&](Colour colour, TextPart part, const std::vector<Range>& ranges) {
        std::optional<SloganFinding> finding = backdrop.judge(colour);
        if (!finding) {
            return;
        }
        finding->part = part;
        for (const Range& range : ranges) {
            finding->from = range.from;
            finding->until = range.until;
            findings.push_back(*finding);
        }
    };
    std::vector<Colour> base{style.text};
    if (style.letters.gradient_to && *style.letters.gradient_to != style.text) {
        base.push_back(*style.letters.gradient_to);
    }
    for (const Colour colour : base) {
        add(colour, TextPart::text, between(style.letters.colours, text_points));
        add(colour, TextPart::translation, between({}, translation_points));
    }
    for (const ColourRun& run : style.letters.colours) {
        add(run.colour, TextPart::text, {{run.from, run.until}});
    }
    return findings;
}

} // namespace marquee::player
