// What a schedule is made of beside its row: windows, targets, periods, each in its own order.
#pragma once

#include <span>
#include <string>

#include "manager/ports/content_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// In place of whatever parts the schedule had.
Status write_schedule_parts(Connection& connection, const ScheduleRecord& row);

// Adds their parts to rows that have none yet; at most schedule_parts_rows_max of them.
Status read_schedule_parts(Connection& connection, std::span<ScheduleRecord> rows);

inline constexpr std::size_t schedule_parts_rows_max = 500; // one parameter each

} // namespace marquee::manager::sql
