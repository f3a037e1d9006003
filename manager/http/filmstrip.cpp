#include "manager/http/filmstrip.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "manager/http/preview_body.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::int64_t frames = 8;
constexpr std::int64_t frame_width = 160;
constexpr std::int64_t frame_width_least = 16;
constexpr std::int64_t frame_width_most = 640;

std::int64_t pixels_of(Size size) {
    return std::int64_t{size.width} * size.height;
}

std::pair<std::size_t, std::int64_t> weight(const Zone& zone) {
    return {zone.playlist.items.size(), pixels_of(zone.rect.size())};
}

} // namespace

std::vector<Milliseconds> item_middles(const Layout& layout, std::size_t frames_max) {
    const auto zone = std::max_element(
        layout.zones.begin(), layout.zones.end(),
        [](const Zone& one, const Zone& other) { return weight(one) < weight(other); });
    std::vector<Milliseconds> middles;
    if (zone != layout.zones.end()) {
        Milliseconds start{0};
        for (const PlaylistItem& item : zone->playlist.items) {
            middles.push_back(start + item.duration / 2);
            start += item.duration;
        }
    }
    if (middles.size() <= frames_max) {
        return middles.empty() ? std::vector{Milliseconds{0}} : middles;
    }
    std::vector<Milliseconds> chosen;
    for (std::size_t i = 0; i < frames_max; ++i) {
        chosen.push_back(middles[i * middles.size() / frames_max]);
    }
    return chosen;
}

Result<FilmstripOrder> filmstrip_order(const RequestHead& request, const Layout& layout) {
    const auto count = number_parameter(request, "count", 1, limits::filmstrip_frames_max);
    const auto width = number_parameter(request, "width", frame_width_least, frame_width_most);
    if (!count || !width) {
        return tl::unexpected<Error>(count ? width.error() : count.error());
    }
    FilmstripOrder order;
    order.instants = item_middles(layout, static_cast<std::size_t>(count->value_or(frames)));
    const Size canvas = layout.canvas;
    const auto side = static_cast<std::int32_t>(width->value_or(frame_width));
    const double height = static_cast<double>(canvas.height) * side / canvas.width;
    const Size frame{side, std::max(1, static_cast<std::int32_t>(std::lround(height)))};
    if (pixels_of(frame) * static_cast<std::int64_t>(order.instants.size())
        > limits::filmstrip_pixels_max) {
        return fail(ErrorCode::too_large, "the filmstrip has too many pixels", "width",
                    {{"limit", std::to_string(limits::filmstrip_pixels_max)}});
    }
    order.frame.layout = layout;
    // Drawn as on its display and shrunk then, so that the letters are those of the display.
    const bool as_it_is = pixels_of(canvas) <= limits::preview_pixels_max
                          && frame.width <= canvas.width && frame.height <= canvas.height;
    order.frame.display = as_it_is ? canvas : frame;
    order.frame.picture = frame;
    return order;
}

} // namespace marquee::manager
