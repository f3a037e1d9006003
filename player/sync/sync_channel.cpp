// The part of a session that has to do with the live channel: when what is told over it.
#include <algorithm>
#include <utility>

#include "player/sync/sync_session.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {

// What a long piece of work has to make room for.
Microseconds SyncSession::interruption() const {
    return std::min(next_contact_, next_heartbeat_);
}

// A channel that opened is told how things stand; one that closed brings contacts back.
void SyncSession::follow_channel() {
    const bool open = enrolment_ && parts_.channel.is_open();
    if (std::exchange(channel_open_, open) == open) {
        return;
    }
    const Microseconds now = parts_.clock.monotonic();
    if (open) {
        next_heartbeat_ = now;
        return;
    }
    next_heartbeat_ = Microseconds::max();
    ++poll_.turn;
    next_contact_ =
        std::min(next_contact_, now + rules::time_to_next_contact(enrolment_->player, poll_));
}

// The heartbeat that is due over the channel; answers when the next one is.
Microseconds SyncSession::tell_channel() {
    const Microseconds now = parts_.clock.monotonic();
    if (channel_open_ && now >= next_heartbeat_) {
        const std::string nonce = random_hex(parts_.randomness, limits::nonce_bytes_min);
        parts_.channel.tell(parts_.heartbeats.heartbeat(report(nonce)));
        ++poll_.turn;
        next_heartbeat_ =
            now + rules::time_to_next_contact(enrolment_->player, {poll_.asked, 0, poll_.turn});
    }
    return next_heartbeat_;
}

// The manager is told soon of what changed, but not by all players at once.
void SyncSession::report_within(Seconds delay) {
    Microseconds& next = channel_open_ ? next_heartbeat_ : next_contact_;
    const rules::PollSituation soon{delay, 0, poll_.turn};
    next = std::min(next, parts_.clock.monotonic()
                              + rules::time_to_next_contact(enrolment_->player, soon));
}

} // namespace marquee::player
