#include "player/sinks/panel_drawing.hpp"

#include <algorithm>

#include "player/sinks/damage.hpp"
#include "player/sinks/panel_copy.hpp"

namespace marquee::player {
namespace {

Rect moved_by(Rect rect, std::int32_t x, std::int32_t y) {
    return {rect.x + x, rect.y + y, rect.width, rect.height};
}

} // namespace

PanelDrawing::PanelDrawing(PanelPlace place)
    : place_(std::move(place)),
      is_plain_(is_plain(place_.map)),
      table_(colour_table(place_.colour, full_brightness)) {
    for (MapPart& part : place_.map.parts) {
        part.to_x += place_.x;
        part.to_y += place_.y;
    }
    if (!is_plain_) {
        canvas_ = buffer_.cover({0, 0, place_.map.canvas.width, place_.map.canvas.height});
    }
}

std::optional<Canvas> PanelDrawing::canvas() const {
    return is_plain_ ? std::nullopt : std::optional(canvas_);
}

std::vector<Rect> PanelDrawing::draw(const Scene& scene, const Canvas& output) {
    const Size size = place_.map.canvas;
    const bool other_light = scene.brightness != scene_.brightness;
    if (other_light) {
        table_ = colour_table(place_.colour, scene.brightness);
    }
    const bool whole = !drawn_ || other_light;
    const std::vector<Rect> rects =
        whole ? std::vector<Rect>{{0, 0, size.width, size.height}} : damage(scene_, scene, size);
    scene_ = scene;
    drawn_ = true;
    return is_plain_ ? draw_straight(rects, output) : draw_mapped(rects, output);
}

std::vector<Rect> PanelDrawing::draw_straight(const std::vector<Rect>& rects,
                                              const Canvas& output) {
    const Size size = place_.map.canvas;
    const Rect seen =
        intersect(moved_by(output.area, -place_.x, -place_.y), {0, 0, size.width, size.height});
    std::vector<Rect> written;
    if (seen.empty()) {
        return written;
    }
    const Canvas canvas{output.at(place_.x + seen.x, place_.y + seen.y), output.stride, seen};
    for (const Rect rect : rects) {
        const Rect part = intersect(rect, seen);
        if (!part.empty()) {
            draw_scene(scene_, part, canvas, scratch_);
            recolour(table_, part, canvas);
            written.push_back(moved_by(part, place_.x, place_.y));
        }
    }
    return written;
}

std::vector<Rect> PanelDrawing::draw_mapped(const std::vector<Rect>& rects, const Canvas& output) {
    std::vector<Rect> written;
    for (const Rect rect : rects) {
        draw_scene(scene_, intersect(rect, canvas_.area), canvas_, scratch_);
    }
    for (const MapPart& part : place_.map.parts) {
        // What was damaged twice is copied, and recoloured, once.
        Rect damaged{};
        for (const Rect rect : rects) {
            damaged = bounds(damaged, intersect(rect, part.from));
        }
        if (damaged.empty()) {
            continue;
        }
        const Rect target = copy_part(part, damaged, canvas_, output, mirror_room_);
        if (!target.empty()) {
            recolour(table_, target, output);
            written.push_back(target);
        }
    }
    return written;
}

} // namespace marquee::player
