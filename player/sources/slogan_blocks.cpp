#include "player/sources/slogan_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "player/sources/typed_lines.hpp"
#include "player/text/ink_reach.hpp"

namespace marquee::player {
namespace {

std::int32_t whole(double pixels) {
    return static_cast<std::int32_t>(std::ceil(pixels));
}

bool is_vertical(const SloganStyle& style) {
    return style.letters.writing == WritingMode::vertical;
}

struct LineWidth {
    std::int32_t whole = 0;
    std::int32_t hanging = 0; // of `whole`, its last marks
};

// Where a line begins in its zone, along the line.
std::int32_t start_of(Alignment alignment, LineWidth line, std::int32_t margin,
                      std::int32_t zone_along) {
    const std::int32_t last = zone_along - margin - line.whole;
    switch (alignment) {
    case Alignment::start:
        return margin;
    case Alignment::centre:
        return std::min((zone_along - (line.whole - line.hanging)) / 2, last);
    case Alignment::end:
        return last;
    }
    return margin;
}

// Lines of a fit where the fit has them; `corner` is that of the zone it was made for.
std::vector<LineAt> lines_of(const SloganStyle& style, const ShapedText& text, const TextFit& fit,
                             Rect inner) {
    std::vector<LineAt> lines;
    const double em = fit.em_pixels;
    std::int32_t step = 0;
    for (const LineRange& range : fit.lines) {
        TextLine line = text.line(range.from, range.to);
        const bool hangs = fit.lines.size() > 1;
        const LineWidth width{
            whole(line.width * em),
            hangs ? static_cast<std::int32_t>(text.hanging(range.from, range.to) * em) : 0};
        const std::int32_t start = start_of(style.alignment, width, fit.margin_pixels,
                                            fit.vertical ? inner.height : inner.width);
        if (fit.vertical) {
            lines.push_back(
                {std::move(line), inner.x + fit.first_baseline - step, inner.y + start});
        } else {
            lines.push_back(
                {std::move(line), inner.x + start, inner.y + fit.first_baseline + step});
        }
        step += fit.pitch_pixels;
    }
    return lines;
}

Around around(const SloganStyle& style, TextExtent extent, std::int32_t em_pixels) {
    const InkReach reach = ink_reach(style.letters);
    const bool column = is_vertical(style);
    return {whole(extent.ascent * em_pixels) + 1 + (column ? reach.right : reach.top),
            whole(extent.descent * em_pixels) + 1 + (column ? reach.left : reach.bottom)};
}

// What these lines touch of a zone, whole along the lines.
Rect touched(const SloganStyle& style, const std::vector<LineAt>& lines, Around ink, Size zone) {
    if (lines.empty()) {
        return {0, 0, zone.width, zone.height};
    }
    const Rect everything{0, 0, zone.width, zone.height};
    if (is_vertical(style)) {
        const std::int32_t left = lines.back().x - ink.after;
        return intersect({left, 0, lines.front().x + ink.before - left, zone.height}, everything);
    }
    const std::int32_t top = lines.front().baseline - ink.before;
    return intersect({0, top, zone.width, lines.back().baseline + ink.after - top}, everything);
}

void move_to(std::vector<LineAt>& lines, Rect area) {
    for (LineAt& line : lines) {
        line.x -= area.x;
        line.baseline -= area.y;
    }
}

// Characters of a translation are none of those that have colours.
void take_away_colours(TextLine& line) {
    constexpr std::int32_t beyond_every_text = 1 << 24;
    for (PlacedGlyph& glyph : line.glyphs) {
        glyph.character += beyond_every_text;
    }
}

// The baseline on which lines of different scripts stand, and an em at which all of them fit.
struct CommonLine {
    TextExtent extent;
    std::int32_t em_pixels = 0;
    std::int32_t baseline = 0; // in the inner zone
};

CommonLine common_line(const std::vector<FittedText>& texts, Size inner) {
    CommonLine common{{}, smallest_em(texts), texts.front().fits.front().first_baseline};
    for (const FittedText& each : texts) {
        common.extent.ascent = std::max(common.extent.ascent, each.text.extent().ascent);
        common.extent.descent = std::max(common.extent.descent, each.text.extent().descent);
    }
    if (texts.size() > 1 && texts.front().text.writing() == WritingMode::horizontal) {
        const double height = common.extent.height();
        const bool by_hand = texts.front().text.strike_pixels() > 0; // their margin is in the em
        const std::int32_t room = by_hand ? inner.height : text_box(inner).height;
        const auto highest = static_cast<std::int32_t>(room / height);
        common.em_pixels = std::min(common.em_pixels, std::max(highest, 1));
        common.baseline =
            static_cast<std::int32_t>(std::lround((inner.height - height * common.em_pixels) / 2
                                                  + common.extent.ascent * common.em_pixels));
    }
    return common;
}

} // namespace

SloganBlock place_page(const SloganStyle& style, const FittedText& fitted, const TextFit& fit,
                       Size zone) {
    const InkReach reach = ink_reach(style.letters);
    const Size inner = inner_zone(style, zone);
    const Around ink = around(style, fitted.text.extent(), fit.em_pixels);
    SloganBlock block;
    block.em_pixels = fit.em_pixels;
    block.colours = fitted.colours;
    block.extent = fitted.text.extent();
    block.lines =
        lines_of(style, fitted.text, fit, {reach.left, reach.top, inner.width, inner.height});
    block.at = touched(style, block.lines, ink, zone);
    move_to(block.lines, block.at);
    block.typed = typed_lines(block, fit, ink);
    return block;
}

SloganBlock place_line(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone) {
    const InkReach reach = ink_reach(style.letters);
    const bool column = is_vertical(style);
    const CommonLine common = common_line(texts, inner_zone(style, zone));
    const std::int32_t overhang = common.em_pixels / 8; // ink may reach past its advance
    SloganBlock block;
    block.em_pixels = common.em_pixels;
    block.colours = texts.front().colours;
    block.extent = common.extent;
    std::int32_t pen = 0;
    for (const FittedText& each : texts) {
        TextLine line = each.text.line(each.fits.front().lines.front().from,
                                       each.fits.front().lines.front().to);
        const std::int32_t length = whole(line.width * common.em_pixels);
        if (pen > 0) {
            take_away_colours(line);
            pen += (column ? zone.height : zone.width) / 4;
        }
        pen += overhang + (column ? reach.top : reach.left);
        block.lines.push_back(column ? LineAt{std::move(line), reach.left + common.baseline, pen}
                                     : LineAt{std::move(line), pen, reach.top + common.baseline});
        pen += length + overhang + (column ? reach.bottom : reach.right);
    }
    block.at = touched(style, block.lines, around(style, common.extent, common.em_pixels), zone);
    (column ? block.at.height : block.at.width) = pen;
    move_to(block.lines, {column ? block.at.x : 0, column ? 0 : block.at.y, 0, 0});
    return block;
}

SloganBlock place_lines(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone) {
    const InkReach reach = ink_reach(style.letters);
    const bool columns = is_vertical(style);
    const Size inner = inner_zone(style, zone);
    const std::int32_t before = columns ? reach.left : reach.top;
    const std::int32_t after = columns ? reach.right : reach.bottom;
    SloganBlock block;
    block.em_pixels = smallest_em(texts);
    block.colours = texts.front().colours;
    block.extent = texts.front().text.extent();
    std::int32_t pen = 0;
    const auto add = [&](const FittedText& each) {
        const TextFit& fit = each.fits.front();
        pen += pen > 0 ? (columns ? zone.width : zone.height) / 4 : 0;
        pen += before;
        auto lines = lines_of(style, each.text, fit,
                              columns ? Rect{pen, reach.top, inner.width, inner.height}
                                      : Rect{reach.left, pen, inner.width, inner.height});
        for (LineAt& line : lines) {
            if (&each != &texts.front()) {
                take_away_colours(line.line);
            }
            block.lines.push_back(std::move(line));
        }
        pen += fit.block_pixels + after;
    };
    if (columns) { // they are read from the right
        std::for_each(texts.rbegin(), texts.rend(), add);
    } else {
        std::for_each(texts.begin(), texts.end(), add);
    }
    block.at = columns ? Rect{0, 0, pen, zone.height} : Rect{0, 0, zone.width, pen};
    return block;
}

} // namespace marquee::player
