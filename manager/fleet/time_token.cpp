#include "manager/fleet/time_token.hpp"

namespace marquee::manager {

Result<Envelope> time_token(const TrustAuthority& trust, std::string nonce, Instant now) {
    return trust.seal(TimeToken{.organisation = trust.organisation(),
                                .nonce = std::move(nonce),
                                .utc = now,
                                .error = manager_clock_error});
}

} // namespace marquee::manager
