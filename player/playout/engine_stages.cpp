// What an engine puts on the display next: stages, the dark, the slate.
#include <algorithm>
#include <utility>

#include "player/playout/engine.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds open_ahead = Seconds{5};  // the next slot's stage
constexpr Microseconds slate_after = Seconds{1}; // of preparing, with nothing on screen

// The ladder's own dark rungs need no program; the others do, or keep what is there.
bool is_show(const Assignment& assignment) {
    return assignment.rung != Rung::last_good;
}

bool is_dark(const Assignment& assignment) {
    return is_show(assignment) && !assignment.program;
}

} // namespace

// A card is silent.
DisplayVolume Engine::volume_under(Rung rung, Instant now) {
    DisplayVolume volume = agenda_->volume_at(now, trust_);
    volume.percent = cover_.over(rung) ? 0 : volume.percent;
    return volume;
}

void Engine::choose_stages(Instant now) {
    if (!agenda_) {
        return;
    }
    const Assignment wanted = agenda_->at(now, trust_);
    light_up(wanted, now);
    const bool overstays = is_show(wanted) && !shows(wanted);
    overstays_ = overstays ? overstays_.value_or(now) : std::optional<Instant>{};
    const Assignment next =
        overstays ? wanted : agenda_->at(std::min(now + open_ahead, wanted.until), trust_);
    const bool changes = is_show(next) && !shows(next);
    ZoneContext context{sources_, quarantine_, failures_, trust_};
    if (stage_) {
        context.leaves = changes && !overstays ? std::optional(wanted.until) : std::nullopt;
        stage_->set_volume(volume_under(scene_.rung, now));
        stage_->attend(now, context);
        context.leaves.reset();
    }
    if (!changes) {
        content_changed_ = content_changed_ || coming_;
        coming_.reset();
        return;
    }
    const DisplayVolume volume = volume_under(next.rung, now);
    if (!coming_ || !coming_->assignment().same_show(next)) {
        content_changed_ = content_changed_ || coming_;
        coming_ = std::make_unique<Stage>(next, size_, volume);
    }
    coming_->set_volume(volume);
    coming_from_ = overstays ? now : std::max(now, wanted.until);
    coming_->attend(coming_from_, context);
}

// A display that is to be dark no longer shows the last frames from before the dark until there is
// something better. What was withdrawn meanwhile does not come back: then nothing is on screen, as
// when a player starts.
void Engine::light_up(const Assignment& wanted, Instant now) {
    if (before_dark_ && !is_still_wanted(*before_dark_->assignment().program)) {
        before_dark_.reset();
    }
    const bool dark_in_vain = stage_ && stage_->dark() && !is_dark(wanted);
    if (dark_in_vain && !coming_ready(coming_from_)) {
        stage_ = std::move(before_dark_);
        composed_at_.reset();
        bare_since_ = now;
        content_changed_ = true;
    }
}

// Without a manifest nobody says otherwise.
bool Engine::is_still_wanted(const Program& program) const {
    const Presentation& presentation = agenda_->presentation();
    const auto named = presentation.programs.find(program.id);
    return !presentation.manifest
           || (named != presentation.programs.end() && named->second
               && named->second->revision == program.revision);
}

bool Engine::shows(const Assignment& assignment) const {
    return stage_ && stage_->assignment().same_show(assignment);
}

// A stage that is late by a second comes with what it has; its other zones follow.
bool Engine::coming_ready(Instant at) const {
    if (!coming_ || coming_->hopeless(at)) {
        return false;
    }
    const bool late = overstays_ && at - *overstays_ >= last_good_after;
    return coming_->ready(at) || (late && coming_->ready_in_part(at));
}

void Engine::take_stage(Instant at) {
    if (!coming_ready(at) || coming_from_ > at) {
        return;
    }
    if (coming_->dark() && stage_ && !stage_->dark()) {
        before_dark_ = std::move(stage_);
        before_dark_->let_go();
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
    content_changed_ = true;
}

// Nothing is on screen and nothing is about to be.
bool Engine::slate_due(Instant now) const {
    if (stage_ || coming_ready(coming_from_)) {
        return false;
    }
    const bool hoping = !agenda_ || (coming_ && !coming_->hopeless(now));
    return !hoping || now - *bare_since_ >= slate_after;
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

} // namespace marquee::player
