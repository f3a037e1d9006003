// Signing in by people: name and password in, a session out, which the browser's cookie names.
//
// The cookie's secret is 256 random bits; the database keeps its SHA-256. A session ends one hour
// after it was last used, twelve hours after it began, at sign-out, and together with all sessions
// of the account when its password changes or it is disabled.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/random.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/access/lockout.hpp"
#include "manager/access/password_gate.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// What a person typed, and from where.
struct SignIn {
    std::string name;
    std::string password;
    std::string address; // of the peer
    std::string present; // secret of the session this browser had; empty: none. It ends.
};

struct SignedIn {
    Account account;
    std::string secret; // of the new session: for the cookie, said once
};

struct PasswordChange {
    std::string present;
    std::string wanted;
    std::string address;
};

// Any thread; every member blocks on the database, those with a password also on the processor.
// Every change and every refusal leaves its audit row.
class Sessions {
public:
    Sessions(Database& database, PasswordGate& gate, Randomness& randomness)
        : database_(database), gate_(gate), randomness_(randomness) {}

    // wrong_credentials with `tries_left`, the same for a wrong password, an unknown name, a
    // disabled account and one without a password; locked_out with `seconds`; busy.
    Result<SignedIn> sign_in(const SignIn& given, Instant now);

    // The account behind a cookie, with its grants of now; its use is noted once a minute.
    // not_signed_in for a session that is unknown, over, or of a disabled account.
    Result<Principal> authenticate(std::string_view secret, Instant now);

    // Fine too when there is no such session any more.
    Status sign_out(std::string_view secret, Instant now);

    // Failures of sign_in, and weak_password. Ends every session of the account and begins one.
    Result<SignedIn> change_password(const Principal& who, const PasswordChange& change,
                                     Instant now);

private:
    Result<Account> check(const SignIn& given, Instant now);
    tl::unexpected<Error> refuse(const SignIn& given, const std::optional<Account>& account,
                                 Instant now);
    void note_use(const SessionRow& row, Instant now);

    Database& database_;
    PasswordGate& gate_;
    Randomness& randomness_;
};

// Begins a session of the account, in the write of whatever allowed it. Removes what is over and
// the oldest above limits::sessions_per_account_max.
Result<SignedIn> begin_session(Change& change, const Account& account, const std::string& address,
                               const std::string& secret, Instant now);

// What a page sends back with every change: derived from the session's secret, which scripts of
// other sites can neither read nor guess. 64 hexadecimal digits.
std::string csrf_token_of(std::string_view session_secret);

} // namespace marquee::manager
