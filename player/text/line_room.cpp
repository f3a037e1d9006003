#include "player/text/line_room.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace marquee::player {
namespace {

// Of a block of that many lines, in heights of one line.
double heights(double lines) {
    return 1 + pitch_of_height * (lines - 1);
}

} // namespace

LineRoom::LineRoom(const ShapedText& text, Size zone)
    : vertical(text.writing() == WritingMode::vertical),
      by_hand(text.strike_pixels() > 0),
      zone_along(vertical ? zone.height : zone.width),
      zone_across(vertical ? zone.width : zone.height),
      extent(text.extent()) {
    const TextBox box = text_box({zone_along, zone_across});
    along = box.width;
    across = by_hand ? zone_across : box.height;
    margin_along = box.margin_x;
}

std::int32_t LineRoom::em_of_lines(double lines) const {
    return static_cast<std::int32_t>(across / (extent.height() * heights(lines)));
}

std::int32_t LineRoom::lines_of_em(std::int32_t em) const {
    const double more = (across / (extent.height() * em) - 1) / pitch_of_height;
    return 1 + std::max(0, static_cast<std::int32_t>(more));
}

bool LineRoom::holds(std::int32_t em, std::size_t lines) const {
    return extent.height() * em * heights(static_cast<double>(lines)) <= across;
}

std::int32_t LineRoom::pitch_of_em(std::int32_t em) const {
    const double height = extent.height() * em;
    const auto pitch = static_cast<std::int32_t>(std::lround(height * pitch_of_height));
    const std::int32_t steps = lines_of_em(em) - 1;
    if (!by_hand || steps == 0) {
        return pitch; // the margin takes what is rounded up
    }
    return std::min(pitch, static_cast<std::int32_t>((across - height) / steps));
}

void place(TextFit& fit, const LineRoom& room, std::int32_t across) {
    const double height = room.extent.height() * fit.em_pixels;
    fit.vertical = room.vertical;
    fit.margin_pixels = room.margin_along;
    fit.pitch_pixels = room.pitch_of_em(fit.em_pixels);
    const auto more_lines = static_cast<double>(std::max<std::size_t>(fit.lines.size(), 1) - 1);
    const double block = height + more_lines * fit.pitch_pixels;
    fit.block_pixels = static_cast<std::int32_t>(std::ceil(block));
    const double before_first = (across - block) / 2 + room.extent.ascent * fit.em_pixels;
    fit.first_baseline =
        static_cast<std::int32_t>(std::lround(fit.vertical ? across - before_first : before_first));
}

tl::unexpected<Error> does_not_fit(Size zone) {
    return fail(ErrorCode::too_large,
                fmt::format("text is too long for {} x {} pixels", zone.width, zone.height));
}

TextBox text_box(Size zone) {
    const std::int32_t margin_y = std::max(1, zone.height / 16);
    const std::int32_t margin_x = std::max(1, zone.width / 48);
    return {zone.width - 2 * margin_x, zone.height - 2 * margin_y, margin_x};
}

} // namespace marquee::player
