#include "player/sources/slogan_picture.hpp"

#include <algorithm>
#include <cmath>

#include "player/sources/slogan_blocks.hpp"

namespace marquee::player {

Result<ShapedText> shape_slogan(const FontCatalog& fonts, const Slogan& slogan) {
    return shape_text(fonts, slogan.style, as_written(slogan).front());
}

Result<SloganMeasure> measure_slogan(const ShapedText& text, const Slogan& slogan, Size zone) {
    auto fits = fits_of(text, slogan.style, zone, slogan.style.text_height_pixels);
    if (!fits) {
        return tl::unexpected(fits.error());
    }
    SloganMeasure measure{fits->front().em_pixels, 0};
    if (scrolls(slogan.style)) {
        const std::vector<FittedText> texts{{text, *std::move(fits), {}}};
        const SloganBlock strip = moves_along(slogan.style)
                                      ? place_line(slogan.style, texts, zone)
                                      : place_lines(slogan.style, texts, zone);
        measure.text_width = strip_is_level(slogan.style) ? strip.at.width : strip.at.height;
        return measure;
    }
    for (const TextFit& fit : *fits) {
        for (const LineRange& line : fit.lines) {
            const double width = text.width(line.from, line.to) * fit.em_pixels;
            measure.text_width =
                std::max(measure.text_width, static_cast<std::int32_t>(std::ceil(width)));
        }
    }
    return measure;
}

Result<Piece> draw_words(const FontCatalog& fonts, const Slogan& slogan, Rect place) {
    const auto plan = plan_slogan(fonts, {slogan.style, as_written(slogan), place.size()});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    return draw_sheet(fonts, *plan, 0).map([&](Picture drawn) {
        Rect target = plan->blocks.front().at;
        target.x += place.x;
        target.y += place.y;
        return Piece{std::move(drawn), {0, 0, target.width, target.height}, target};
    });
}

Result<Picture> draw_block(const FontCatalog& fonts, const SloganPlan& plan, std::size_t block) {
    const Rect at = plan.blocks[block].at;
    return draw_area(fonts, plan, block, {0, 0, at.width, at.height});
}

} // namespace marquee::player
