// The part of a zone that is heard.
#include <algorithm>
#include <variant>

#include "player/playout/zone_player.hpp"

namespace marquee::player {

bool ZonePlayer::is_mute(const std::optional<Held>& held) const {
    if (!held || held->volume_percent_max > 0 || assignment_.volume.percent_max == 0) {
        return false;
    }
    const Content& content = zone().playlist.items[held->cue.item].content;
    return std::holds_alternative<Video>(content) || std::holds_alternative<Audio>(content);
}

// The source of the turn is open, and the one on screen is another or lacks its sound.
bool ZonePlayer::wants_next(const Cue& cue) const {
    const bool shown = can_show(current_, cue) && !is_mute(current_);
    return !shown && can_show(next_, cue);
}

void ZonePlayer::set_volume(DisplayVolume volume) {
    if (volume == assignment_.volume) {
        return;
    }
    assignment_.volume = volume;
    tell_volume();
    if (next_) {
        next_->source->set_volume(volume.percent);
    }
}

// In a transition each has its share.
void ZonePlayer::tell_volume() {
    const std::int32_t volume = assignment_.volume.percent;
    const auto share = [&](std::int32_t part) {
        return static_cast<std::int32_t>(std::int64_t{volume} * part / transition_whole);
    };
    if (current_) {
        current_->source->set_volume(leaving_ ? share(progress_) : volume);
    }
    if (leaving_) {
        leaving_->set_volume(share(transition_whole - progress_));
    }
}

void ZonePlayer::keep_in_step(Instant at, Microseconds monotonic) {
    if (leaving_) {
        leaving_->keep_in_step(at, monotonic);
    }
    if (current_ && current_->state == SourceState::ready) {
        const Microseconds position = at - current_->cue.position_from;
        current_->source->keep_in_step(std::max(position, Microseconds{0}), monotonic);
    }
}

} // namespace marquee::player
