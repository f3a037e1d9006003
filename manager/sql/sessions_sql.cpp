#include "manager/sql/sessions_sql.hpp"

#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

constexpr const char* select_session =
    "SELECT token_sha256, account_id, unit_id, created_at, last_used_at, address FROM sessions ";

Result<SessionRow> read_session(RowReader& reader) {
    SessionRow row;
    row.token_sha256 = reader.sha256();
    row.account = reader.id<AccountId>();
    row.unit = reader.id<UnitId>();
    row.created_at = reader.instant();
    row.last_used_at = reader.instant();
    row.address = reader.text();
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
    return run("INSERT INTO sessions (token_sha256, account_id, unit_id, created_at, last_used_at,"
               " address) VALUES ($1, $2, $3, $4, $5, $6)",
               values(row.token_sha256, row.account, row.unit, row.created_at, row.last_used_at,
                      row.address));
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
