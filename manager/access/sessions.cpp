#include "manager/access/sessions.hpp"

#include "common/sha256.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/password.hpp"
#include "manager/access/password_rules.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr Seconds idle_most{limits::session_idle_seconds_max};
constexpr Seconds length_most{limits::session_seconds_max};

bool over(const SessionRow& row, Instant now) {
    return now - row.created_at >= length_most || now - row.last_used_at >= idle_most;
}

AuditEntry entry_of(const Account& account, std::string action, std::string detail, Instant now) {
    return {.at = now,
            .unit = account.head.unit,
            .actor = account.id,
            .action = std::move(action),
            .subject = account.id.value,
            .detail = std::move(detail)};
}

// What the trail says about a refusal. Never the name that was typed: people type passwords there.
AuditEntry refusal_of(const std::optional<Account>& account, const UnitId& root,
                      const Backoff& backoff, const std::string& address, Instant now) {
    const bool locked = backoff.locked_seconds > 0;
    AuditEntry entry{.at = now,
                     .unit = account ? account->head.unit : root,
                     .actor = {},
                     .action = locked ? "session.lock" : "session.refuse",
                     .subject = account ? account->id.value : std::string(),
                     .detail = "from " + address};
    if (locked) {
        entry.detail += ", locked for " + std::to_string(backoff.locked_seconds) + " s";
    }
    return entry;
}

Status drop_oldest(Change& change, const AccountId& account) {
    return change.sessions.sessions_of(account).and_then(
        [&](const std::vector<SessionRow>& rows) -> Status {
            Status status;
            for (std::size_t i = limits::sessions_per_account_max; i < rows.size(); ++i) {
                const Sha256& oldest = rows[i - limits::sessions_per_account_max].token_sha256;
                status = status.and_then([&] { return change.sessions.remove_session(oldest); });
            }
            return status;
        });
}

} // namespace

std::string csrf_token_of(std::string_view session_secret) {
    return to_hex(sha256("marquee-csrf-1:" + std::string(session_secret)));
}

Result<SignedIn> begin_session(Change& change, const Account& account, const std::string& address,
                               const std::string& secret, Instant now) {
    const SessionRow row{.token_sha256 = sha256(secret),
                         .account = account.id,
                         .unit = account.head.unit,
                         .created_at = now,
                         .last_used_at = now,
                         .address = address};
    return change.sessions.remove_sessions_before(now - length_most, now - idle_most)
        .and_then([&] { return change.sessions.add_session(row); })
        .and_then([&] { return drop_oldest(change, account.id); })
        .and_then([&] {
            return record(change, entry_of(account, "session.start", "from " + address, now));
        })
        .map([&] {
            return SignedIn{account, secret};
        });
}

Result<SignedIn> Sessions::sign_in(const SignIn& given, Instant now) {
    const Result<Account> account = check(given, now);
    if (!account) {
        return tl::unexpected<Error>(account.error());
    }
    const std::string secret = secure_token(randomness_);
    return database_.write([&](Change& change) -> Result<SignedIn> {
        // Read again: it may have been disabled while its password was looked at.
        const Result<Account> present = change.access.account(account->id);
        if (!present || present->disabled_at || present->password_hash != account->password_hash) {
            return fail(ErrorCode::wrong_credentials, "the account changed meanwhile");
        }
        return forget_failures(change, tryer(given.name, given.address))
            .and_then([&] { return change.sessions.remove_session(sha256(given.present)); })
            .and_then([&] { return begin_session(change, *present, given.address, secret, now); });
    });
}

// The account whose name and password these are.
Result<Account> Sessions::check(const SignIn& given, Instant now) {
    const Result<PasswordGate::Pass> pass = gate_.enter(given.name, given.address);
    if (!pass) {
        return tl::unexpected<Error>(pass.error());
    }
    const Tryer who = tryer(given.name, given.address);
    std::optional<Account> account;
    const Status looked_up = database_.read([&](const View& view) -> Status {
        return check_not_locked(view, who, now).and_then([&]() -> Status {
            const Result<Account> found = view.access.account_named(given.name);
            if (found) {
                account = *found;
            }
            return found || found.error().code == ErrorCode::not_found
                       ? Status{}
                       : Status(tl::unexpected<Error>(found.error()));
        });
    });
    if (!looked_up) {
        return tl::unexpected<Error>(looked_up.error());
    }
    const bool usable = account && account->password_hash && !account->disabled_at;
    const bool matches =
        password_matches(usable ? *account->password_hash : decoy_hash(), given.password);
    if (!matches || !usable) {
        return refuse(given, account, now);
    }
    return *account;
}

