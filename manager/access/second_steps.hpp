// The second step of signing in: a code from an authenticator app (common/one_time_code) after the
// password, or one of ten spare codes for the day the telephone is lost.
//
// A code is good once. The secret is kept sealed, the spare codes as SHA-256 of 60 random bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/random.hpp"
#include "common/sealing_key.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/access/sessions.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

inline constexpr std::size_t spare_codes_max = 10;
inline constexpr std::size_t step_code_bytes_max = 32;

struct OfferedStep {
    std::string typed_secret; // for who has no camera
    std::string url;          // for a QR code; holds the secret
};

struct StepState {
    std::optional<Instant> since; // absent: no second step is asked for
    std::size_t spare_codes_left = 0;
};

// Any thread; every member blocks on the database, those with a password also on the processor.
// Every change leaves its audit row.
class SecondSteps {
public:
    SecondSteps(Database& database, Sessions& sessions, const SealingKey& key,
                Randomness& randomness)
        : database_(database), sessions_(sessions), key_(key), randomness_(randomness) {}

    // Of the own account.
    Result<StepState> state(const Principal& who);

    // A new secret for the own account, in place of one offered before; nothing is asked for until
    // confirm(). Failures of Sessions::check_password; wrong_state when there is a second step.
    Result<OfferedStep> offer(const Principal& who, const PasswordProof& proof, Instant now);

    // From here on it is asked for: `code` shows that the app has the secret. Returns the spare
    // codes, said once. wrong_credentials at /code; wrong_state without an offer, or when there is
    // a second step already.
    Result<std::vector<std::string>> confirm(const Principal& who, std::string_view code,
                                             Instant now);

    // No second step for the own account any more. Failures of Sessions::check_password.
    Status end(const Principal& who, const PasswordProof& proof, Instant now);

    // The same for another's account, whose holder lost telephone and spare codes. not_allowed
    // unless the caller may manage it, and for the own.
    Status end_for(const Principal& who, const AccountId& account, Instant now);

private:
    Database& database_;
    Sessions& sessions_;
    const SealingKey& key_;
    Randomness& randomness_;
};

} // namespace marquee::manager
