// The part of a turn in which a device that nobody knows yet joins its organisation.
#include <utility>

#include "player/sync/sync_session.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";

} // namespace

bool SyncSession::ensure_enrolled() {
    if (enrolment_) {
        return true;
    }
    Result<EnrolmentAnswer> answer =
        enrol({store_, trust_, parts_.trusted_clock, parts_.link, parts_.randomness, parts_.clock},
              file_, device_);
    if (!answer) {
        parts_.log.failure(LogLevel::warning, room, "enrolment_failed", answer.error());
        if (answer.error().code == ErrorCode::tls_refused) {
            catch_up_trust(); // it may have been in a drawer since the file was made
        }
        ++poll_.failures;
        ++poll_.turn;
        next_contact_ = parts_.clock.monotonic() + rules::time_to_next_contact({}, poll_);
        return false;
    }
    poll_.failures = 0;
    enrolment_ = std::move(*answer);
    identity_.emplace(store_, *store_.device_key(), *enrolment_);
    parts_.log.info(room, "enrolled", {{"player", enrolment_->player}});
    start_displays();
    publish_all();
    return true;
}

} // namespace marquee::player
