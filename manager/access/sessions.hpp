// Signing in by people: name and password in, a session out, which the browser's cookie names.
//
// The cookie's secret is 256 random bits; the database keeps its SHA-256. A session ends one hour
// after it was last used, twelve hours after it began, at sign-out, and together with all sessions
// of the account when its password changes or it is disabled. Where the account has a second step
// (second_steps.hpp), a code is asked for after the password.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/random.hpp"
#include "common/sealing_key.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/access/lockout.hpp"
#include "manager/access/password_gate.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// From where somebody comes, as the holder of the account will read it.
struct Arrival {
    std::string address; // of the peer
    std::string browser; // "Edge 131"; empty: unknown
    std::string system;  // "Windows"; empty: unknown
};

// What a person typed, and from where.
struct SignIn {
    std::string name;
    std::string password;
    Arrival from;
    std::string present; // secret of the session this browser had; empty: none. It ends.
    std::string code{};  // of the second step; empty: none was typed
};

struct SignedIn {
    Account account;
    std::string secret; // of the new session: for the cookie, said once
};

// Whoever sits before an open session types its password again before something grave.
struct PasswordProof {
    std::string password;
    Arrival from;
};

struct PasswordChange {
    PasswordProof present;
    std::string wanted;
};

// A session that is about to begin.
struct NewSession {
    Arrival from;
    SessionId id;
    std::string secret;
};

// Any thread; every member blocks on the database, those with a password also on the processor.
// Every change and every refusal leaves its audit row.
class Sessions {
public:
    Sessions(Database& database, PasswordGate& gate, const SealingKey& key, Randomness& randomness)
        : database_(database), gate_(gate), key_(key), randomness_(randomness) {}

    // Nothing: the password is right, and a code is asked for as well. wrong_credentials with
    // `tries_left`, the same for a wrong password, an unknown name, a disabled account and one
    // without a password, and at /code for a wrong code; locked_out with `seconds`; busy.
    Result<std::optional<SignedIn>> sign_in(const SignIn& given, Instant now);

    // The account of `who`. Failures of sign_in.
    Result<Account> check_password(const Principal& who, const PasswordProof& proof, Instant now);

    // The account behind a cookie, with its grants of now; its use is noted once a minute.
    // not_signed_in for a session that is unknown, over, or of a disabled account.
    Result<Principal> authenticate(std::string_view secret, Instant now);

    // Fine too when there is no such session any more.
    Status sign_out(std::string_view secret, Instant now);

    // Failures of check_password, and weak_password. Ends every session of the account and begins
    // one.
    Result<SignedIn> change_password(const Principal& who, const PasswordChange& change,
                                     Instant now);

private:
    NewSession new_session(const Arrival& from, Instant now);
    Result<Account> check(const SignIn& given, Instant now);
    Result<bool> check_code(const SignIn& given, const Account& account, Instant now);
    Result<SignedIn> begin(const SignIn& given, const Account& checked, Instant now);
    tl::unexpected<Error> refuse(const SignIn& given, const std::optional<Account>& account,
                                 Instant now);
    void note_use(const SessionRow& row, Instant now);

    Database& database_;
    PasswordGate& gate_;
    const SealingKey& key_;
    Randomness& randomness_;
};

// Begins a session of the account, in the write of whatever allowed it. Removes what is over and
// the oldest above limits::sessions_per_account_max.
Result<SignedIn> begin_session(Change& change, const Account& account, const NewSession& begun,
                               Instant now);

// False once nobody has used the session for long, or it has lasted as long as any may.
bool still_good(const SessionRow& row, Instant now);

// What a page sends back with every change: derived from the session's secret, which scripts of
// other sites can neither read nor guess. 64 hexadecimal digits.
std::string csrf_token_of(std::string_view session_secret);

} // namespace marquee::manager
