#include "player/playout/engine.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {
namespace {

constexpr Microseconds open_ahead = Seconds{5}; // the next slot's stage
constexpr Microseconds attend_while_idle = Milliseconds{200};
constexpr Microseconds attend_while_preparing = Milliseconds{4};
constexpr Microseconds slate_after = Seconds{1};     // of preparing, with nothing on screen
constexpr Microseconds last_good_after = Seconds{1}; // of overstaying
constexpr Microseconds frame_time{1'000'000 / 60};

bool same_scene(const Scene& a, const Scene& b) {
    const auto same_zone = [](const SceneZone& x, const SceneZone& y) {
        return x.rect == y.rect && x.mix == y.mix && same_picture(x.frame, y.frame)
               && x.incoming.has_value() == y.incoming.has_value()
               && (!x.incoming || same_picture(*x.incoming, *y.incoming));
    };
    return a.rung == b.rung && a.background == b.background
           && std::equal(a.zones.begin(), a.zones.end(), b.zones.begin(), b.zones.end(), same_zone);
}

// The ladder's own dark rungs need no program; the others do, or keep what is there.
bool is_show(const Assignment& assignment) {
    return assignment.rung != Rung::last_good;
}

} // namespace

Engine::Engine(DisplayId display, Size size, SourceFactory& sources, PlayoutObserver& observer)
    : display_(std::move(display)),
      size_(size),
      sources_(sources),
      observer_(observer),
      ledger_(display_, observer) {}

void Engine::show(PresentationPtr presentation) {
    incoming_.store(std::make_shared<Agenda>(std::move(presentation)));
}

void Engine::take_in() {
    if (auto incoming = incoming_.exchange(nullptr)) {
        agenda_ = std::move(incoming);
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

Wish Engine::attend(Instant now, rules::ClockTrust trust) {
    trust_ = trust;
    started_ = started_.value_or(now);
    take_in();
    for (const std::string& name : quarantine_.release(now)) {
        observer_.released(display_, name);
    }
    choose_stages(now);
    attend_slate(now);
    for (const Quarantined& failure : std::exchange(failures_, {})) {
        observer_.quarantined(display_, failure);
    }
    const bool preparing = (coming_ && coming_->preparing()) || (stage_ && stage_->preparing())
                           || (!stage_ && !slate_ready_);
    return {next_frame(now), now + (preparing ? attend_while_preparing : attend_while_idle)};
}

void Engine::choose_stages(Instant now) {
    ZoneContext context{sources_, quarantine_, failures_};
    const DisplayVolume volume = agenda_ ? agenda_->volume_at(now, trust_) : DisplayVolume{};
    if (stage_) {
        stage_->set_volume(volume);
        stage_->attend(now, context);
    }
    if (!agenda_) {
        return;
    }
    const Assignment wanted = agenda_->at(now, trust_);
    const bool overstays = is_show(wanted) && !shows(wanted);
    overstays_ = overstays ? overstays_.value_or(now) : std::optional<Instant>{};
    const Assignment next = overstays ? wanted : agenda_->at(now + open_ahead, trust_);
    if (!is_show(next) || shows(next)) {
        coming_.reset();
    } else {
        if (!coming_ || !coming_->assignment().same_show(next)) {
            coming_ = std::make_unique<Stage>(next, size_, volume);
        }
        coming_->set_volume(volume);
        coming_from_ = overstays ? now : std::max(now, wanted.until);
        coming_->attend(coming_from_, context);
    }
    light_up(wanted);
}

// A display that is to be dark no longer shows what it showed before the dark, until there is
// something better.
void Engine::light_up(const Assignment& wanted) {
    const bool dark_in_vain = stage_ && stage_->dark() && !stage_->assignment().same_show(wanted);
    if (dark_in_vain && !coming_ready()) {
        stage_ = std::move(before_dark_);
        composed_at_.reset();
    }
}

bool Engine::shows(const Assignment& assignment) const {
    return stage_ && stage_->assignment().same_show(assignment);
}

bool Engine::coming_ready() const {
    return coming_ && coming_->ready(coming_from_) && !coming_->hopeless(coming_from_);
}

void Engine::take_stage(Instant at) {
    if (!coming_ready() || coming_from_ > at || !coming_->ready(at)) {
        return;
    }
    if (coming_->dark() && stage_ && !stage_->dark()) {
        before_dark_ = std::move(stage_);
    }
    if (stage_) {
        coming_->carry_on(*stage_);
    }
    stage_ = std::move(coming_);
    if (!stage_->dark()) {
        before_dark_.reset();
    }
    slate_.reset();
    slate_ready_ = false;
    overstays_.reset();
}

// Nothing was ever on screen and nothing is about to be.
bool Engine::slate_due(Instant now) const {
    if (stage_) {
        return false;
    }
    const bool hoping = !agenda_ || (coming_ && !coming_->hopeless(now));
    return !hoping || now - *started_ >= slate_after;
}

void Engine::attend_slate(Instant now) {
    if (!slate_due(now)) {
        return;
    }
    SlateRequest request{.name = {}, .code = {}, .zone = size_};
    if (agenda_) {
        request.name = agenda_->presentation().name;
        request.code = agenda_->presentation().code;
        request.device_fingerprint = agenda_->presentation().device_fingerprint;
        request.trust_fingerprint = agenda_->presentation().trust_fingerprint;
    }
    if (!slate_ || request != slate_request_) {
        slate_request_ = request;
        slate_ = sources_.open_slate(request);
        slate_ready_ = false;
        composed_at_.reset();
    }
    slate_ready_ = slate_->poll() == SourceState::ready;
}

std::optional<Instant> Engine::next_frame(Instant now) const {
    std::optional<Instant> soonest;
    const auto consider = [&](std::optional<Instant> instant) {
        if (instant && (!soonest || *instant < *soonest)) {
            soonest = instant;
        }
    };
    if (coming_ready()) {
        consider(coming_from_);
    }
    const bool has_picture = stage_ || slate_ready_;
    if (has_picture && !composed_at_) {
        consider(now);
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
        scene.rung = rung_at(at);
        stage_->compose(at, scene);
    } else if (slate_ready_) {
        scene.zones.push_back({"slate",
                               {0, 0, size_.width, size_.height},
                               slate_->frame_at(Microseconds{0}),
                               std::nullopt,
                               0});
    }
    changed_ = !composed_at_ || !same_scene(scene_, scene);
    scene_ = std::move(scene);
    composed_at_ = at;
    return scene_;
}

std::vector<ZonePlay> Engine::plays() const {
    std::vector<ZonePlay> plays;
    if (!stage_) {
        return plays;
    }
    for (const ZonePlayer& zone : stage_->zones()) {
        if (const auto& turn = zone.turn()) {
            const Program& program = *stage_->assignment().program;
            const PlaylistItem& item = zone.zone().playlist.items[turn->item];
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
        PresentedFrame frame{display_, ++frames_, at, scene_.rung, late, late > frame_time, {}};
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
