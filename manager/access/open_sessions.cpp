#include "manager/access/open_sessions.hpp"

#include <algorithm>

#include "common/sha256.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/sessions.hpp"

namespace marquee::manager {

namespace {

Result<std::vector<SessionRow>> good_sessions(const View& view, const Principal& who,
                                              const AccountId& account, Instant now) {
    return check_own_or_managed(view, who, account)
        .and_then([&] { return view.sessions.sessions_of(account); })
        .map([&](std::vector<SessionRow> rows) {
            std::erase_if(rows, [&](const SessionRow& row) { return !still_good(row, now); });
            return rows;
        });
}

// "Edge 131, Windows, from 192.0.2.7"
std::string in_words(const SessionRow& row) {
    std::string text;
    for (const std::string& part : {row.browser, row.system}) {
        text += part.empty() ? "" : part + ", ";
    }
    return text + "from " + row.address;
}

Status end_recorded(Change& change, const Principal& who, const SessionRow& row, Instant now) {
    return change.sessions.remove_session(row.token_sha256).and_then([&] {
        return record(change, {.at = now,
                               .unit = row.unit,
                               .actor = who.account,
                               .action = "session.revoke",
                               .subject = row.account.value,
                               .detail = in_words(row)});
    });
}

} // namespace

Result<std::vector<OpenSession>> OpenSessions::list(const Principal& who, const AccountId& account,
                                                    std::string_view asking, Instant now) {
    const Sha256 own = sha256(asking);
    return database_.read([&](const View& view) { return good_sessions(view, who, account, now); })
        .map([&](const std::vector<SessionRow>& rows) {
            std::vector<OpenSession> open;
            for (const SessionRow& row : rows) {
                open.push_back({row, row.token_sha256 == own});
            }
            std::stable_sort(open.begin(), open.end(),
                             [](const OpenSession& a, const OpenSession& b) {
                                 return a.row.last_used_at > b.row.last_used_at;
                             });
            return open;
        });
}

Status OpenSessions::end(const Principal& who, const AccountId& account, const SessionId& id,
                         Instant now) {
    return database_.write([&](Change& change) -> Status {
        const auto rows = good_sessions(change.view(), who, account, now);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        const auto found = std::find_if(rows->begin(), rows->end(),
                                        [&](const SessionRow& row) { return row.id == id; });
        return found == rows->end()
                   ? fail(ErrorCode::not_found, "the account has no such session", id.value)
                   : end_recorded(change, who, *found, now);
    });
}

Result<std::size_t> OpenSessions::end_others(const Principal& who, const AccountId& account,
                                             std::string_view asking, Instant now) {
    const Sha256 own = sha256(asking);
    return database_.write([&](Change& change) -> Result<std::size_t> {
        auto rows = good_sessions(change.view(), who, account, now);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        std::erase_if(*rows, [&](const SessionRow& row) { return row.token_sha256 == own; });
        Status status;
        for (const SessionRow& row : *rows) {
            status = status.and_then([&] { return end_recorded(change, who, row, now); });
        }
        return status.map([&] { return rows->size(); });
    });
}

} // namespace marquee::manager
