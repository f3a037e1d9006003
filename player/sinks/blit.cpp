#include "player/sinks/blit.hpp"

#include "player/sinks/transition_areas.hpp"
#include "player/sinks/zone_cover.hpp"

namespace marquee::player {
namespace {

// What of `clip` the frame shows over what the canvas holds there, as pixels beside it: the
// picture's own, those kept from the last time, or drawn.
Pixels flat_pixels(const Frame& frame, Rect zone, Rect clip, const Canvas& canvas, FlatFrame& flat,
                   FrameScratch& scratch) {
    if (const auto ready = ready_pixels(frame, zone, clip)) {
        flat.frame.reset();
        return *ready;
    }
    const bool kept = flat.frame && flat.zone == zone && contains(flat.area, clip)
                      && same_picture(*flat.frame, frame);
    if (kept) {
        return pixels_at(flat.pixels.cover(flat.area), clip.x, clip.y);
    }
    const Canvas onto = flat.pixels.cover(clip);
    const bool opaque = contains(opaque_area(frame, zone), clip);
    if (!opaque) {
        copy(pixels_at(canvas, clip.x, clip.y), clip, onto);
    }
    draw_frame(frame, zone, clip, onto, scratch);
    flat.frame = opaque ? std::optional(frame) : std::nullopt;
    flat.zone = zone;
    flat.area = clip;
    return pixels_at(onto, clip.x, clip.y);
}

void draw_crossfade(const SceneZone& zone, Rect clip, const Canvas& canvas, FrameScratch& scratch,
                    std::array<FlatFrame, 2>& flat) {
    const int share = share_of(*zone.transition);
    const Frame& incoming = zone.transition->incoming;
    if (share == 0 || share == 256) {
        draw_frame(share == 0 ? zone.frame : incoming, zone.rect, clip, canvas, scratch);
        return;
    }
    const Pixels from = flat_pixels(zone.frame, zone.rect, clip, canvas, flat[0], scratch);
    const Pixels into = flat_pixels(incoming, zone.rect, clip, canvas, flat[1], scratch);
    mix(from, into, share, clip, canvas);
}

// As if nothing let through.
void draw_frames(const SceneZone& zone, Rect clip, const Canvas& canvas, FrameScratch& scratch,
                 std::array<FlatFrame, 2>& flat) {
    if (!zone.transition) {
        draw_frame(zone.frame, zone.rect, clip, canvas, scratch);
        return;
    }
    if (zone.transition->kind == TransitionKind::crossfade) {
        draw_crossfade(zone, clip, canvas, scratch, flat);
        return;
    }
    const TransitionAreas areas = transition_areas(*zone.transition, zone.rect);
    const auto draw = [&](const Frame& frame, const TransitionArea& area) {
        const Rect seen = intersect(area.seen, clip);
        if (!seen.empty()) {
            draw_frame(frame, area.at, seen, canvas, scratch);
        }
    };
    draw(zone.frame, areas.outgoing);
    draw(zone.transition->incoming, areas.incoming);
}

void draw_zone(const SceneZone& zone, Rect clip, const Canvas& canvas, BlitScratch& scratch,
               std::array<FlatFrame, 2>& flat) {
    if (zone.opacity_percent >= 100) {
        draw_frames(zone, clip, canvas, scratch.frame, flat);
        return;
    }
    const Pixels beneath = pixels_at(canvas, clip.x, clip.y);
    const int share = (zone.opacity_percent * 256 + 50) / 100;
    const auto ready = zone.transition ? std::nullopt : ready_pixels(zone.frame, zone.rect, clip);
    if (ready) {
        mix(beneath, *ready, share, clip, canvas);
        return;
    }
    const Canvas layer = scratch.layer.cover(clip);
    copy(beneath, clip, layer);
    draw_frames(zone, clip, layer, scratch.frame, flat);
    mix(beneath, pixels_at(layer, clip.x, clip.y), share, clip, canvas);
}

} // namespace

void draw_scene(const Scene& scene, Rect clip, const Canvas& canvas, BlitScratch& scratch) {
    clip = intersect(clip, canvas.area);
    const Rect bare = seen_under(scene, 0, clip);
    fill({scene.background.red, scene.background.green, scene.background.blue, 255}, bare, canvas);
    scratch.crossfades.resize(scene.zones.size());
    for (std::size_t i = 0; i < scene.zones.size(); ++i) {
        const SceneZone& zone = scene.zones[i];
        if (!zone.transition) {
            scratch.crossfades[i] = {};
        }
        const Rect seen = seen_under(scene, i + 1, intersect(zone.rect, clip));
        if (!seen.empty() && zone.opacity_percent > 0) {
            draw_zone(zone, seen, canvas, scratch, scratch.crossfades[i]);
        }
    }
}

} // namespace marquee::player
