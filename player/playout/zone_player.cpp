#include "player/playout/zone_player.hpp"

#include <algorithm>
#include <variant>

#include "player/playout/shown_item.hpp"
#include "player/playout/transition.hpp"
#include "schemas/rules/loop.hpp"
#include "schemas/rules/showable.hpp"

namespace marquee::player {
namespace {

// Of an item that becomes valid, of a change, or of the item that plays already.
constexpr Microseconds open_ahead = Seconds{5};

} // namespace

ZonePlayer::ZonePlayer(ZoneAssignment assignment) : assignment_(std::move(assignment)) {
    const Program& program = *assignment_.program;
    for (const PlaylistItem& item : zone().playlist.items) {
        shown_.push_back(shown_item(program, item));
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

void ZonePlayer::look_up_set_aside(const ZoneContext& context) {
    knows_time_ = context.trust == rules::ClockTrust::trusted;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        set_aside_[i] = context.quarantine.holds(shown_[i]) || would_lie(i);
    }
}

bool ZonePlayer::would_lie(std::size_t item) const {
    return !knows_time_ && rules::tells_time(zone().playlist.items[item].content);
}

void ZonePlayer::poll(std::optional<Held>& held, Instant now, ZoneContext& context) {
    if (!held || held->state == SourceState::failed) {
        return;
    }
    held->poll(now);
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
    const SourceRequest request{zone().playlist.items[cue.item],
                                shown_[cue.item],
                                assignment_.rect.size(),
                                std::max(wanted_at - cue.position_from, Microseconds{0}),
                                assignment_.volume,
                                cue.position_from,
                                assignment_.wall,
                                assignment_.names};
    held = Held{cue, context.sources.open(request), SourceState::preparing,
                assignment_.volume.percent_max};
    held->state = held->source->poll();
    if (held->state == SourceState::failed) {
        held->state = SourceState::preparing; // poll() of the next attend sets it aside
    }
}

void ZonePlayer::attend(Instant now, ZoneContext& context) {
    poll(current_, now, context);
    poll(next_, now, context);
    if (leaving_) {
        leaving_->attend();
    }
    look_up_set_aside(context);
    const auto wanted = cue(now);
    watch_turn(wanted, now);
    const bool playing =
        wanted && current_ && current_->cue.same_source(*wanted) && !is_mute(current_);
    if (!wanted || playing) {
        open_following(wanted, now, context);
    } else if (!next_ || !next_->cue.same_source(*wanted) || is_mute(next_)) {
        open(next_, *wanted, now, context);
    }
}

// What comes after the turn at `now`, or after there was none.
void ZonePlayer::open_following(const std::optional<Cue>& wanted, Instant now,
                                ZoneContext& context) {
    const auto from = wanted ? wanted->ends : rules::next_validity_change(zone().playlist, now);
    const bool may_wait = !wanted || leaving_; // two sources at a time, where that is enough
    const bool too_late = from && context.leaves && *from >= *context.leaves;
    if (!from || too_late || (may_wait && *from - now > open_ahead)) {
        return;
    }
    const auto following = cue(*from);
    const bool goes_on = wanted && following && following->same_source(*wanted);
    const bool comes_again = wanted && following && following->item == wanted->item;
    if (comes_again && *from - now > open_ahead) {
        return; // the memory of a second worker, for nothing else to show
    }
    const bool is_open = next_ && following && next_->cue.same_source(*following);
    if (following && !goes_on && (!is_open || is_mute(next_))) {
        open(next_, *following, *from, context);
    }
}

void ZonePlayer::watch_turn(const std::optional<Cue>& wanted, Instant now) {
    if (!turn_ || (wanted && current_ && current_->cue.same_source(*wanted))) {
        over_since_.reset();
    } else {
        over_since_ = std::min(over_since_.value_or(now), now); // the clock may be set back
    }
}

// What was shown last may no longer be shown.
bool ZonePlayer::outlived(Instant at) const {
    return turn_
           && (would_lie(turn_->item) || !rules::is_valid(zone().playlist.items[turn_->item], at));
}

void ZonePlayer::clear(Instant at) {
    if (next_ && next_->cue.ends <= at) {
        next_.reset();
    }
    current_.reset();
    frame_.reset();
    leaving_.reset();
    turn_.reset();
}

bool ZonePlayer::goes_on_here(const ZonePlayer& before) const {
    const PlaylistItem& present = before.zone().playlist.items[before.current_->cue.item];
    const PlaylistItem& wanted = zone().playlist.items[next_->cue.item];
    return present.content == wanted.content
           && before.current_->cue.position_from == next_->cue.position_from
           && before.assignment_.rect.size() == assignment_.rect.size()
           && (before.current_->volume_percent_max == 0)
                  == (next_->volume_percent_max == 0); // then sound is not decoded
}

void ZonePlayer::carry_on(ZonePlayer& before) {
    if (!next_ || !before.current_ || before.current_->state != SourceState::ready) {
        return;
    }
    if (goes_on_here(before) && before.current_->source->go_on_as(shown_[next_->cue.item])) {
        next_->source = std::move(before.current_->source);
        next_->source->set_volume(assignment_.volume.percent);
        next_->state = SourceState::ready;
        before.current_.reset();
    } else if (before.frame_ && before.assignment_.rect == assignment_.rect) {
        leaving_.emplace(*before.frame_, std::move(before.current_->source),
                         before.current_->cue.position_from);
        before.current_.reset();
    }
}

void ZonePlayer::let_go() {
    current_.reset();
    next_.reset();
    leaving_.reset();
    turn_.reset();
    waiting_ = false;
}

bool ZonePlayer::ready(Instant at) const {
    return !cue(at) || can_draw(at);
}

bool ZonePlayer::can_draw(Instant at) const {
    const auto wanted = cue(at);
    return wanted && (can_show(current_, *wanted) || can_show(next_, *wanted));
}

bool ZonePlayer::overdue(Instant now) const {
    const auto wanted = cue(now);
    return wanted && wants_next(*wanted);
}

bool ZonePlayer::preparing() const {
    return waiting_ || (next_ && next_->state == SourceState::preparing)
           || (current_ && current_->state == SourceState::preparing);
}

void ZonePlayer::take_turn() {
    if (frame_) {
        const bool goes_on = current_ && current_->state == SourceState::ready;
        leaving_.emplace(*frame_, goes_on ? std::move(current_->source) : nullptr,
                         goes_on ? current_->cue.position_from : Instant{});
    }
    current_ = std::exchange(next_, std::nullopt);
}

const Transition& ZonePlayer::transition() const {
    return zone().playlist.items[current_->cue.item].transition;
}

// Picture and sound, from the item that leaves to the current one.
void ZonePlayer::show_transition(Instant at, SceneZone& scene) {
    progress_ = progress_at(transition(), at - current_->cue.starts);
    if (progress_ >= transition_whole) {
        leaving_.reset();
    }
    tell_volume();
    if (!leaving_) {
        return;
    }
    Frame incoming = std::exchange(scene.frame, leaving_->frame_at(at));
    scene.transition =
        SceneTransition{transition().kind, transition().direction, progress_, std::move(incoming)};
}

std::optional<SceneZone> ZonePlayer::compose(Instant at) {
    const auto wanted = cue(at);
    if (wanted && wants_next(*wanted)) {
        take_turn();
    }
    if (!wanted && outlived(at)) {
        clear(at);
    }
    waiting_ = wanted && !can_show(current_, *wanted);
    if (over_since_ && at >= *over_since_ + last_good_after) {
        turn_.reset();
    }
    if (current_ && current_->state == SourceState::ready) {
        const Microseconds position = at - current_->cue.position_from;
        frame_ = current_->source->frame_at(std::max(position, Microseconds{0}));
        if (!waiting_ && wanted) {
            turn_ = Turn{wanted->item, wanted->starts};
        }
    }
    if (!current_) {
        leaving_.reset(); // into nothing
    }
    if (!frame_) {
        return std::nullopt;
    }
    SceneZone scene{zone().name, assignment_.rect, *frame_, zone().opacity_percent};
    if (leaving_) {
        show_transition(at, scene);
    }
    return scene;
}

bool ZonePlayer::settled(Instant at) const {
    if (leaving_ && !leaving_->settled(at)) {
        return false;
    }
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
    if (over_since_) {
        consider(*over_since_ + last_good_after);
    }
    if (const auto wanted = cue(at); wanted && !waiting_) {
        consider(wanted->ends);
    } else if (!wanted) {
        consider(rules::next_validity_change(zone().playlist, at).value_or(at));
    }
    if (leaving_ && current_) {
        const Instant starts = current_->cue.starts; // frames of both wait for the next step
        consider(starts + next_step(transition(), at - starts));
        return soonest;
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
