// Tags of the library in a table.
#pragma once

#include "manager/ports/tag_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class TagSql final : public TagRepository {
public:
    explicit TagSql(Connection& connection);

    Status put(const Tagged& row, Instant now) override;
    Status remove(const std::string& id) override;
    Result<std::vector<std::string>> of(const std::string& id) const override;
    Result<PageOf<Tagged>> tagged(const Scope& scope, const Page& page) const override;

private:
    Connection& connection_;
    OwnedTable rows_;
};

} // namespace marquee::manager::sql
