// API tokens: the keys by which programs act as an account.
//
// A token is "marquee_" and 256 random bits in base32; only its SHA-256 is kept, which is enough
// because nobody can guess 256 bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/random.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

struct NewToken {
    AccountId account;
    std::string name; // what it is for; 1 to limits::name_bytes_max bytes
    std::optional<Instant> expires_at;
};

struct IssuedToken {
    ApiToken row;
    std::string secret; // said once and never again
};

// Any thread; every member blocks on the database. Every change leaves its audit row.
class ApiTokens {
public:
    ApiTokens(Database& database, Randomness& randomness)
        : database_(database), randomness_(randomness) {}

    // For one's own account, or for another's by who may give each of its grants: not_allowed.
    // not_found for an unknown account; out_of_range for a bad name or a past expiry.
    Result<IssuedToken> issue(const Principal& who, const NewToken& wanted, Instant now);

    // Of one's own account, or of another's as for issue(): not_allowed.
    Result<std::vector<ApiToken>> list(const Principal& who, const AccountId& account);

    // Allowed as issue() is. It stays in the list; revoking twice is fine. not_found for a token of
    // another account.
    Status revoke(const Principal& who, const AccountId& account, const TokenId& id, Instant now);

    // The account behind a secret, with its grants of now. wrong_credentials for a secret that is
    // unknown, expired, revoked or of a disabled account; which of these is for the log only. Its
    // use is noted, at most once a minute.
    Result<Principal> authenticate(std::string_view secret, Instant now);

private:
    void note_use(const ApiToken& token, Instant now);

    Database& database_;
    Randomness& randomness_;
};

} // namespace marquee::manager
