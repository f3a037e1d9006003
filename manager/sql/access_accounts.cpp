#include "manager/sql/access_sql.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const Account& row) {
    return values(row.name, row.password_hash, row.disabled_at);
}

Result<Account> read_account(RowReader& reader) {
    Account row;
    row.id = read_head<AccountId>(reader, row.head);
    row.name = reader.text();
    row.password_hash = reader.maybe_text();
    row.disabled_at = reader.maybe_instant();
    return reader.finish(std::move(row));
}

Values own_values(const ApiToken& row) {
    return values(row.account, row.name, row.token_sha256, row.expires_at, row.revoked_at,
                  row.last_used_at);
}

Result<ApiToken> read_token(RowReader& reader) {
    ApiToken row;
    row.id = read_head<TokenId>(reader, row.head);
    row.account = reader.id<AccountId>();
    row.name = reader.text();
    row.token_sha256 = reader.sha256();
    row.expires_at = reader.maybe_instant();
    row.revoked_at = reader.maybe_instant();
    row.last_used_at = reader.maybe_instant();
    return reader.finish(std::move(row));
}

template<typename T>
Result<T> first_of(std::vector<T> rows, const char* sentence) {
    if (rows.empty()) {
        return fail(ErrorCode::not_found, sentence);
    }
    return std::move(rows.front());
}

} // namespace

AccessSql::AccessSql(Connection& connection)
    : connection_(connection),
      accounts_(connection, "accounts", {"name", "password_hash", "disabled_at"}),
      tokens_(connection, "api_tokens",
              {"account_id", "name", "token_sha256", "expires_at", "revoked_at", "last_used_at"}) {}

Status AccessSql::add_account(const Account& row) {
    return accounts_.add(row.id.value, row.head, own_values(row)).and_then([&] {
        return write_grants(row);
    });
}

Result<std::int64_t> AccessSql::change_account(const Account& row) {
    const auto version = accounts_.change(row.id.value, row.head, own_values(row));
    if (!version) {
        return version;
    }
    return write_grants(row).map([&] { return *version; });
}

Status AccessSql::write_grants(const Account& row) {
    if (row.grants.size() > limits::grants_per_account_max) {
        return fail(ErrorCode::too_large, "the account holds too many grants", row.id.value);
    }
    const auto cleared =
        connection_.execute("DELETE FROM account_grants WHERE account_id = $1", values(row.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    for (std::size_t i = 0; i < row.grants.size(); ++i) {
        const auto added =
            connection_.execute("INSERT INTO account_grants (account_id, position, unit_id, role)"
                                " VALUES ($1, $2, $3, $4)",
                                values(row.id, i, row.grants[i].unit, row.grants[i].role));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Result<std::vector<Account>> AccessSql::with_grants(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_account);
    if (!answer) {
        return answer;
    }
    for (Account& row : *answer) {
        const auto grants = connection_.query(
            "SELECT role, unit_id FROM account_grants WHERE account_id = $1 ORDER BY position",
            values(row.id));
        if (!grants) {
            return tl::unexpected<Error>(grants.error());
        }
        auto read = read_rows(*grants, [](RowReader& reader) {
            const Role role = reader.word<Role>();
            return reader.finish(Grant{role, reader.id<UnitId>()});
        });
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
        row.grants = *std::move(read);
    }
    return answer;
}

Result<Account> AccessSql::account(const AccountId& id) const {
    return accounts_.get(id.value)
        .and_then([&](Row row) { return with_grants({std::move(row)}); })
        .map([](std::vector<Account> rows) { return std::move(rows.front()); });
}

Result<Account> AccessSql::account_named(std::string_view name) const {
    return accounts_.where("name = $1", values(name))
        .and_then([&](const std::vector<Row>& rows) { return with_grants(rows); })
        .and_then([](std::vector<Account> rows) {
            return first_of(std::move(rows), "there is no account of that name");
        });
}

Result<PageOf<Account>> AccessSql::accounts(const Scope& scope, const Page& page) const {
    return accounts_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_grants(rows); })
        .map([&](std::vector<Account> rows) {
            return page_of(std::move(rows), page, [](const Account& row) { return row.id.value; });
        });
}

Result<std::int64_t> AccessSql::count_holders(const Grant& grant) const {
    return connection_
        .query("SELECT COUNT(*) FROM account_grants g JOIN accounts a ON a.id = g.account_id"
               " WHERE g.role = $1 AND g.unit_id = $2 AND a.disabled_at IS NULL",
               values(grant.role, grant.unit))
        .and_then([](const std::vector<Row>& rows) {
            RowReader reader(rows.front());
            return reader.finish(reader.integer());
        });
}

Status AccessSql::add_token(const ApiToken& row) {
    return tokens_.add(row.id.value, row.head, own_values(row));
}

Result<std::int64_t> AccessSql::change_token(const ApiToken& row) {
    return tokens_.change(row.id.value, row.head, own_values(row));
}

Result<ApiToken> AccessSql::token(const TokenId& id) const {
    return tokens_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_token(reader);
    });
}

Result<ApiToken> AccessSql::token_by_digest(const Sha256& token_sha256) const {
    return tokens_.where("token_sha256 = $1", values(token_sha256))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_token); })
        .and_then([](std::vector<ApiToken> rows) {
            return first_of(std::move(rows), "there is no such API token");
        });
}

Result<std::vector<ApiToken>> AccessSql::tokens_of(const AccountId& account) const {
    return tokens_.where("account_id = $1", values(account))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_token); });
}

Status AccessSql::mark_token_used(const TokenId& id, Instant at) {
    return connection_
        .execute("UPDATE api_tokens SET last_used_at = $1 WHERE id = $2", values(at, id))
        .and_then([&](std::int64_t rows) -> Status {
            if (rows == 0) {
                return fail(ErrorCode::not_found, "there is no such API token", id.value);
            }
            return {};
        });
}

} // namespace marquee::manager::sql
