// Who may do what, and what was done: accounts, grants, API tokens, the audit trail.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_, change_ and remove_ fail as described in content_repository.hpp. Use manager/access rather
// than this: it hashes, decides and chains.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// What a grant allows is decided by manager/access/authorizer. The three administrators are meant
// for separate persons.
enum class Role {
    viewer,
    editor,
    reviewer_1,
    reviewer_2,
    reviewer_3,
    duty,
    operator_, // of the devices; `operator` is a word of C++
    unit_administrator,
    system_administrator,
    security_administrator,
    audit_administrator,
};

// "operator". Total.
std::string_view to_slug(Role role);
Result<Role> role_from_slug(std::string_view slug);

// A role in a unit and everything below it.
struct Grant {
    Role role = Role::viewer;
    UnitId unit;

    friend bool operator==(const Grant&, const Grant&) = default;
};

struct Account {
    AccountId id;
    RowHead head;
    std::string name;                         // to sign in with; unique, as people write it
    std::optional<std::string> password_hash; // Argon2id string; none: cannot sign in by password
    std::optional<Instant> disabled_at;
    std::vector<Grant> grants; // at most limits::grants_per_account_max, unique

    friend bool operator==(const Account&, const Account&) = default;
};

// A machine's key to an account. Only the digest of the secret is kept.
struct ApiToken {
    TokenId id;
    RowHead head; // head.unit is the account's
    AccountId account;
    std::string name; // what it is for
    Sha256 token_sha256;
    std::optional<Instant> expires_at;
    std::optional<Instant> revoked_at;
    std::optional<Instant> last_used_at; // to the minute

    friend bool operator==(const ApiToken&, const ApiToken&) = default;
};

// One line of the audit trail. `hash` covers `previous` and every other member, so a row cannot be
// changed, taken out or slipped in without breaking the chain (manager/access/audit).
struct AuditRow {
    std::int64_t number = 1; // 1, 2, 3, … without gaps
    Instant at{};
    UnitId unit;         // whose thing it was
    AccountId actor;     // empty: the product itself
    std::string action;  // "schedule.add"
    std::string subject; // id of the thing
    std::string detail;  // for people; at most limits::note_bytes_max
    Sha256 previous;     // hash of the row before; zeros for the first
    Sha256 hash;

    friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

// Which rows of the trail. Every absent member allows all.
struct AuditQuestion {
    std::optional<UnitId> unit; // and all below
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::optional<AccountId> actor;
    std::string kind;                   // what the action begins with, before the dot; empty: any
    std::string words;                  // in the detail, whatever their case in ASCII; empty: any
    std::int64_t after = 0;             // numbers above this, oldest first
    std::optional<std::int64_t> before; // numbers below this, newest first instead
};

class AccessRepository {
public:
    virtual ~AccessRepository() = default;

    // already_exists also for a known name.
    virtual Status add_account(const Account& row) = 0;
    virtual Result<std::int64_t> change_account(const Account& row) = 0;
    virtual Result<Account> account(const AccountId& id) const = 0;
    virtual Result<Account> account_named(std::string_view name) const = 0;
    virtual Result<PageOf<Account>> accounts(const Scope& scope, const Page& page) const = 0;

    // Accounts that are not disabled and hold this very grant.
    virtual Result<std::int64_t> count_holders(const Grant& grant) const = 0;

    virtual Status add_token(const ApiToken& row) = 0;
    virtual Result<std::int64_t> change_token(const ApiToken& row) = 0;
    virtual Result<ApiToken> token(const TokenId& id) const = 0;
    virtual Result<ApiToken> token_by_digest(const Sha256& token_sha256) const = 0;
    virtual Result<std::vector<ApiToken>> tokens_of(const AccountId& account) const = 0;
    // Leaves the version alone: use is not a change.
    virtual Status mark_token_used(const TokenId& id, Instant at) = 0;

    // conflict unless `number` follows the last row.
    virtual Status append_audit(const AuditRow& row) = 0;
    // None: the trail is empty.
    virtual Result<std::optional<AuditRow>> last_audit() const = 0;
    // Rows after `number`, oldest first, at most `limit`.
    virtual Result<std::vector<AuditRow>> audit_after(std::int64_t number,
                                                      std::size_t limit) const = 0;
    // The rows a person asks for, at most `limit`.
    virtual Result<std::vector<AuditRow>> audit_of(const AuditQuestion& question,
                                                   std::size_t limit) const = 0;
    // Takes rows 1 to `number` away, for ever.
    virtual Status remove_audit_until(std::int64_t number) = 0;
};

} // namespace marquee::manager
