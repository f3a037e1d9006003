// The manager's word for the time, given at every contact.
#pragma once

#include <string>

#include "manager/trust/trust_authority.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::manager {

// How far the manager's own clock may be from UTC: a host that keeps time by NTP is within this.
inline constexpr Microseconds manager_clock_error{100'000};

// Signed, for the nonce that asked.
Result<Envelope> time_token(const TrustAuthority& trust, std::string nonce, Instant now);

} // namespace marquee::manager
