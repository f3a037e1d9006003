#include "player/sources/slogan_picture.hpp"

#include <algorithm>
#include <cmath>

#include "player/sources/scroll_motion.hpp"
#include "player/text/glyph_raster.hpp"
#include "player/text/text_fit.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

// The rows of the zone that text touches, one to spare for hinting.
Rect band(const TextFit& fit, const ShapedText& text, Size zone) {
    const auto lines = static_cast<std::int32_t>(fit.lines.size());
    const auto above = static_cast<std::int32_t>(std::ceil(text.extent().ascent * fit.em_pixels));
    const auto below = static_cast<std::int32_t>(std::ceil(text.extent().descent * fit.em_pixels));
    const std::int32_t top = fit.first_baseline - above - 1;
    const std::int32_t bottom =
        fit.first_baseline + (std::max(lines, 1) - 1) * fit.pitch_pixels + below + 1;
    return intersect({0, top, zone.width, bottom - top}, {0, 0, zone.width, zone.height});
}

struct LineWidth {
    std::int32_t whole = 0;
    std::int32_t hanging = 0; // of `whole`, its last marks
};

// Left edge of a line in its zone.
std::int32_t left_of(Alignment alignment, LineWidth line, std::int32_t margin,
                     std::int32_t zone_width) {
    const std::int32_t last = zone_width - margin - line.whole;
    switch (alignment) {
    case Alignment::start:
        return margin;
    case Alignment::centre:
        return std::min((zone_width - (line.whole - line.hanging)) / 2, last);
    case Alignment::end:
        return last;
    }
    return margin;
}

TextDrawing drawing_of(const Slogan& slogan, const TextFit& fit, Rect at) {
    TextDrawing drawing;
    drawing.size = at.size();
    drawing.em_pixels = fit.em_pixels;
    drawing.text = slogan.style.text;
    drawing.background = slogan.style.background;
    return drawing;
}

Result<SloganPicture> finish(const FontCatalog& fonts, const TextDrawing& drawing, Rect at) {
    auto picture = draw_text(fonts, drawing);
    if (!picture) {
        return tl::unexpected(picture.error());
    }
    return SloganPicture{std::move(*picture), at};
}

Result<SloganPicture> draw_still(const FontCatalog& fonts, const Slogan& slogan,
                                 const ShapedText& text, Size zone) {
    const auto fit = fit_still(text, zone, slogan.style.text_height_pixels);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    const Rect at = band(*fit, text, zone);
    TextDrawing drawing = drawing_of(slogan, *fit, at);
    std::int32_t baseline = fit->first_baseline - at.y;
    for (const LineRange& range : fit->lines) {
        TextLine line = text.line(range.from, range.to);
        const double em = fit->em_pixels;
        const bool hangs = fit->lines.size() > 1;
        const LineWidth width{
            static_cast<std::int32_t>(std::ceil(line.width * em)),
            hangs ? static_cast<std::int32_t>(text.hanging(range.from, range.to) * em) : 0};
        const std::int32_t x =
            left_of(slogan.style.alignment, width, fit->margin_pixels, zone.width);
        drawing.lines.push_back({std::move(line), x, baseline});
        baseline += fit->pitch_pixels;
    }
    return finish(fonts, drawing, at);
}

// Ink may reach past its advance.
std::int32_t overhang_of(const TextFit& fit) {
    return fit.em_pixels / 8;
}

TextLine whole_line(const ShapedText& text, const TextFit& fit) {
    return text.line(fit.lines.front().from, fit.lines.front().to);
}

std::int32_t strip_width(const TextLine& line, const TextFit& fit) {
    return static_cast<std::int32_t>(std::ceil(line.width * fit.em_pixels)) + 2 * overhang_of(fit);
}

Result<SloganPicture> draw_strip(const FontCatalog& fonts, const Slogan& slogan,
                                 const ShapedText& text, Size zone) {
    const auto fit = fit_moving(text, zone, slogan.style.text_height_pixels);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    TextLine line = whole_line(text, *fit);
    Rect at = band(*fit, text, zone);
    at.width = strip_width(line, *fit);
    TextDrawing drawing = drawing_of(slogan, *fit, at);
    drawing.lines.push_back({std::move(line), overhang_of(*fit), fit->first_baseline - at.y});
    return finish(fonts, drawing, at);
}

bool moves(const Slogan& slogan) {
    return slogan.style.motion == Motion::scroll_left;
}

} // namespace

Result<ShapedText> shape_slogan(const FontCatalog& fonts, const Slogan& slogan) {
    TextRequest request{slogan.text, slogan.language, slogan.style.font};
    if (moves(slogan)) {
        std::replace(request.text.begin(), request.text.end(), '\n', ' ');
    }
    return ShapedText::shape(fonts, request);
}

Result<SloganMeasure> measure_slogan(const ShapedText& text, const Slogan& slogan, Size zone) {
    const std::int32_t wanted = slogan.style.text_height_pixels;
    const auto fit = moves(slogan) ? fit_moving(text, zone, wanted) : fit_still(text, zone, wanted);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    SloganMeasure measure{fit->em_pixels, 0};
    if (moves(slogan)) {
        measure.text_width = strip_width(whole_line(text, *fit), *fit);
        const Rect at = band(*fit, text, zone);
        if (std::int64_t{measure.text_width} * at.height > limits::text_pixels_max) {
            return fail(ErrorCode::too_large, "text is too long to move over so high a zone");
        }
        return measure;
    }
    for (const LineRange& line : fit->lines) {
        const double width = text.width(line.from, line.to) * fit->em_pixels;
        measure.text_width =
            std::max(measure.text_width, static_cast<std::int32_t>(std::ceil(width)));
    }
    return measure;
}

std::int32_t scroll_speed(const SloganStyle& style, Size zone) {
    const std::int32_t wanted =
        style.speed_pixels_per_second > 0 ? style.speed_pixels_per_second : zone.height;
    return even_speed(std::clamp(wanted, 1, limits::scroll_pixels_per_second_max));
}

Result<SloganPicture> draw_slogan(const FontCatalog& fonts, const Slogan& slogan, Size zone) {
    const auto text = shape_slogan(fonts, slogan);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return moves(slogan) ? draw_strip(fonts, slogan, *text, zone)
                         : draw_still(fonts, slogan, *text, zone);
}

} // namespace marquee::player
