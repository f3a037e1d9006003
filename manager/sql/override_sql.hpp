// Overrides in tables.
#pragma once

#include "manager/ports/override_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class OverrideSql final : public OverrideRepository {
public:
    explicit OverrideSql(Connection& connection);

    Status add_override(const OverrideRecord& row) override;
    Result<std::int64_t> change_override(const OverrideRecord& row) override;
    Result<OverrideRecord> screen_override(const OverrideId& id) const override;
    Result<PageOf<OverrideRecord>> overrides(const Scope& scope, const Page& page) const override;
    Result<std::int64_t> last_serial() const override;
    Result<std::vector<OverrideRecord>> reaching(const OverrideTargets& places, Instant now,
                                                 std::size_t rows_max) const override;

private:
    Result<std::vector<OverrideRecord>> with_targets(const std::vector<Row>& rows) const;

    Connection& connection_;
    OwnedTable overrides_;
};

} // namespace marquee::manager::sql
