#include "player/playout/zone_player.hpp"

#include <algorithm>
#include <variant>

#include "common/sha256.hpp"
#include "player/playout/transition.hpp"
#include "schemas/rules/loop.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds transition_step{1'000'000 / 60};
constexpr Microseconds open_ahead = Seconds{5}; // of an item that becomes valid

Sha256 content_digest(const Content& content) {
    struct Cases {
        Sha256 operator()(const Slogan& slogan) const { return sha256(slogan.text); }
        Sha256 operator()(const Poster& poster) const { return poster.asset.sha256; }
        Sha256 operator()(const Video& video) const { return video.asset.sha256; }
        Sha256 operator()(const Audio& audio) const { return audio.asset.sha256; }
    };
    return std::visit(Cases{}, content);
}

} // namespace

ZonePlayer::ZonePlayer(ZoneAssignment assignment) : assignment_(std::move(assignment)) {
    const Program& program = *assignment_.program;
    for (const PlaylistItem& item : zone().playlist.items) {
        shown_.push_back({program.id, program.revision, item.id, content_digest(item.content)});
    }
    set_aside_.resize(shown_.size());
}

const Zone& ZonePlayer::zone() const {
    return assignment_.program->layout.zones[assignment_.zone];
}

std::optional<Cue> ZonePlayer::cue(Instant at) const {
    return cue_at(zone().playlist, assignment_.slot_from, at, set_aside_);
}

bool ZonePlayer::can_show(const std::optional<Held>& held, const Cue& cue) const {
    return held && held->cue.same_source(cue) && held->state == SourceState::ready;
}

void ZonePlayer::look_up_set_aside(const Quarantine& quarantine) {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        set_aside_[i] = quarantine.holds(shown_[i]);
    }
}

void ZonePlayer::poll(std::optional<Held>& held, Instant now, ZoneContext& context) {
    if (!held || held->state == SourceState::failed) {
        return;
    }
    held->state = held->source->poll();
    if (held->state != SourceState::failed) {
        return;
    }
    const std::size_t item = held->cue.item;
    auto entry = context.quarantine.put(shown_[item], zone().playlist.items[item].name,
                                        held->source->failure(), now);
    if (entry) {
        context.failures.push_back(std::move(*entry));
    }
    held.reset();
}

void ZonePlayer::open(std::optional<Held>& held, const Cue& cue, Instant wanted_at,
                      ZoneContext& context) const {
    const SourceRequest request{
        zone().playlist.items[cue.item], shown_[cue.item], assignment_.rect.size(),
        std::max(wanted_at - cue.position_from, Microseconds{0}), assignment_.volume};
    held = Held{cue, context.sources.open(request), SourceState::preparing,
                assignment_.volume.percent_max};
    held->state = held->source->poll();
    if (held->state == SourceState::failed) {
        held->state = SourceState::preparing; // poll() of the next attend sets it aside
    }
}

void ZonePlayer::set_volume(DisplayVolume volume) {
    if (volume == assignment_.volume) {
        return;
    }
    assignment_.volume = volume;
    for (std::optional<Held>* held : {&current_, &next_}) {
        if (*held) {
            (*held)->source->set_volume(volume.percent);
        }
    }
}

void ZonePlayer::attend(Instant now, ZoneContext& context) {
    poll(current_, now, context);
    poll(next_, now, context);
    look_up_set_aside(context.quarantine);
    const auto wanted = cue(now);
    const bool playing = wanted && current_ && current_->cue.same_source(*wanted);
    if (!wanted || playing) {
        open_following(wanted, now, context);
    } else if (!next_ || !next_->cue.same_source(*wanted)) {
        open(next_, *wanted, now, context);
    }
}

// What comes after the turn at `now`, or after there was none.
void ZonePlayer::open_following(const std::optional<Cue>& wanted, Instant now,
                                ZoneContext& context) {
    const auto from = wanted ? wanted->ends : rules::next_validity_change(zone().playlist, now);
    if (!from || (!wanted && *from - now > open_ahead)) {
        return;
    }
    const auto following = cue(*from);
    const bool goes_on = wanted && following && following->same_source(*wanted);
    if (following && !goes_on && (!next_ || !next_->cue.same_source(*following))) {
        open(next_, *following, *from, context);
    }
}

