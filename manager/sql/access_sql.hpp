// Accounts, grants, API tokens and the audit trail in tables.
#pragma once

#include "manager/ports/access_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class AccessSql final : public AccessRepository {
public:
    explicit AccessSql(Connection& connection);

    Status add_account(const Account& row) override;
    Result<std::int64_t> change_account(const Account& row) override;
    Result<Account> account(const AccountId& id) const override;
    Result<Account> account_named(std::string_view name) const override;
    Result<PageOf<Account>> accounts(const Scope& scope, const Page& page) const override;

    Result<std::int64_t> count_holders(const Grant& grant) const override;

    Status add_token(const ApiToken& row) override;
    Result<std::int64_t> change_token(const ApiToken& row) override;
    Result<ApiToken> token(const TokenId& id) const override;
    Result<ApiToken> token_by_digest(const Sha256& token_sha256) const override;
    Result<std::vector<ApiToken>> tokens_of(const AccountId& account) const override;
    Status mark_token_used(const TokenId& id, Instant at) override;

    Status append_audit(const AuditRow& row) override;
    Result<std::optional<AuditRow>> last_audit() const override;
    Result<std::vector<AuditRow>> audit_after(std::int64_t number,
                                              std::size_t limit) const override;
    Result<std::vector<AuditRow>> audit_of(const AuditQuestion& question,
                                           std::size_t limit) const override;
    Status remove_audit_until(std::int64_t number) override;

private:
    Status write_grants(const Account& row);
    Result<std::vector<Account>> with_grants(const std::vector<Row>& rows) const;

    Connection& connection_;
    OwnedTable accounts_;
    OwnedTable tokens_;
};

} // namespace marquee::manager::sql
