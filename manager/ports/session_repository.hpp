// People at the door: sessions, one-time links that set a password, the second step of signing in,
// and failed tries.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// Use manager/access/sessions and password_links rather than this: they hash, decide and record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

using SessionId = Id<struct SessionTag>;

// Somebody signed in from a browser. Only the digest of the cookie's secret is kept; the id is what
// people end a session by, and opens nothing.
struct SessionRow {
    SessionId id;
    Sha256 token_sha256;
    AccountId account;
    UnitId unit; // the account's
    Instant created_at{};
    Instant last_used_at{}; // to the minute
    std::string address;    // it began from
    std::string browser;    // "Edge 131"; empty: unknown
    std::string system;     // "Windows"; empty: unknown

    friend bool operator==(const SessionRow&, const SessionRow&) = default;
};

// first: its holder also chooses the account's name. invitation: the name is the administrator's.
enum class LinkPurpose { first, invitation };

// Lets one person set the password of one account, once.
struct PasswordLink {
    Sha256 token_sha256;
    AccountId account;
    UnitId unit; // the account's
    LinkPurpose purpose = LinkPurpose::invitation;
    Instant created_at{};
    Instant expires_at{};
    std::optional<Instant> spent_at;

    friend bool operator==(const PasswordLink&, const PasswordLink&) = default;
};

// The second step of signing in: what an authenticator app and we know together (RFC 6238).
struct SecondStep {
    AccountId account;
    std::string sealed_secret; // bytes of SealingKey::seal, about the account's id
    Instant offered_at{};
    std::optional<Instant> confirmed_at; // absent: only offered, and asked of nobody
    std::int64_t last_counter = 0;       // of the last code taken; none of it or before is good
    std::vector<Sha256> spare_codes;     // digests of those that are left

    friend bool operator==(const SecondStep&, const SecondStep&) = default;
};

// How often something has failed lately: a name, or a network address.
struct FailedTries {
    Sha256 subject;
    std::int64_t tries = 0;
    Instant last_at{};
    Instant locked_until{};

    friend bool operator==(const FailedTries&, const FailedTries&) = default;
};

class SessionRepository {
public:
    virtual ~SessionRepository() = default;

    virtual Status add_session(const SessionRow& row) = 0;
    // not_found.
    virtual Result<SessionRow> session(const Sha256& token_sha256) const = 0;
    // The oldest first.
    virtual Result<std::vector<SessionRow>> sessions_of(const AccountId& account) const = 0;
    virtual Status mark_session_used(const Sha256& token_sha256, Instant at) = 0;
    // These succeed too when there is nothing to remove.
    virtual Status remove_session(const Sha256& token_sha256) = 0;
    virtual Status remove_sessions_of(const AccountId& account) = 0;
    // Those that began, or were last used, before these instants.
    virtual Status remove_sessions_before(Instant created, Instant last_used) = 0;

    // Of the account's other links that were not spent, the `others_max` newest stay.
    virtual Status add_link(const PasswordLink& row, std::size_t others_max) = 0;
    // not_found.
    virtual Result<PasswordLink> link(const Sha256& token_sha256) const = 0;
    // And removes the account's other links. not_found; token_spent when somebody was faster.
    virtual Status spend_link(const Sha256& token_sha256, Instant at) = 0;
    // True when an account that is not disabled has a password.
    virtual Result<bool> anybody_has_password() const = 0;

    // Absent: the account has none.
    virtual Result<std::optional<SecondStep>> second_step(const AccountId& account) const = 0;
    // Of which accounts it is asked, in order of id.
    virtual Result<std::vector<AccountId>> asked_for_second_step() const = 0;
    // Adds or replaces.
    virtual Status put_second_step(const SecondStep& row) = 0;
    // Succeeds too when there is none.
    virtual Status remove_second_step(const AccountId& account) = 0;

    // No tries for a subject nobody knows.
    virtual Result<FailedTries> tries(const Sha256& subject) const = 0;
    // Adds or replaces. Keeps the `rows_max` newest of all subjects.
    virtual Status put_tries(const FailedTries& row, std::size_t rows_max) = 0;
    virtual Status forget_tries(const Sha256& subject) = 0;
};

} // namespace marquee::manager
