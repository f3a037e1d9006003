// Accounts: the first one by setup, the others by whoever may make them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/random.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

struct NewAccount {
    std::string name; // 1 to limits::name_bytes_max bytes
    UnitId unit;
    std::vector<Grant> grants;
    std::optional<std::string> password; // none: API tokens only
};

// An account as somebody wants it to be.
struct AccountWishes {
    std::string name;
    UnitId unit;
    bool disabled = false;
    std::vector<Grant> grants;
};

// The account a change is about, as it was when it was read.
struct AccountVersion {
    AccountId id;
    std::int64_t version = 1;
};

// Any thread; every member blocks on the database. Every change leaves its audit row.
class Accounts {
public:
    Accounts(Database& database, Randomness& randomness)
        : database_(database), randomness_(randomness) {}

    // The first account, made by the person at the machine. already_exists when there is any.
    Result<Account> set_up(const NewAccount& wanted, Instant now);

    // not_allowed unless `who` may manage accounts in the unit, and may give each grant in its own
    // unit. already_exists for a name that is taken; out_of_range for a bad name,
    // weak_password; invalid_reference for a unit that does not exist.
    Result<Account> create(const Principal& who, const NewAccount& wanted, Instant now);

    // Name, unit, grants, and whether it may be used; an account that is disabled has no sessions
    // left. not_allowed unless `who` may manage it both as it was and as it will be; conflict;
    // wrong_state when nobody who can act as system or as security administrator of the whole
    // organisation would be left.
    Result<Account> change(const Principal& who, const AccountVersion& which,
                           const AccountWishes& wishes, Instant now);

private:
    Result<Account> prepare(const NewAccount& wanted, Instant now);

    Database& database_;
    Randomness& randomness_;
};

// not_allowed unless `who` may manage accounts in the account's unit and may give each of its
// grants in its own unit: who gets hold of an account gets everything it holds. invalid_reference
// for a unit that does not exist.
Status check_may_manage(const View& view, const Principal& who, const Account& account);

// The same, but everybody has a say about the own account. not_found for an account nobody has.
Status check_own_or_managed(const View& view, const Principal& who, const AccountId& account);

// Gives `known` a new password, in the write of whatever allowed it, and ends every session of the
// account. conflict when the account changed since `known` was read.
Result<Account> set_password(Change& change, const Account& known, const std::string& hash,
                             Instant now);

// The one that setup made. not_found when there is none.
Result<Account> oldest_account(const View& view);

// With the grants the account holds now.
Principal principal_of(const Account& account);

} // namespace marquee::manager