// What was shown last may no longer be shown.
bool ZonePlayer::outlived(Instant at) const {
    return turn_ && !rules::is_valid(zone().playlist.items[turn_->item], at);
}

void ZonePlayer::clear(Instant at) {
    if (next_ && next_->cue.ends <= at) {
        next_.reset();
    }
    current_.reset();
    frame_.reset();
    outgoing_.reset();
    turn_.reset();
}

void ZonePlayer::carry_on(ZonePlayer& before) {
    if (!next_ || !before.current_ || before.current_->state != SourceState::ready) {
        return;
    }
    const PlaylistItem& present = before.zone().playlist.items[before.current_->cue.item];
    const PlaylistItem& wanted = zone().playlist.items[next_->cue.item];
    const bool same = present.content == wanted.content
                      && before.current_->cue.position_from == next_->cue.position_from
                      && before.assignment_.rect.size() == assignment_.rect.size()
                      && (before.current_->volume_percent_max == 0)
                             == (next_->volume_percent_max == 0); // then sound is not decoded
    if (same && before.current_->source->go_on_as(shown_[next_->cue.item])) {
        next_->source = std::move(before.current_->source);
        next_->source->set_volume(assignment_.volume.percent);
        next_->state = SourceState::ready;
        before.current_.reset();
    }
}

bool ZonePlayer::ready(Instant at) const {
    const auto wanted = cue(at);
    return !wanted || can_show(current_, *wanted) || can_show(next_, *wanted);
}

bool ZonePlayer::overdue(Instant now) const {
    const auto wanted = cue(now);
    return wanted && !can_show(current_, *wanted) && can_show(next_, *wanted);
}

bool ZonePlayer::preparing() const {
    return waiting_ || (next_ && next_->state == SourceState::preparing)
           || (current_ && current_->state == SourceState::preparing);
}

void ZonePlayer::take_turn(const Cue& cue) {
    const Transition& transition = zone().playlist.items[cue.item].transition;
    const bool fades = frame_ && transition.kind == TransitionKind::crossfade;
    outgoing_ = fades ? frame_ : std::nullopt;
    current_ = std::exchange(next_, std::nullopt);
}

std::optional<SceneZone> ZonePlayer::compose(Instant at) {
    const auto wanted = cue(at);
    if (wanted && !can_show(current_, *wanted) && can_show(next_, *wanted)) {
        take_turn(*wanted);
    }
    if (!wanted && outlived(at)) {
        clear(at);
    }
    waiting_ = wanted && !can_show(current_, *wanted);
    if (current_ && current_->state == SourceState::ready) {
        const Microseconds position = at - current_->cue.position_from;
        frame_ = current_->source->frame_at(std::max(position, Microseconds{0}));
        if (!waiting_ && wanted) {
            turn_ = Turn{wanted->item, wanted->starts};
        }
    }
    if (!frame_) {
        return std::nullopt;
    }
    SceneZone scene{zone().name, assignment_.rect, *frame_, std::nullopt, 0};
    if (outgoing_ && current_ && wanted) {
        const auto& transition = zone().playlist.items[current_->cue.item].transition;
        scene.mix = mix_at(transition, at - wanted->starts);
        if (scene.mix < 256) {
            scene.incoming = std::exchange(scene.frame, *outgoing_);
        } else {
            scene.mix = 0;
            outgoing_.reset();
        }
    }
    return scene;
}

bool ZonePlayer::settled(Instant at) const {
    return !current_ || current_->state != SourceState::ready
           || current_->source->settled(
               std::max(at - current_->cue.position_from, Microseconds{0}));
}

std::optional<Instant> ZonePlayer::next_change(Instant at) const {
    std::optional<Instant> soonest;
    const auto consider = [&](Instant instant) {
        if (instant > at && (!soonest || instant < *soonest)) {
            soonest = instant;
        }
    };
    if (const auto wanted = cue(at); wanted && !waiting_) {
        consider(wanted->ends);
    } else if (!wanted) {
        consider(rules::next_validity_change(zone().playlist, at).value_or(at));
    }
    if (outgoing_) {
        consider(at + transition_step);
    }
    if (current_ && current_->state == SourceState::ready) {
        const Instant from = current_->cue.position_from;
        const Microseconds position = std::max(at - from, Microseconds{0});
        if (const auto change = current_->source->next_change(position)) {
            consider(from + *change);
        }
    }
    return soonest;
}

} // namespace marquee::player
