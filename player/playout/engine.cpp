#include "player/playout/engine.hpp"

#include <algorithm>
#include <utility>

#include "player/playout/shown_item.hpp"
#include "schemas/rules/showable.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds attend_while_idle = Milliseconds{200};
constexpr Microseconds attend_while_preparing = Milliseconds{4};
constexpr Microseconds composed_ahead_max = Seconds{1}; // more: the clock was set back
constexpr Microseconds frame_time{1'000'000 / 60};

bool same_scene(const Scene& a, const Scene& b) {
    const auto same_transition = [](const SceneTransition& x, const SceneTransition& y) {
        return x.kind == y.kind && x.direction == y.direction && x.progress == y.progress
               && same_picture(x.incoming, y.incoming);
    };
    const auto same_zone = [&](const SceneZone& x, const SceneZone& y) {
        return x.rect == y.rect && x.opacity_percent == y.opacity_percent
               && same_picture(x.frame, y.frame)
               && x.transition.has_value() == y.transition.has_value()
               && (!x.transition || same_transition(*x.transition, *y.transition));
    };
    return a.rung == b.rung && a.background == b.background && a.brightness == b.brightness
           && std::equal(a.zones.begin(), a.zones.end(), b.zones.begin(), b.zones.end(), same_zone);
}

} // namespace

Engine::Engine(DisplayId display, Size size, SourceFactory& sources, PlayoutObserver& observer)
    : display_(std::move(display)),
      size_(size),
      sources_(sources),
      observer_(observer),
      cover_(size, sources),
      ledger_(display_, observer) {}

void Engine::show(PresentationPtr presentation) {
    incoming_.store(std::make_shared<Agenda>(std::move(presentation)));
}

void Engine::take_in() {
    if (auto incoming = incoming_.exchange(nullptr)) {
        agenda_ = std::move(incoming);
        content_changed_ = true;
        take_name(agenda_->presentation().display);
    }
}

// Whatever is reported from now on is reported of this display.
void Engine::take_name(const DisplayId& display) {
    if (display_ == display) {
        return;
    }
    display_ = display;
    ledger_.take_name(display);
    reported_rung_.reset();
}

// A clock that was set back: nothing waits until time has caught up.
void Engine::stay_behind(Instant now) {
    if (composed_at_ && *composed_at_ > now + composed_ahead_max) {
        composed_at_.reset();
    }
    for (std::optional<Instant>* since : {&bare_since_, &overstays_}) {
        if (*since && **since > now) {
            *since = now;
        }
    }
}

// What was set aside and may be tried again, or is gone.
void Engine::release(Instant now) {
    std::vector<std::string> names = quarantine_.release(now);
    if (std::exchange(content_changed_, false)) {
        const auto gone = quarantine_.keep([&](const ShownItem& item) { return is_wanted(item); });
        names.insert(names.end(), gone.begin(), gone.end());
    }
    for (const std::string& name : names) {
        observer_.released(display_, name);
    }
}

// In the presentation, or still on screen. A notice is on screen or about to be.
bool Engine::is_wanted(const ShownItem& item) const {
    const auto has = [&](const std::shared_ptr<const Program>& program) {
        return program && has_item(*program, item);
    };
    const auto& programs = agenda_->presentation().programs;
    const auto named = programs.find(item.program);
    return (named != programs.end() && has(named->second))
           || (stage_ && has(stage_->assignment().program))
           || (coming_ && has(coming_->assignment().program));
}

// As scheduled, less by daylight, and never more than the caps of the night.
std::int32_t Engine::brightness_wanted(Instant now) {
    constexpr std::int32_t full = 1'000;
    if (size_.empty()) {
        return full; // a loudspeaker shines as bright as ever
    }
    const DisplayBrightness told =
        agenda_ ? agenda_->brightness_at(now, trust_) : DisplayBrightness{};
    const auto share = light_ == nullptr ? std::nullopt : light_->share();
    return std::min(told.curve_percent * share.value_or(full) / 100,
                    told.cap_percent * (full / 100));
}

Wish Engine::attend(Instant now, rules::ClockTrust trust) {
    trust_ = trust;
    bare_since_ = bare_since_.value_or(now);
    stay_behind(now);
    take_in();
    dimmer_.want(brightness_wanted(now), now);
    cover_.attend(now, monotonic_);
    choose_stages(now);
    release(now);
    attend_slate(now);
    for (const Quarantined& failure : std::exchange(failures_, {})) {
        observer_.quarantined(display_, failure);
    }
    const bool preparing = cover_.preparing() || (coming_ && coming_->preparing())
                           || (stage_ && stage_->preparing()) || (!stage_ && !slate_ready_);
    return {next_frame(now), now + (preparing ? attend_while_preparing : attend_while_idle)};
}

