// Sessions, password links, second steps and failed tries in tables.
#pragma once

#include "manager/ports/session_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class SessionsSql final : public SessionRepository {
public:
    explicit SessionsSql(Connection& connection) : connection_(connection) {}

    Status add_session(const SessionRow& row) override;
    Result<SessionRow> session(const Sha256& token_sha256) const override;
    Result<std::vector<SessionRow>> sessions_of(const AccountId& account) const override;
    Status mark_session_used(const Sha256& token_sha256, Instant at) override;
    Status remove_session(const Sha256& token_sha256) override;
    Status remove_sessions_of(const AccountId& account) override;
    Status remove_sessions_before(Instant created, Instant last_used) override;

    Status add_link(const PasswordLink& row, std::size_t others_max) override;
    Result<PasswordLink> link(const Sha256& token_sha256) const override;
    Status spend_link(const Sha256& token_sha256, Instant at) override;
    Result<bool> anybody_has_password() const override;

    Result<std::optional<SecondStep>> second_step(const AccountId& account) const override;
    Result<std::vector<AccountId>> asked_for_second_step() const override;
    Status put_second_step(const SecondStep& row) override;
    Status remove_second_step(const AccountId& account) override;

    Result<FailedTries> tries(const Sha256& subject) const override;
    Status put_tries(const FailedTries& row, std::size_t rows_max) override;
    Status forget_tries(const Sha256& subject) override;

private:
    // A statement whose number of rows does not matter.
    Status run(const std::string& sql, const Values& values);

    Connection& connection_;
};

} // namespace marquee::manager::sql
