#include "player/sync/time_token.hpp"

#include "common/signature.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/format.hpp"

namespace marquee::player {

Status take_time_token(const Envelope& token, const TrustDocument& trust,
                       const rules::TimeExchange& exchange, TrustedClock& clock) {
    return verify(token, wire::payload_type(wire::formats::time), trust, KeyRole::time, 1)
        .and_then([&] { return wire::read_time_token(token.payload); })
        .and_then([&](const TimeToken& said) { return clock.accept(said, exchange); });
}

} // namespace marquee::player
