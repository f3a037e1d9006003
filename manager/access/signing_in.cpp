// The part of Sessions that looks at passwords and codes.
#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/password.hpp"
#include "manager/access/password_rules.hpp"
#include "manager/access/sessions.hpp"
#include "manager/access/step_codes.hpp"

namespace marquee::manager {

namespace {

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

// In the write that begins the session: of two who type the same code at once, one is let in.
Status spend_code(Change& change, const AccountId& account, std::string_view code,
                  const SealingKey& key, Instant now) {
    const auto step = change.sessions.second_step(account);
    if (!step) {
        return tl::unexpected<Error>(step.error());
    }
    if (!*step || !(*step)->confirmed_at) {
        return {};
    }
    return take_code(**step, code, key, now)
        .and_then([&](const std::optional<SecondStep>& after) -> Status {
            return after ? change.sessions.put_second_step(*after)
                         : fail(ErrorCode::wrong_credentials, "the code was taken meanwhile",
                                "/code");
        });
}

} // namespace

NewSession Sessions::new_session(const Arrival& from, Instant now) {
    return {from, make_id<SessionId>(now, randomness_), secure_token(randomness_)};
}

Result<std::optional<SignedIn>> Sessions::sign_in(const SignIn& given, Instant now) {
    // Held to the end, so that the tries of one name are counted one after the other.
    const Result<PasswordGate::Pass> pass = gate_.enter(given.name, given.from.address);
    if (!pass) {
        return tl::unexpected<Error>(pass.error());
    }
    const Result<Account> account = check(given, now);
    const Result<bool> enough =
        account ? check_code(given, *account, now) : tl::unexpected<Error>(account.error());
    if (!enough) {
        return tl::unexpected<Error>(enough.error());
    }
    if (!*enough) {
        return std::optional<SignedIn>();
    }
    return begin(given, *account, now).map([](SignedIn made) {
        return std::optional(std::move(made));
    });
}

// False: a code is asked for, and none was typed.
Result<bool> Sessions::check_code(const SignIn& given, const Account& account, Instant now) {
    const auto step =
        database_.read([&](const View& view) { return view.sessions.second_step(account.id); });
    if (!step) {
        return tl::unexpected<Error>(step.error());
    }
    if (!*step || !(*step)->confirmed_at) {
        return true;
    }
    if (given.code.empty()) {
        return false;
    }
    const auto taken = take_code(**step, given.code, key_, now);
    if (!taken) {
        return tl::unexpected<Error>(taken.error());
    }
    if (*taken) {
        return true;
    }
    Error refused = refuse(given, account, now).value();
    refused.where = "/code";
    return tl::unexpected<Error>(std::move(refused));
}

Result<SignedIn> Sessions::begin(const SignIn& given, const Account& checked, Instant now) {
    const NewSession begun = new_session(given.from, now);
    return database_.write([&](Change& change) -> Result<SignedIn> {
        // Read again: it may have been disabled while its password was looked at.
        const Result<Account> present = change.access.account(checked.id);
        if (!present || present->disabled_at || present->password_hash != checked.password_hash) {
            return fail(ErrorCode::wrong_credentials, "the account changed meanwhile");
        }
        return spend_code(change, checked.id, given.code, key_, now)
            .and_then(
                [&] { return forget_failures(change, tryer(given.name, given.from.address)); })
            .and_then([&] { return change.sessions.remove_session(sha256(given.present)); })
            .and_then([&] { return begin_session(change, *present, begun, now); });
    });
}

Result<Account> Sessions::check_password(const Principal& who, const PasswordProof& proof,
                                         Instant now) {
    const Result<Account> known =
        database_.read([&](const View& view) { return view.access.account(who.account); });
    if (!known) {
        return tl::unexpected<Error>(known.error());
    }
    const auto pass = gate_.enter(known->name, proof.from.address);
    if (!pass) {
        return tl::unexpected<Error>(pass.error());
    }
    return check({known->name, proof.password, proof.from, {}}, now);
}

// The account whose name and password these are. The caller holds a pass of the gate.
Result<Account> Sessions::check(const SignIn& given, Instant now) {
    const Tryer who = tryer(given.name, given.from.address);
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
        return count_failure(change, tryer(given.name, given.from.address), now)
            .and_then([&](const Backoff& backoff) {
                return record(change, refusal_of(account, organisation->root, backoff,
                                                 given.from.address, now))
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
    const Result<Account> checked = check_password(who, change.present, now);
    if (!checked) {
        return tl::unexpected<Error>(checked.error());
    }
    const Arrival& from = change.present.from;
    const Result<std::string> hash =
        gate_.enter(known->name, from.address).and_then([&](const PasswordGate::Pass&) {
            return hash_password(change.wanted);
        });
    if (!hash) {
        return tl::unexpected<Error>(hash.error());
    }
    const NewSession begun = new_session(from, now);
    return database_.write([&](Change& write) {
        return set_password(write, *checked, *hash, now).and_then([&](const Account& account) {
            return forget_failures(write, tryer(known->name, from.address))
                .and_then([&] {
                    return record(write, {.at = now,
                                          .unit = account.head.unit,
                                          .actor = account.id,
                                          .action = "account.password",
                                          .subject = account.id.value,
                                          .detail = {}});
                })
                .and_then([&] { return begin_session(write, account, begun, now); });
        });
    });
}

} // namespace marquee::manager