std::optional<Instant> Engine::next_frame(Instant now) const {
    std::optional<Instant> soonest;
    const auto consider = [&](std::optional<Instant> instant) {
        if (instant && (!soonest || *instant < *soonest)) {
            soonest = instant;
        }
    };
    if (coming_ready(coming_from_)) {
        consider(coming_from_);
    }
    const bool has_picture = stage_ || slate_ready_ || cover_.over(scene_.rung);
    if (has_picture && cover_.over(scene_.rung) != covered_by_) {
        consider(std::max(now, composed_at_.value_or(now)));
    }
    if (covered_by_ && cover_.over(scene_.rung) && composed_at_) {
        consider(cover_.next_change(*composed_at_));
    }
    if (has_picture && !composed_at_) {
        consider(now);
    }
    if (has_picture && composed_at_) {
        const bool is_late = dimmer_.at(*composed_at_) != scene_.brightness;
        consider(is_late ? std::max(now, *composed_at_) : dimmer_.next_change(*composed_at_));
    }
    if (stage_ && composed_at_) {
        consider(stage_->overdue(now) ? std::optional(now) : stage_->next_change(*composed_at_));
        if (overstays_ && scene_.rung != Rung::last_good) {
            consider(*overstays_ + last_good_after);
        }
    }
    return soonest;
}

Rung Engine::rung_at(Instant at) {
    if (stage_->past_its_end()) {
        return Rung::last_good;
    }
    const Assignment& wanted = agenda_->at(at, trust_);
    if (shows(wanted)) {
        return wanted.rung;
    }
    const bool just_ended = overstays_ && at - *overstays_ < last_good_after;
    return just_ended ? stage_->assignment().rung : Rung::last_good;
}

const Scene& Engine::compose(Instant at) {
    take_stage(at);
    Scene scene;
    if (stage_) {
        stage_->compose(at, scene);
        scene.rung = rung_at(at);
    } else if (slate_ready_) {
        scene.zones.push_back(
            {"slate", {0, 0, size_.width, size_.height}, slate_->frame_at(Microseconds{0})});
    }
    scene.brightness = dimmer_.at(at);
    covered_by_ = cover_.over(scene.rung);
    if (covered_by_) {
        scene.background = colours::black;
        scene.zones = {cover_.zone_at(at)};
    }
    changed_ = !composed_at_ || !same_scene(scene_, scene);
    scene_ = std::move(scene);
    composed_at_ = at;
    return scene_;
}

void Engine::keep_in_step(Instant at, Microseconds monotonic) {
    if (stage_) {
        stage_->keep_in_step(at, monotonic);
    }
}

// What nobody sees is no play.
std::vector<ZonePlay> Engine::plays() const {
    std::vector<ZonePlay> plays;
    if (!stage_ || covered_by_) {
        return plays;
    }
    for (const ZonePlayer& zone : stage_->zones()) {
        if (const auto& turn = zone.turn()) {
            const Program& program = *stage_->assignment().program;
            const PlaylistItem& item = zone.zone().playlist.items[turn->item];
            if (size_.empty() && !rules::can_show(item.content, DisplayKind::loudspeaker, size_)) {
                continue; // its turn is silence
            }
            plays.push_back({zone.zone().name,
                             {program.id, program.revision, program.name, item.id, item.name,
                              zone.shown(turn->item).content},
                             turn->starts});
        }
    }
    return plays;
}

void Engine::presented(Instant at, Microseconds late) {
    const std::vector<ZonePlay> on_screen = plays();
    if (changed_) {
        PresentedFrame frame{display_, ++frames_,         at, scene_.rung,
                             late,     late > frame_time, {}, covered_by_};
        for (const ZonePlay& play : on_screen) {
            frame.zones.push_back({play.zone, play.item.program, play.item.revision, play.item.item,
                                   play.item.item_name, play.item.content});
        }
        observer_.frame_presented(frame);
    }
    if (reported_rung_ != scene_.rung) {
        reported_rung_ = scene_.rung;
        observer_.rung_changed(display_, scene_.rung, at);
    }
    ledger_.show(on_screen, scene_.rung, at, trust_ == rules::ClockTrust::trusted);
}

} // namespace marquee::player
