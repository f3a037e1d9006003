#include "manager/sql/sessions_sql.hpp"

#include "manager/sql/values.hpp"
#include "schemas/wire/base64.hpp"

namespace marquee::manager::sql {

namespace {

constexpr const char* select_session =
    "SELECT id, token_sha256, account_id, unit_id, created_at, last_used_at, address, browser,"
    " system FROM sessions ";

Result<SessionRow> read_session(RowReader& reader) {
    SessionRow row;
    row.id = reader.id<SessionId>();
    row.token_sha256 = reader.sha256();
    row.account = reader.id<AccountId>();
    row.unit = reader.id<UnitId>();
    row.created_at = reader.instant();
    row.last_used_at = reader.instant();
    row.address = reader.text();
    row.browser = reader.text();
    row.system = reader.text();
    return reader.finish(std::move(row));
}

Result<PasswordLink> read_link(RowReader& reader) {
    PasswordLink row;
    row.token_sha256 = reader.sha256();
    row.account = reader.id<AccountId>();
    row.unit = reader.id<UnitId>();
    row.purpose = reader.word<LinkPurpose>();
    row.created_at = reader.instant();
    row.expires_at = reader.instant();
    row.spent_at = reader.maybe_instant();
    return reader.finish(std::move(row));
}

// One to a line.
std::string lines_of(const std::vector<Sha256>& digests) {
    std::string text;
    for (const Sha256& digest : digests) {
        text += to_hex(digest) + '\n';
    }
    return text;
}

Result<std::vector<Sha256>> digests_of(std::string_view lines) {
    std::vector<Sha256> digests;
    for (std::size_t end = lines.find('\n'); end != std::string_view::npos;
         end = lines.find('\n')) {
        const Result<Sha256> digest = sha256_from_hex(lines.substr(0, end));
        if (!digest) {
            return tl::unexpected<Error>(digest.error());
        }
        digests.push_back(*digest);
        lines.remove_prefix(end + 1);
    }
    return digests;
}

Result<SecondStep> read_second_step(RowReader& reader) {
    SecondStep row;
    row.account = reader.id<AccountId>();
    const Result<std::string> sealed = wire::from_base64(reader.text());
    row.offered_at = reader.instant();
    row.confirmed_at = reader.maybe_instant();
    row.last_counter = reader.integer();
    const Result<std::vector<Sha256>> spare = digests_of(reader.text());
    if (!sealed || !spare) {
        return tl::unexpected<Error>(sealed ? spare.error() : sealed.error());
    }
    row.sealed_secret = *sealed;
    row.spare_codes = *spare;
    return reader.finish(std::move(row));
}

Result<FailedTries> read_tries(RowReader& reader) {
    FailedTries row;
    row.subject = reader.sha256();
    row.tries = reader.integer();
    row.last_at = reader.instant();
    row.locked_until = reader.instant();
    return reader.finish(std::move(row));
}

} // namespace

Status SessionsSql::run(const std::string& sql, const Values& values) {
    return connection_.execute(sql, values).map([](std::int64_t) {});
}

Status SessionsSql::add_session(const SessionRow& row) {
    return run("INSERT INTO sessions (id, token_sha256, account_id, unit_id, created_at,"
               " last_used_at, address, browser, system)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               values(row.id, row.token_sha256, row.account, row.unit, row.created_at,
                      row.last_used_at, row.address, row.browser, row.system));
}

Result<SessionRow> SessionsSql::session(const Sha256& token_sha256) const {
    return connection_
        .query(std::string(select_session) + "WHERE token_sha256 = $1", values(token_sha256))
        .and_then([](const std::vector<Row>& rows) -> Result<SessionRow> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "there is no such session");
            }
            RowReader reader(rows.front());
            return read_session(reader);
        });
}

Result<std::vector<SessionRow>> SessionsSql::sessions_of(const AccountId& account) const {
    return connection_
        .query(std::string(select_session)
                   + "WHERE account_id = $1 ORDER BY created_at, token_sha256",
               values(account))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_session); });
}

Status SessionsSql::mark_session_used(const Sha256& token_sha256, Instant at) {
    return run("UPDATE sessions SET last_used_at = $1 WHERE token_sha256 = $2",
               values(at, token_sha256));
}

Status SessionsSql::remove_session(const Sha256& token_sha256) {
    return run("DELETE FROM sessions WHERE token_sha256 = $1", values(token_sha256));
}

Status SessionsSql::remove_sessions_of(const AccountId& account) {
    return run("DELETE FROM sessions WHERE account_id = $1", values(account));
}

Status SessionsSql::remove_sessions_before(Instant created, Instant last_used) {
    return run("DELETE FROM sessions WHERE created_at < $1 OR last_used_at < $2",
               values(created, last_used));
}

