#include "player/playout/stage.hpp"

#include <algorithm>

#include "schemas/rules/layout.hpp"
#include "schemas/rules/showable.hpp"

namespace marquee::player {
namespace {

// A loudspeaker plays the zones in which there is something to hear; their places mean nothing.
bool is_heard(const Zone& zone) {
    return std::any_of(zone.playlist.items.begin(), zone.playlist.items.end(),
                       [](const PlaylistItem& item) {
                           return rules::can_show(item.content, DisplayKind::loudspeaker, {});
                       });
}

// Where the zones lie, in pixels of the display; empty where nothing of one is seen on it.
std::vector<Rect> places_of(const Layout& layout, Size display,
                            const std::optional<WallPlace>& window) {
    std::vector<Rect> places = rules::zone_rects(layout, window ? window->whole : display);
    for (Rect& place : places) {
        if (window) {
            place.x -= window->x;
            place.y -= window->y;
        }
        if (intersect(place, {0, 0, display.width, display.height}).empty()) {
            place = {};
        }
    }
    return places;
}

} // namespace

Stage::Stage(const Assignment& assignment, Size display, DisplayVolume volume)
    : assignment_(assignment) {
    if (!assignment_.program) {
        return;
    }
    const Layout& layout = assignment_.program->layout;
    const std::vector<Rect> rects = places_of(layout, display, assignment_.window);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const bool plays = display.empty() ? is_heard(layout.zones[i]) : !rects[i].empty();
        if (plays) {
            zones_.emplace_back(ZoneAssignment{assignment_.program, i, rects[i], assignment_.from,
                                               volume, assignment_.wall, assignment_.names});
        }
    }
}

void Stage::set_volume(DisplayVolume volume) {
    for (ZonePlayer& zone : zones_) {
        zone.set_volume(volume);
    }
}

void Stage::attend(Instant now, ZoneContext& context) {
    for (ZonePlayer& zone : zones_) {
        zone.attend(now, context);
    }
}

void Stage::carry_on(Stage& before) {
    for (ZonePlayer& zone : zones_) {
        for (ZonePlayer& old : before.zones_) {
            if (old.zone().name == zone.zone().name) {
                zone.carry_on(old);
            }
        }
    }
}

void Stage::let_go() {
    for (ZonePlayer& zone : zones_) {
        zone.let_go();
    }
}

bool Stage::ready(Instant at) const {
    return std::all_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.ready(at); });
}

bool Stage::ready_in_part(Instant at) const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.can_draw(at); });
}

bool Stage::preparing() const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [](const ZonePlayer& zone) { return zone.preparing(); });
}

bool Stage::past_its_end() const {
    const auto plays = [](const ZonePlayer& zone) { return zone.turn().has_value(); };
    const auto stays = [](const ZonePlayer& zone) { return zone.past_its_end(); };
    return std::none_of(zones_.begin(), zones_.end(), plays)
           && std::any_of(zones_.begin(), zones_.end(), stays);
}

bool Stage::overdue(Instant now) const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.overdue(now); });
}

bool Stage::hopeless(Instant at) const {
    const bool is_gap = assignment_.window && zones_.empty(); // between the zones of a wall
    return assignment_.program && !composed_ && !is_gap
           && std::none_of(zones_.begin(), zones_.end(),
                           [&](const ZonePlayer& zone) { return zone.showable(at); });
}

void Stage::compose(Instant at, Scene& scene) {
    scene.background =
        assignment_.program ? assignment_.program->layout.background : colours::black;
    for (ZonePlayer& zone : zones_) {
        if (auto drawn = zone.compose(at)) {
            composed_ = true;
            scene.zones.push_back(std::move(*drawn));
        }
    }
}

void Stage::keep_in_step(Instant at, Microseconds monotonic) {
    for (ZonePlayer& zone : zones_) {
        zone.keep_in_step(at, monotonic);
    }
}

bool Stage::settled(Instant at) const {
    return std::all_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.settled(at); });
}

std::optional<Instant> Stage::next_change(Instant at) const {
    std::optional<Instant> soonest;
    for (const ZonePlayer& zone : zones_) {
        const auto change = zone.next_change(at);
        if (change && (!soonest || *change < *soonest)) {
            soonest = change;
        }
    }
    return soonest;
}

} // namespace marquee::player
