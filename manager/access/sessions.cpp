#include "manager/access/sessions.hpp"

#include "common/sha256.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr Seconds idle_most{limits::session_idle_seconds_max};
constexpr Seconds length_most{limits::session_seconds_max};

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

bool still_good(const SessionRow& row, Instant now) {
    return now - row.created_at < length_most && now - row.last_used_at < idle_most;
}

Result<SignedIn> begin_session(Change& change, const Account& account, const NewSession& begun,
                               Instant now) {
    const SessionRow row{.id = begun.id,
                         .token_sha256 = sha256(begun.secret),
                         .account = account.id,
                         .unit = account.head.unit,
                         .created_at = now,
                         .last_used_at = now,
                         .address = begun.from.address,
                         .browser = begun.from.browser,
                         .system = begun.from.system};
    return change.sessions.remove_sessions_before(now - length_most, now - idle_most)
        .and_then([&] { return change.sessions.add_session(row); })
        .and_then([&] { return drop_oldest(change, account.id); })
        .and_then([&] {
            return record(change, {.at = now,
                                   .unit = account.head.unit,
                                   .actor = account.id,
                                   .action = "session.start",
                                   .subject = account.id.value,
                                   .detail = "from " + begun.from.address});
        })
        .map([&] {
            return SignedIn{account, begun.secret};
        });
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
                if (!still_good(row, now) || account.disabled_at) {
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

} // namespace marquee::manager
