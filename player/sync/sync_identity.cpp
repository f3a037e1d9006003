// The part of a turn that keeps player and manager known to each other: the device's certificate
// before it ends, and the way back after a long sleep.
#include "player/sync/sync_session.hpp"

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";

} // namespace

LinkIdentity SyncSession::identity() const {
    return {trust_.document()->tls_authorities, identity_->certificate_pem(),
            identity_->private_key_pem(), parts_.trusted_clock.floor(), TimeBound::floor};
}

void SyncSession::renew_certificate_when_due() {
    if (identity_->due(parts_.trusted_clock.floor()) && parts_.clock.monotonic() >= next_renewal_) {
        renew_certificate();
    }
}

void SyncSession::renew_certificate() {
    // Without the certificate, because TLS takes none that has ended.
    parts_.link.use({trust_.document()->tls_authorities,
                     {},
                     {},
                     parts_.trusted_clock.floor(),
                     TimeBound::floor});
    next_renewal_ = parts_.clock.monotonic() + Seconds{limits::renewal_retry_seconds_min};
    if (const Status renewed = identity_->renew(parts_.link); !renewed) {
        parts_.log.failure(LogLevel::warning, room, "certificate_not_renewed", renewed.error());
        return;
    }
    parts_.log.info(room, "certificate_renewed");
}

// The manager could not prove itself by the pinned authorities: they may have been changed
// meanwhile. The way there is signed by the roots, so it may come over a connection that proves
// nothing; and nothing but the number of a public document is said on it.
bool SyncSession::catch_up_trust() {
    if (trust_.document() == nullptr) {
        return false;
    }
    parts_.link.use({});
    const std::size_t steps = trust_.catch_up(parts_.link);
    if (steps > 0) {
        parts_.log.info(room, "trust_caught_up", {{"version", trust_.document()->version}});
    }
    return steps > 0;
}

// True when the contact is worth another try at once.
bool SyncSession::mend_contact(const Error& failure) {
    if (failure.code == ErrorCode::not_signed_in) {
        return identity_->refused();
    }
    if (failure.code != ErrorCode::tls_refused) {
        return false;
    }
    if (catch_up_trust()) {
        return true;
    }
    // Perhaps it was our certificate that had no more life, by a clock that knows better.
    if (parts_.clock.monotonic() < next_renewal_) {
        return false;
    }
    const std::string before = identity_->certificate_pem();
    renew_certificate();
    return identity_->certificate_pem() != before;
}

} // namespace marquee::player
