// Schedules in tables: the row, its windows, its targets, the periods it names.
#pragma once

#include <string>
#include <vector>

#include "manager/ports/content_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread. Failures are those of the
// repositories' headers.
class ScheduleTable {
public:
    explicit ScheduleTable(Connection& connection);

    Status add(const ScheduleRecord& row);
    // The new version.
    Result<std::int64_t> change(const ScheduleRecord& row);
    Status remove(const ScheduleId& id, std::int64_t version);

    Result<ScheduleRecord> get(const ScheduleId& id) const;
    // `condition` is SQL about the table schedules. In order of id.
    Result<std::vector<ScheduleRecord>> where(const std::string& condition,
                                              const Values& values) const;
    Result<PageOf<ScheduleRecord>> page(const Scope& scope, const Page& page) const;

private:
    // However many rows: a fixed number of queries for every few hundred.
    Result<std::vector<ScheduleRecord>> with_parts(const std::vector<Row>& rows) const;

    Connection& connection_;
    OwnedTable rows_;
};

} // namespace marquee::manager::sql