tl::unexpected<Error> Sessions::refuse(const SignIn& given, const std::optional<Account>& account,
                                       Instant now) {
    const Result<Backoff> counted = database_.write([&](Change& change) -> Result<Backoff> {
        const Result<Organisation> organisation = change.fleet.organisation();
        if (!organisation) {
            return tl::unexpected<Error>(organisation.error());
        }
        return count_failure(change, tryer(given.name, given.address), now)
            .and_then([&](const Backoff& backoff) {
                return record(change,
                              refusal_of(account, organisation->root, backoff, given.address, now))
                    .map([&] { return backoff; });
            });
    });
    if (!counted) { // a try that cannot be counted is no free try
        return tl::unexpected<Error>(counted.error());
    }
    if (counted->locked_seconds > 0) {
        return fail(ErrorCode::locked_out, "too many wrong tries", {},
                    {{"seconds", std::to_string(counted->locked_seconds)}});
    }
    return fail(ErrorCode::wrong_credentials, "the name or the password is wrong", {},
                {{"tries_left", std::to_string(counted->tries_left)}});
}

Result<Principal> Sessions::authenticate(std::string_view secret, Instant now) {
    if (secret.size() > limits::secret_bytes_max) {
        return fail(ErrorCode::not_signed_in, "the cookie is not one of ours");
    }
    SessionRow row;
    auto who = database_.read([&](const View& view) -> Result<Principal> {
        return view.sessions.session(sha256(secret))
            .and_then([&](const SessionRow& found) {
                row = found;
                return view.access.account(found.account);
            })
            .and_then([&](const Account& account) -> Result<Principal> {
                if (over(row, now) || account.disabled_at) {
                    return fail(ErrorCode::not_signed_in, "the session is over", account.id.value);
                }
                return principal_of(account);
            });
    });
    if (!who && who.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::not_signed_in, "there is no such session");
    }
    if (who) {
        note_use(row, now);
    }
    return who;
}

void Sessions::note_use(const SessionRow& row, Instant now) {
    if (now - row.last_used_at < std::chrono::minutes{1}) {
        return;
    }
    // A full disk must not lock people out: the note is dropped, the caller let in.
    static_cast<void>(database_.write(
        [&](Change& change) { return change.sessions.mark_session_used(row.token_sha256, now); }));
}

Status Sessions::sign_out(std::string_view secret, Instant now) {
    const Sha256 token = sha256(secret);
    return database_.write([&](Change& change) -> Status {
        const Result<SessionRow> row = change.sessions.session(token);
        if (!row) {
            return row.error().code == ErrorCode::not_found
                       ? Status{}
                       : Status(tl::unexpected<Error>(row.error()));
        }
        return change.sessions.remove_session(token).and_then([&] {
            return record(change, {.at = now,
                                   .unit = row->unit,
                                   .actor = row->account,
                                   .action = "session.end",
                                   .subject = row->account.value,
                                   .detail = {}});
        });
    });
}

Result<SignedIn> Sessions::change_password(const Principal& who, const PasswordChange& change,
                                           Instant now) {
    const Result<Account> known =
        database_.read([&](const View& view) { return view.access.account(who.account); });
    if (!known) {
        return tl::unexpected<Error>(known.error());
    }
    if (Status sound = check_new_password(change.wanted, known->name); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    const SignIn given{known->name, change.present, change.address, {}};
    const Result<Account> checked = check(given, now);
    if (!checked) {
        return tl::unexpected<Error>(checked.error());
    }
    const Result<std::string> hash =
        gate_.enter(known->name, change.address).and_then([&](const PasswordGate::Pass&) {
            return hash_password(change.wanted);
        });
    if (!hash) {
        return tl::unexpected<Error>(hash.error());
    }
    const std::string secret = secure_token(randomness_);
    return database_.write([&](Change& write) {
        return set_password(write, *checked, *hash, now).and_then([&](const Account& account) {
            return forget_failures(write, tryer(given.name, given.address))
                .and_then(
                    [&] { return record(write, entry_of(account, "account.password", {}, now)); })
                .and_then(
                    [&] { return begin_session(write, account, change.address, secret, now); });
        });
    });
}

} // namespace marquee::manager
