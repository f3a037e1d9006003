#include "player/playout/stage.hpp"

#include <algorithm>

#include "schemas/rules/layout.hpp"

namespace marquee::player {

Stage::Stage(const Assignment& assignment, Size display, DisplayVolume volume)
    : assignment_(assignment) {
    if (!assignment_.program) {
        return;
    }
    const Layout& layout = assignment_.program->layout;
    const std::vector<Rect> rects = rules::zone_rects(layout, display);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        if (!rects[i].empty()) {
            zones_.emplace_back(
                ZoneAssignment{assignment_.program, i, rects[i], assignment_.from, volume});
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

bool Stage::ready(Instant at) const {
    return std::all_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.ready(at); });
}

bool Stage::preparing() const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [](const ZonePlayer& zone) { return zone.preparing(); });
}

bool Stage::overdue(Instant now) const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [&](const ZonePlayer& zone) { return zone.overdue(now); });
}

bool Stage::hopeless(Instant at) const {
    return assignment_.program && !composed_
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
