// Takes the manager's word for the time.
#pragma once

#include "player/sync/trusted_clock.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/trust.hpp"
#include "schemas/rules/trusted_time.hpp"

namespace marquee::player {

// Signed by a time key of `trust`, and answering the nonce of `exchange`; otherwise the clock goes
// on as it was. Errors of common/signature and of rules::TrustedTime::accept.
Status take_time_token(const Envelope& token, const TrustDocument& trust,
                       const rules::TimeExchange& exchange, TrustedClock& clock);

} // namespace marquee::player
