#include "manager/sql/content_sql.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const ScheduleRecord& row) {
    const Schedule& schedule = row.schedule;
    const Times& times = schedule.times;
    return values(schedule.name, schedule.program, schedule.priority, times.dates.first,
                  times.dates.last, times.weekdays.bits, schedule.any_time ? 1 : 0, row.campaign);
}

Result<ScheduleRecord> read_schedule(RowReader& reader) {
    ScheduleRecord row;
    Schedule& schedule = row.schedule;
    schedule.id = read_head<ScheduleId>(reader, row.head);
    schedule.name = reader.text();
    schedule.program = reader.id<ProgramId>();
    schedule.priority = reader.word<PriorityClass>();
    schedule.times.dates.first = reader.maybe_date();
    schedule.times.dates.last = reader.maybe_date();
    schedule.times.weekdays.bits = static_cast<std::uint8_t>(reader.integer());
    schedule.any_time = reader.integer() != 0;
    row.campaign = reader.text();
    return reader.finish(std::move(row));
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

} // namespace

Status ContentSql::add_schedule(const ScheduleRecord& row) {
    return schedules_.add(row.schedule.id.value, row.head, own_values(row)).and_then([&] {
        return write_parts(row);
    });
}

Result<std::int64_t> ContentSql::change_schedule(const ScheduleRecord& row) {
    const auto version = schedules_.change(row.schedule.id.value, row.head, own_values(row));
    if (!version) {
        return version;
    }
    return write_parts(row).map([&] { return *version; });
}

Status ContentSql::remove_schedule(const ScheduleId& id, std::int64_t version) {
    return schedules_.remove(id.value, version);
}

Status ContentSql::write_parts(const ScheduleRecord& row) {
    for (const char* table : {"schedule_windows", "schedule_targets"}) {
        const auto cleared =
            connection_.execute(std::string("DELETE FROM ") + table + " WHERE schedule_id = $1",
                                values(row.schedule.id));
        if (!cleared) {
            return tl::unexpected<Error>(cleared.error());
        }
    }
    const auto& windows = row.schedule.times.windows;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto added = connection_.execute(
            "INSERT INTO schedule_windows (schedule_id, position, start_seconds, end_seconds)"
            " VALUES ($1, $2, $3, $4)",
            values(row.schedule.id, i, windows[i].start.seconds, windows[i].end.seconds));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    for (const Values& target : target_rows(row)) {
        const auto added = connection_.execute(
            "INSERT INTO schedule_targets"
            " (schedule_id, position, excluded, target_unit_id, target_display_id,"
            " target_group_id) VALUES ($1, $2, $3, $4, $5, $6)",
            target);
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Status ContentSql::read_windows(ScheduleRecord& row) const {
    const auto windows = connection_.query("SELECT start_seconds, end_seconds FROM schedule_windows"
                                           " WHERE schedule_id = $1 ORDER BY position",
                                           values(row.schedule.id));
    if (!windows) {
        return tl::unexpected<Error>(windows.error());
    }
    for (const Row& cells : *windows) {
        RowReader reader(cells);
        const TimeOfDay start{reader.number()};
        row.schedule.times.windows.push_back(DailyWindow{start, TimeOfDay{reader.number()}});
    }
    return {};
}

Status ContentSql::read_targets(ScheduleRecord& row) const {
    const auto targets =
        connection_.query("SELECT excluded, target_unit_id, target_display_id, target_group_id"
                          " FROM schedule_targets"
                          " WHERE schedule_id = $1 ORDER BY position",
                          values(row.schedule.id));
    if (!targets) {
        return tl::unexpected<Error>(targets.error());
    }
    for (const Row& cells : *targets) {
        RowReader reader(cells);
        const bool excluded = reader.integer() != 0;
        const auto unit = reader.id<UnitId>();
        const auto display = reader.id<DisplayId>();
        const auto group = reader.id<GroupId>();
        if (!group.empty()) {
            row.targets.groups.push_back(group);
        } else if (!unit.empty()) {
            (excluded ? row.targets.excluded_units : row.targets.units).push_back(unit);
        } else {
            (excluded ? row.targets.excluded_displays : row.targets.displays).push_back(display);
        }
    }
    return {};
}

Result<std::vector<ScheduleRecord>> ContentSql::with_parts(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_schedule);
    if (!answer) {
        return answer;
    }
    for (ScheduleRecord& row : *answer) {
        const Status parts = read_windows(row).and_then([&] { return read_targets(row); });
        if (!parts) {
            return tl::unexpected<Error>(parts.error());
        }
    }
    return answer;
}

Result<ScheduleRecord> ContentSql::schedule(const ScheduleId& id) const {
    return schedules_.get(id.value)
        .and_then([&](Row row) { return with_parts({std::move(row)}); })
        .map([](std::vector<ScheduleRecord> rows) { return std::move(rows.front()); });
}

Result<PageOf<ScheduleRecord>> ContentSql::schedules(const Scope& scope, const Page& page) const {
    return schedules_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_parts(rows); })
        .map([&](std::vector<ScheduleRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const ScheduleRecord& row) { return row.schedule.id.value; });
        });
}

Result<std::vector<ScheduleRecord>> ContentSql::schedules_of(const ProgramId& program) const {
    return schedules_.where("program_id = $1", values(program))
        .and_then([&](const std::vector<Row>& rows) { return with_parts(rows); });
}

Result<std::vector<ScheduleRecord>>
ContentSql::schedules_reaching(const DisplayId& display, const std::vector<UnitId>& path) const {
    Values all = values(display);
    for (const UnitId& unit : path) {
        all.push_back(to_value(unit));
    }
    const std::string named = " AND (t.target_display_id = $1 OR t.target_unit_id IN "
                              + parameters(2, path.size())
                              + " OR t.target_group_id IN (SELECT m.group_id FROM"
                                " display_group_members m WHERE m.display_id = $1)))";
    const std::string targets = "(SELECT t.schedule_id FROM schedule_targets t WHERE t.excluded = ";
    return schedules_
        .where("id IN " + targets + "0" + named + " AND id NOT IN " + targets + "1" + named, all)
        .and_then([&](const std::vector<Row>& rows) { return with_parts(rows); });
}

} // namespace marquee::manager::sql
