#include "manager/access/api_tokens.hpp"

#include <algorithm>

#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view prefix = "marquee_";

AuditEntry entry(const Principal& who, std::string action, const ApiToken& token, Instant now) {
    return {.at = now,
            .unit = token.head.unit,
            .actor = who.account,
            .action = std::move(action),
            .subject = token.id.value,
            .detail = token.name + " of account " + token.account.value};
}

Status check_wanted(const NewToken& wanted, Instant now) {
    if (wanted.name.empty() || wanted.name.size() > limits::name_bytes_max) {
        return fail(ErrorCode::out_of_range, "the name of a token is empty or too long", "/name");
    }
    if (wanted.expires_at && *wanted.expires_at <= now) {
        return fail(ErrorCode::out_of_range, "the token would have expired already", "/expires_at");
    }
    return {};
}

Status check_room(const View& view, const AccountId& account) {
    return view.access.tokens_of(account).and_then([](const std::vector<ApiToken>& rows) -> Status {
        const auto live = std::count_if(rows.begin(), rows.end(),
                                        [](const ApiToken& row) { return !row.revoked_at; });
        if (static_cast<std::size_t>(live) >= limits::tokens_per_account_max) {
            return fail(ErrorCode::too_large, "the account has too many tokens", "/name",
                        {{"limit", std::to_string(limits::tokens_per_account_max)}});
        }
        return {};
    });
}

// Why a known token does not let anybody in; null when it does.
const char* refusal(const ApiToken& token, const Account& account, Instant now) {
    if (token.revoked_at) {
        return "the API token is revoked";
    }
    if (token.expires_at && *token.expires_at <= now) {
        return "the API token has expired";
    }
    return account.disabled_at ? "the account is disabled" : nullptr;
}

} // namespace

Result<IssuedToken> ApiTokens::issue(const Principal& who, const NewToken& wanted, Instant now) {
    if (Status sound = check_wanted(wanted, now); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    IssuedToken issued;
    issued.secret = std::string(prefix) + secure_token(randomness_);
    ApiToken& row = issued.row;
    row.id = make_id<TokenId>(now, randomness_);
    row.account = wanted.account;
    row.name = wanted.name;
    row.token_sha256 = sha256(issued.secret);
    row.expires_at = wanted.expires_at;
    return database_
        .write([&](Change& change) -> Status {
            return check_own_or_managed(change.view(), who, wanted.account)
                .and_then([&] { return check_room(change.view(), wanted.account); })
                .and_then([&] { return change.access.account(wanted.account); })
                .and_then([&](const Account& account) {
                    row.head = {account.head.unit, 1, now, now};
                    return change.access.add_token(row);
                })
                .and_then([&] { return record(change, entry(who, "token.issue", row, now)); });
        })
        .map([&] { return issued; });
}

Result<std::vector<ApiToken>> ApiTokens::list(const Principal& who, const AccountId& account) {
    return database_.read([&](const View& view) {
        return check_own_or_managed(view, who, account).and_then([&] {
            return view.access.tokens_of(account);
        });
    });
}

Status ApiTokens::revoke(const Principal& who, const AccountId& account, const TokenId& id,
                         Instant now) {
    return database_.write([&](Change& change) -> Status {
        const Status allowed = check_own_or_managed(change.view(), who, account);
        if (!allowed) {
            return allowed;
        }
        auto row = change.access.token(id);
        if (row && row->account != account) {
            return fail(ErrorCode::not_found, "the account has no such token", id.value);
        }
        if (!row || row->revoked_at) {
            return row ? Status{} : Status(tl::unexpected<Error>(row.error()));
        }
        row->revoked_at = now;
        row->head.changed_at = now;
        return change.access.change_token(*row).and_then(
            [&](std::int64_t) { return record(change, entry(who, "token.revoke", *row, now)); });
    });
}

Result<Principal> ApiTokens::authenticate(std::string_view secret, Instant now) {
    if (secret.size() > limits::name_bytes_max || !secret.starts_with(prefix)) {
        return fail(ErrorCode::wrong_credentials, "the API token is not one of ours");
    }
    ApiToken token;
    auto who = database_.read([&](const View& view) {
        return view.access.token_by_digest(sha256(secret))
            .and_then([&](const ApiToken& found) {
                token = found;
                return view.access.account(found.account);
            })
            .and_then([&](const Account& account) -> Result<Principal> {
                if (const char* reason = refusal(token, account, now)) {
                    return fail(ErrorCode::wrong_credentials, reason, token.id.value);
                }
                return principal_of(account);
            });
    });
    if (!who && who.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::wrong_credentials, "there is no such API token");
    }
    if (who) {
        note_use(token, now);
    }
    return who;
}

void ApiTokens::note_use(const ApiToken& token, Instant now) {
    if (token.last_used_at && now - *token.last_used_at < std::chrono::minutes{1}) {
        return;
    }
    // A full disk must not lock people out: the note is dropped, the caller let in.
    static_cast<void>(database_.write(
        [&](Change& change) { return change.access.mark_token_used(token.id, now); }));
}

} // namespace marquee::manager
