#include "manager/sql/schedule_parts.hpp"

#include <string_view>
#include <unordered_map>

#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

Values window_cells(const ScheduleRecord& row, std::size_t position, const DailyWindow& window) {
    return values(row.schedule.id, position, window.start.seconds, window.end.seconds,
                  window.weekdays.bits);
}

void read_window(RowReader& reader, ScheduleRecord& row) {
    DailyWindow window;
    window.start = TimeOfDay{reader.number()};
    window.end = TimeOfDay{reader.number()};
    window.weekdays.bits = static_cast<std::uint8_t>(reader.integer());
    row.schedule.times.windows.push_back(window);
}

// Units, displays and groups of a schedule as rows of schedule_targets, in one order.
std::vector<Values> target_rows(const ScheduleRecord& row) {
    std::vector<Values> rows;
    const auto add = [&](int excluded, const Value& unit, const Value& display,
                         const Value& group = {}) {
        Values cells = values(row.schedule.id, rows.size(), excluded);
        cells.push_back(unit);
        cells.push_back(display);
        cells.push_back(group);
        rows.push_back(std::move(cells));
    };
    for (const UnitId& unit : row.targets.units) {
        add(0, to_value(unit), {});
    }
    for (const DisplayId& display : row.targets.displays) {
        add(0, {}, to_value(display));
    }
    for (const GroupId& group : row.targets.groups) {
        add(0, {}, {}, to_value(group));
    }
    for (const UnitId& unit : row.targets.excluded_units) {
        add(1, to_value(unit), {});
    }
    for (const DisplayId& display : row.targets.excluded_displays) {
        add(1, {}, to_value(display));
    }
    return rows;
}

void read_target(RowReader& reader, ScheduleRecord& row) {
    ScheduleTargets& targets = row.targets;
    const bool excluded = reader.integer() != 0;
    const auto unit = reader.id<UnitId>();
    const auto display = reader.id<DisplayId>();
    const auto group = reader.id<GroupId>();
    if (!group.empty()) {
        targets.groups.push_back(group);
    } else if (!unit.empty()) {
        (excluded ? targets.excluded_units : targets.units).push_back(unit);
    } else {
        (excluded ? targets.excluded_displays : targets.displays).push_back(display);
    }
}

void read_period(RowReader& reader, ScheduleRecord& row) {
    row.periods.push_back(reader.id<PeriodId>());
}

// One kind of part.
struct PartTable {
    const char* name;
    const char* columns; // without schedule_id and position
    void (*read)(RowReader&, ScheduleRecord&);
};

constexpr PartTable windows{"schedule_windows", "start_seconds, end_seconds, weekdays",
                            read_window};
constexpr PartTable targets{"schedule_targets",
                            "excluded, target_unit_id, target_display_id, target_group_id",
                            read_target};
constexpr PartTable periods{"schedule_periods", "period_id", read_period};

Status write(Connection& connection, const PartTable& table, const ScheduleRecord& row,
             const std::vector<Values>& parts) {
    const std::string name = table.name;
    const auto cleared = connection.execute("DELETE FROM " + name + " WHERE schedule_id = $1",
                                            values(row.schedule.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    for (const Values& cells : parts) {
        const auto added =
            connection.execute("INSERT INTO " + name + " (schedule_id, position, " + table.columns
                                   + ") VALUES " + parameters(1, cells.size()),
                               cells);
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

using RowsById = std::unordered_map<std::string_view, ScheduleRecord*>;

Status read(Connection& connection, const PartTable& table, const RowsById& rows) {
    Values ids;
    for (const auto& [id, row] : rows) {
        ids.push_back(to_value(id));
    }
    const auto parts =
        connection.query(std::string("SELECT schedule_id, ") + table.columns + " FROM " + table.name
                             + " WHERE schedule_id IN " + parameters(1, ids.size())
                             + " ORDER BY schedule_id, position",
                         ids);
    if (!parts) {
        return tl::unexpected<Error>(parts.error());
    }
    for (const Row& cells : *parts) {
        RowReader reader(cells);
        const auto row = rows.find(reader.text());
        if (row == rows.end()) {
            return fail(ErrorCode::internal, "a part of a schedule nobody asked for", table.name);
        }
        table.read(reader, *row->second);
        if (const auto whole = reader.finish(true); !whole) {
            return tl::unexpected<Error>(whole.error());
        }
    }
    return {};
}

} // namespace

Status write_schedule_parts(Connection& connection, const ScheduleRecord& row) {
    std::vector<Values> window_rows;
    for (const DailyWindow& window : row.schedule.times.windows) {
        window_rows.push_back(window_cells(row, window_rows.size(), window));
    }
    std::vector<Values> period_rows;
    for (const PeriodId& period : row.periods) {
        period_rows.push_back(values(row.schedule.id, period_rows.size(), period));
    }
    return write(connection, windows, row, window_rows)
        .and_then([&] { return write(connection, targets, row, target_rows(row)); })
        .and_then([&] { return write(connection, periods, row, period_rows); });
}

Status read_schedule_parts(Connection& connection, std::span<ScheduleRecord> rows) {
    RowsById by_id;
    for (ScheduleRecord& row : rows) {
        by_id.emplace(row.schedule.id.value, &row);
    }
    for (const PartTable* table : {&windows, &targets, &periods}) {
        if (Status done = read(connection, *table, by_id); !done) {
            return done;
        }
    }
    return {};
}

} // namespace marquee::manager::sql
