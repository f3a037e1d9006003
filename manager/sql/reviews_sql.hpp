// Reviews, policies and display groups in tables.
#pragma once

#include "manager/ports/group_repository.hpp"
#include "manager/ports/policy_repository.hpp"
#include "manager/ports/review_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Each lives as long as its connection and belongs to the same thread.

class ReviewSql final : public ReviewRepository {
public:
    explicit ReviewSql(Connection& connection) : connection_(connection) {}

    Status add_event(const ProgramEvent& row) override;
    Result<std::vector<ProgramEvent>> events_of(const ProgramId& program,
                                                std::size_t limit) const override;
    Result<PageOf<ProgramId>> waiting(const Scope& scope, const Page& page) const override;
    Result<std::vector<std::int32_t>> approved_revisions(const ProgramId& program) const override;

private:
    Connection& connection_;
};

class PolicySql final : public PolicyRepository {
public:
    explicit PolicySql(Connection& connection) : connection_(connection) {}

    Result<Policy> policy(const std::string& subject) const override;
    Result<std::int64_t> put_policy(const Policy& row) override;
    Result<std::vector<std::string>> subjects() const override;
    Result<PolicySubjects> naming(const ProgramId& program) const override;

private:
    Status write_filler(const Policy& row);

    Connection& connection_;
};

class GroupSql final : public GroupRepository {
public:
    explicit GroupSql(Connection& connection)
        : connection_(connection), groups_(connection, "display_groups", {"name"}) {}

    Status add_group(const DisplayGroup& row) override;
    Result<std::int64_t> change_group(const DisplayGroup& row) override;
    Status remove_group(const GroupId& id, std::int64_t version) override;
    Result<DisplayGroup> group(const GroupId& id) const override;
    Result<PageOf<DisplayGroup>> groups(const Scope& scope, const Page& page) const override;
    Result<std::vector<GroupMember>> members() const override;

private:
    Status write_members(const DisplayGroup& row);
    Result<std::vector<DisplayGroup>> with_members(const std::vector<Row>& rows) const;

    Connection& connection_;
    OwnedTable groups_;
};

} // namespace marquee::manager::sql