Status SessionsSql::add_link(const PasswordLink& row, std::size_t others_max) {
    return run("INSERT INTO password_links (token_sha256, account_id, unit_id, purpose,"
               " created_at, expires_at, spent_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
               values(row.token_sha256, row.account, row.unit, row.purpose, row.created_at,
                      row.expires_at, row.spent_at))
        .and_then([&] {
            return run("DELETE FROM password_links WHERE account_id = $1 AND spent_at IS NULL"
                       " AND token_sha256 <> $2 AND token_sha256 NOT IN (SELECT token_sha256 FROM"
                       " password_links WHERE account_id = $1 AND spent_at IS NULL"
                       " AND token_sha256 <> $2 ORDER BY created_at DESC LIMIT $3)",
                       values(row.account, row.token_sha256, others_max));
        });
}

Result<PasswordLink> SessionsSql::link(const Sha256& token_sha256) const {
    return connection_
        .query("SELECT token_sha256, account_id, unit_id, purpose, created_at, expires_at, spent_at"
               " FROM password_links WHERE token_sha256 = $1",
               values(token_sha256))
        .and_then([](const std::vector<Row>& rows) -> Result<PasswordLink> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "there is no such link");
            }
            RowReader reader(rows.front());
            return read_link(reader);
        });
}

Status SessionsSql::spend_link(const Sha256& token_sha256, Instant at) {
    return connection_
        .execute("UPDATE password_links SET spent_at = $1 WHERE token_sha256 = $2"
                 " AND spent_at IS NULL",
                 values(at, token_sha256))
        .and_then([&](std::int64_t rows) -> Status {
            if (rows == 0) {
                return link(token_sha256).and_then([](const PasswordLink&) -> Status {
                    return fail(ErrorCode::token_spent, "the link has been used already");
                });
            }
            return run("DELETE FROM password_links WHERE spent_at IS NULL AND account_id ="
                       " (SELECT account_id FROM password_links WHERE token_sha256 = $1)",
                       values(token_sha256));
        });
}

Result<bool> SessionsSql::anybody_has_password() const {
    return connection_
        .query("SELECT id FROM accounts WHERE password_hash IS NOT NULL AND disabled_at IS NULL"
               " LIMIT 1")
        .map([](const std::vector<Row>& rows) { return !rows.empty(); });
}

Result<std::optional<SecondStep>> SessionsSql::second_step(const AccountId& account) const {
    return connection_
        .query("SELECT account_id, sealed_secret, offered_at, confirmed_at, last_counter,"
               " spare_codes FROM second_steps WHERE account_id = $1",
               values(account))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_second_step); })
        .map([](std::vector<SecondStep> rows) {
            return rows.empty() ? std::optional<SecondStep>() : std::move(rows.front());
        });
}

Result<std::vector<AccountId>> SessionsSql::asked_for_second_step() const {
    return connection_
        .query("SELECT account_id FROM second_steps WHERE confirmed_at IS NOT NULL"
               " ORDER BY account_id")
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                auto id = reader.id<AccountId>();
                return reader.finish(std::move(id));
            });
        });
}

Status SessionsSql::put_second_step(const SecondStep& row) {
    return run("INSERT INTO second_steps (account_id, sealed_secret, offered_at, confirmed_at,"
               " last_counter, spare_codes) VALUES ($1, $2, $3, $4, $5, $6)"
               " ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret,"
               " offered_at = excluded.offered_at, confirmed_at = excluded.confirmed_at,"
               " last_counter = excluded.last_counter, spare_codes = excluded.spare_codes",
               values(row.account, wire::to_base64(row.sealed_secret), row.offered_at,
                      row.confirmed_at, row.last_counter, lines_of(row.spare_codes)));
}

Status SessionsSql::remove_second_step(const AccountId& account) {
    return run("DELETE FROM second_steps WHERE account_id = $1", values(account));
}

Result<FailedTries> SessionsSql::tries(const Sha256& subject) const {
    return connection_
        .query("SELECT subject_sha256, tries, last_at, locked_until FROM failed_tries"
               " WHERE subject_sha256 = $1",
               values(subject))
        .and_then([&](const std::vector<Row>& rows) -> Result<FailedTries> {
            if (rows.empty()) {
                return FailedTries{.subject = subject};
            }
            RowReader reader(rows.front());
            return read_tries(reader);
        });
}

Status SessionsSql::put_tries(const FailedTries& row, std::size_t rows_max) {
    return run("INSERT INTO failed_tries (subject_sha256, tries, last_at, locked_until)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT (subject_sha256) DO UPDATE SET"
               " tries = excluded.tries, last_at = excluded.last_at,"
               " locked_until = excluded.locked_until",
               values(row.subject, row.tries, row.last_at, row.locked_until))
        .and_then([&] {
            return run("DELETE FROM failed_tries WHERE last_at < (SELECT last_at FROM failed_tries"
                       " ORDER BY last_at DESC LIMIT 1 OFFSET $1)",
                       values(rows_max - 1));
        });
}

Status SessionsSql::forget_tries(const Sha256& subject) {
    return run("DELETE FROM failed_tries WHERE subject_sha256 = $1", values(subject));
}

} // namespace marquee::manager::sql
