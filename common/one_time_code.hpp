// Codes of six digits that an authenticator app makes from a secret it shares with us: TOTP (RFC
// 6238) over HOTP (RFC 4226), with SHA-1 and a new code every thirty seconds, which is what every
// app can do. Plain functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/time.hpp"

namespace marquee {

inline constexpr std::size_t one_time_secret_bytes = 20; // RFC 4226 section 4: 160 bits
inline constexpr Seconds one_time_step{30};

// Steps since 1970 UTC.
std::int64_t one_time_counter(Instant now);

// "287082".
std::string one_time_code(std::string_view secret, std::int64_t counter);

// The counter after `last` whose code this is, at most one step from now either way, for clocks
// that are a little off. Nothing: the code is wrong, or was taken before.
std::optional<std::int64_t> matching_counter(std::string_view secret, std::string_view code,
                                             std::int64_t last, Instant now);

// What the app reads from a QR code: otpauth://totp/ISSUER:ACCOUNT?secret=… (Google Authenticator's
// Key URI format, which the others follow).
std::string authenticator_url(std::string_view issuer, std::string_view account,
                              std::string_view secret);

// The secret as it is typed by hand where no camera is: RFC 4648 base32, upper case.
std::string typed_secret(std::string_view secret);

} // namespace marquee
