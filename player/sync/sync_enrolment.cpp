// How a session becomes somebody: by a file, or by a code on the screen.
#include "player/sync/sync_session.hpp"

#include <utility>

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";
constexpr Seconds confirmation_interval{3}; // somebody stands in front of the screen

} // namespace

bool SyncSession::ensure_enrolled() {
    if (enrolment_) {
        return true;
    }
    Result<std::optional<EnrolmentAnswer>> answer = ask_to_join();
    if (!answer || !*answer) {
        if (!answer) {
            parts_.log.failure(LogLevel::warning, room, "enrolment_failed", answer.error());
            if (answer.error().code == ErrorCode::tls_refused) {
                catch_up_trust(); // it may have been in a drawer since the file was made
            }
        }
        poll_.failures = answer ? 0 : poll_.failures + 1;
        ++poll_.turn;
        next_contact_ = parts_.clock.monotonic()
                        + (answer ? confirmation_interval : rules::time_to_next_contact({}, poll_));
        return false;
    }
    poll_.failures = 0;
    enrolment_ = **std::move(answer);
    code_.reset();
    identity_.emplace(store_, *store_.device_key(), *enrolment_);
    parts_.log.info(room, "enrolled", {{"player", enrolment_->player}});
    start_displays();
    publish_all();
    return true;
}

// The manager's answer; nullopt while a device that joins by code waits for its confirmation.
Result<std::optional<EnrolmentAnswer>> SyncSession::ask_to_join() {
    const EnrolmentParts with{
        store_, trust_, parts_.trusted_clock, parts_.link, parts_.randomness, parts_.clock};
    if (!by_code_) {
        return enrol(with, file_, device_).map([](EnrolmentAnswer answer) {
            return std::optional(std::move(answer));
        });
    }
    auto turned = by_code_->turn(with, device_);
    if (!turned) {
        return tl::unexpected(std::move(turned.error()));
    }
    if (auto* answer = std::get_if<EnrolmentAnswer>(&*turned)) {
        return std::optional(std::move(*answer));
    }
    show_code(std::get<ShownCode>(*turned));
    return std::nullopt;
}

void SyncSession::show_code(std::optional<ShownCode> code) {
    if (code == code_) {
        return;
    }
    code_ = std::move(code);
    parts_.log.info(room, "waits_for_confirmation",
                    {{"code", code_->code},
                     {"device", code_->device_fingerprint},
                     {"trust", code_->trust_fingerprint}});
    publish_all();
}

} // namespace marquee::player
