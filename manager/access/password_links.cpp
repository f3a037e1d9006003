#include "manager/access/password_links.hpp"

#include "common/percent_encoding.hpp"
#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/password.hpp"
#include "manager/access/password_rules.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// A first link leaves those that were printed before it: whoever copied one can use it. Of an
// invitation only the newest is good.
Status keep(Change& change, const IssuedLink& link, const AccountId& actor) {
    const std::size_t others =
        link.row.purpose == LinkPurpose::first ? limits::first_links_max - 1 : 0;
    return change.sessions.add_link(link.row, others).and_then([&] {
        return record(change, {.at = link.row.created_at,
                               .unit = link.row.unit,
                               .actor = actor,
                               .action = "account.invite",
                               .subject = link.row.account.value,
                               .detail = "until " + to_rfc3339(link.row.expires_at)});
    });
}

// Spends the link; whether a code will be asked for.
Result<bool> spend(Change& change, const Account& account, const LinkUse& use, Instant now) {
    const Sha256 token = sha256(use.token);
    return change.sessions.link(token).and_then([&](const PasswordLink& link) {
        return change.sessions.spend_link(token, now)
            .and_then([&] {
                return link.purpose == LinkPurpose::first
                           ? change.sessions.remove_second_step(account.id)
                           : Status{};
            })
            .and_then([&] { return change.sessions.second_step(account.id); })
            .map([](const std::optional<SecondStep>& step) {
                return step && step->confirmed_at.has_value();
            });
    });
}

Result<Account> accepted(Change& change, const Account& account, const LinkUse& use, Instant now) {
    return record(change, {.at = now,
                           .unit = account.head.unit,
                           .actor = account.id,
                           .action = "account.accept",
                           .subject = account.id.value,
                           .detail = account.name + ", from " + use.from.address})
        .map([&] { return account; });
}

} // namespace

IssuedLink PasswordLinks::make(const Account& account, LinkPurpose purpose, Instant now) {
    IssuedLink link;
    link.token = secure_token(randomness_);
    link.name = purpose == LinkPurpose::first ? "" : account.name;
    link.row = {.token_sha256 = sha256(link.token),
                .account = account.id,
                .unit = account.head.unit,
                .purpose = purpose,
                .created_at = now,
                .expires_at = now + Seconds{limits::password_link_seconds_max},
                .spent_at = {}};
    return link;
}

Result<IssuedLink> PasswordLinks::issue_first(Instant now) {
    return database_.write([&](Change& change) {
        return oldest_account(change.view()).and_then([&](const Account& account) {
            const IssuedLink link = make(account, LinkPurpose::first, now);
            return keep(change, link, {}).map([&] { return link; });
        });
    });
}

Result<std::optional<IssuedLink>> PasswordLinks::issue_first_if_needed(Instant now) {
    return database_.read([](const View& view) { return view.sessions.anybody_has_password(); })
        .and_then([&](bool known) -> Result<std::optional<IssuedLink>> {
            if (known) {
                return std::optional<IssuedLink>();
            }
            return issue_first(now).map([](IssuedLink link) { return std::optional(link); });
        });
}

Result<IssuedLink> PasswordLinks::invite(const Principal& who, const AccountId& account,
                                         Instant now) {
    return database_.write([&](Change& change) -> Result<IssuedLink> {
        const Result<Account> row = change.access.account(account);
        if (!row) {
            return tl::unexpected<Error>(row.error());
        }
        if (Status allowed = check_may_manage(change.view(), who, *row); !allowed) {
            return tl::unexpected<Error>(allowed.error());
        }
        if (row->disabled_at) {
            return fail(ErrorCode::wrong_state, "the account is disabled", {},
                        {{"state", "disabled"}});
        }
        const IssuedLink link = make(*row, LinkPurpose::invitation, now);
        return keep(change, link, who.account).map([&] { return link; });
    });
}

// The account the link is for, as it shall be.
Result<Account> PasswordLinks::find(const LinkUse& use, Instant now) {
    return database_.read([&](const View& view) -> Result<Account> {
        const Result<PasswordLink> link = view.sessions.link(sha256(use.token));
        if (!link) { // a newer one took its place, or it never was
            return link.error().code == ErrorCode::not_found
                       ? fail(ErrorCode::expired, "there is no such link")
                       : tl::unexpected<Error>(link.error());
        }
        if (link->spent_at) {
            return fail(ErrorCode::token_spent, "the link has been used already");
        }
        if (link->expires_at <= now) {
            return fail(ErrorCode::expired, "the link has expired", {},
                        {{"expired_at", to_rfc3339(link->expires_at)}});
        }
        Result<Account> account = view.access.account(link->account);
        if (account && account->disabled_at) {
            return fail(ErrorCode::wrong_state, "the account is disabled", {},
                        {{"state", "disabled"}});
        }
        if (!account || use.name.empty() || use.name == account->name) {
            return account;
        }
        if (link->purpose != LinkPurpose::first) {
            return fail(ErrorCode::out_of_range, "the account has another name", "/name",
                        {{"allowed", account->name}});
        }
        account->name = use.name;
        return account;
    });
}

Result<std::optional<SignedIn>> PasswordLinks::use(const LinkUse& use, Instant now) {
    const Result<Account> account = find(use, now);
    if (!account) {
        return tl::unexpected<Error>(account.error());
    }
    if (Status sound = check_new_password(use.password, account->name); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    const Result<std::string> hash =
        gate_.enter(account->name, use.from.address).and_then([&](const PasswordGate::Pass&) {
            return hash_password(use.password);
        });
    if (!hash) {
        return tl::unexpected<Error>(hash.error());
    }
    const NewSession begun{use.from, make_id<SessionId>(now, randomness_),
                           secure_token(randomness_)};
    return database_.write([&](Change& change) -> Result<std::optional<SignedIn>> {
        const Result<bool> asked = spend(change, *account, use, now);
        const auto changed =
            asked ? set_password(change, *account, *hash, now).and_then([&](const Account& row) {
                return accepted(change, row, use, now);
            })
                  : tl::unexpected<Error>(asked.error());
        if (!changed) {
            return tl::unexpected<Error>(changed.error());
        }
        if (*asked) {
            return std::optional<SignedIn>();
        }
        return begin_session(change, *changed, begun, now).map([](SignedIn made) {
            return std::optional(std::move(made));
        });
    });
}

std::string address_of(const IssuedLink& link, std::string_view staff_url) {
    const std::string greeting = link.name.empty() ? "" : "&name=" + percent_encoded(link.name);
    return std::string(staff_url) + "/#/setup?token=" + link.token + greeting;
}

} // namespace marquee::manager
