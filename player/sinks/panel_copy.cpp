#include "player/sinks/panel_copy.hpp"

#include <array>

#include <libyuv/planar_functions.h>
#include <libyuv/rotate_argb.h>

namespace marquee::player {
namespace {

constexpr std::size_t bytes_per_pixel = 4;

libyuv::RotationMode mode_of(Rotation turn) {
    switch (turn) {
    case Rotation::none:
        return libyuv::kRotate0;
    case Rotation::quarter:
        return libyuv::kRotate90;
    case Rotation::half:
        return libyuv::kRotate180;
    case Rotation::three_quarters:
        return libyuv::kRotate270;
    }
    return libyuv::kRotate0;
}

int bytes(std::ptrdiff_t stride) {
    return static_cast<int>(stride);
}

void turn(const Canvas& from, Rect within, Rotation how, const Canvas& to, Rect target) {
    libyuv::ARGBRotate(from.at(within.x, within.y), bytes(from.stride), to.at(target.x, target.y),
                       bytes(to.stride), within.width, within.height, mode_of(how));
}

} // namespace

Rect copy_part(const MapPart& part, Rect within, const Canvas& canvas, const Canvas& output,
               CanvasBuffer& room) {
    const Rect target = mapped(part, within);
    if (intersect(target, output.area) != target) {
        return {}; // an output that is smaller than the map was made for
    }
    if (!part.mirrored) {
        turn(canvas, within, part.turn, output, target);
        return target;
    }
    const bool turned = part.turn != Rotation::none;
    const Canvas beside = turned ? room.cover({0, 0, within.width, within.height}) : output;
    libyuv::ARGBMirror(canvas.at(within.x, within.y), bytes(canvas.stride),
                       turned ? beside.pixels : output.at(target.x, target.y), bytes(beside.stride),
                       within.width, within.height);
    if (turned) {
        turn(beside, beside.area, part.turn, output, target);
    }
    return target;
}

void recolour(const ColourTable& table, Rect rect, const Canvas& canvas) {
    if (table.changes_nothing || rect.empty()) {
        return;
    }
    if (table.is_straight) {
        const auto& [red, green, blue] = table.slopes;
        const std::uint32_t slopes =
            0xFF000000U | std::uint32_t{red} << 16U | std::uint32_t{green} << 8U | blue;
        std::uint8_t* pixels = canvas.at(rect.x, rect.y);
        libyuv::ARGBShade(pixels, bytes(canvas.stride), pixels, bytes(canvas.stride), rect.width,
                          rect.height, slopes);
        return;
    }
    std::array<std::uint8_t, 256 * bytes_per_pixel> entries{}; // blue, green, red, unused
    for (std::size_t value = 0; value < 256; ++value) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            entries[value * bytes_per_pixel + 2 - channel] = table.channels[channel][value];
        }
    }
    libyuv::RGBColorTable(canvas.pixels, bytes(canvas.stride), entries.data(),
                          rect.x - canvas.area.x, rect.y - canvas.area.y, rect.width, rect.height);
}

} // namespace marquee::player
