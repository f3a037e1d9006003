// One-time links by which people set the password of an account: the first by `marqueectl setup`
// and by a manager nobody can sign in to, the others by whoever may manage accounts. There is no
// default password anywhere.
#pragma once

#include <optional>
#include <string>

#include "common/random.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/access/password_gate.hpp"
#include "manager/access/sessions.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

struct IssuedLink {
    PasswordLink row;
    std::string token; // said once and never again
    std::string name;  // of the account that is invited; empty: who opens the link chooses it
};

// What a person typed on the page the link leads to.
struct LinkUse {
    std::string token;
    std::string name; // to sign in with; empty: as it is
    std::string password;
    Arrival from;
};

// Any thread; every member blocks on the database. Every change leaves its audit row.
class PasswordLinks {
public:
    PasswordLinks(Database& database, PasswordGate& gate, Randomness& randomness)
        : database_(database), gate_(gate), randomness_(randomness) {}

    // For the oldest account, whose holder also chooses its name; by the person at the machine.
    // not_found when there is no account.
    Result<IssuedLink> issue_first(Instant now);

    // The same when no account has a password yet; else none.
    Result<std::optional<IssuedLink>> issue_first_if_needed(Instant now);

    // For another's account, by who may give each of its grants: the link is the account.
    // not_allowed, not_found; wrong_state for a disabled account.
    Result<IssuedLink> invite(const Principal& who, const AccountId& account, Instant now);

    // Spends the link: sets the password, ends the account's sessions and begins one. Nothing, and
    // no session: a code of the account's second step is asked for, so its holder signs in as
    // always. A first link takes the second step away, for whoever prints one owns the machine.
    // token_spent; expired, also for a link nobody knows; wrong_state for a disabled account;
    // weak_password; already_exists for a name that is taken; out_of_range
    // for another name than an invited account has.
    Result<std::optional<SignedIn>> use(const LinkUse& use, Instant now);

private:
    IssuedLink make(const Account& account, LinkPurpose purpose, Instant now);
    Result<Account> find(const LinkUse& use, Instant now);

    Database& database_;
    PasswordGate& gate_;
    Randomness& randomness_;
};

// "https://manager.example:8443/#/setup?token=…&name=…": the token stands behind '#', so no server,
// proxy or log sees it. With the name the page greets its visitor.
std::string address_of(const IssuedLink& link, std::string_view staff_url);

} // namespace marquee::manager
