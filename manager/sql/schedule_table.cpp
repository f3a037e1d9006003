#include "manager/sql/schedule_table.hpp"

#include <algorithm>

#include "manager/sql/schedule_parts.hpp"
#include "manager/sql/times_text.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const ScheduleRecord& row) {
    const Schedule& schedule = row.schedule;
    const Times& times = schedule.times;
    return values(schedule.name, schedule.program, schedule.priority, times.dates.first,
                  times.dates.last, times.weekdays.bits, schedule.any_time ? 1 : 0,
                  schedule.interrupt_seconds_per_hour, schedule.weight, schedule.plays_per_hour_max,
                  schedule.repeat_gap.count(), row.targets.tags, special_days_text(times),
                  row.daypart, row.campaign);
}

// Rows from before an interrupt was refused a pace beside its share: it never had any effect.
void forget_pace(Schedule& interrupt) {
    const Schedule usual;
    interrupt.weight = usual.weight;
    interrupt.plays_per_hour_max = usual.plays_per_hour_max;
    interrupt.repeat_gap = usual.repeat_gap;
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
    schedule.interrupt_seconds_per_hour = reader.number();
    schedule.weight = reader.number();
    schedule.plays_per_hour_max = reader.number();
    schedule.repeat_gap = Seconds{reader.integer()};
    if (schedule.interrupt_seconds_per_hour > 0) {
        forget_pace(schedule);
    }
    row.targets.tags = reader.text();
    if (const std::optional<std::string> days = reader.maybe_text()) {
        if (Status read = read_special_days(*days, schedule.times); !read) {
            return tl::unexpected<Error>(read.error());
        }
    }
    row.daypart = reader.id<DaypartId>();
    row.campaign = reader.id<CampaignId>();
    return reader.finish(std::move(row));
}

} // namespace

ScheduleTable::ScheduleTable(Connection& connection)
    : connection_(connection),
      rows_(connection, "schedules",
            {"name", "program_id", "priority", "first_date", "last_date", "weekdays", "any_time",
             "interrupt_seconds_per_hour", "weight", "plays_per_hour_max", "repeat_gap_s",
             "target_tags", "days", "daypart_id", "campaign_id"}) {}

Status ScheduleTable::add(const ScheduleRecord& row) {
    return rows_.add(row.schedule.id.value, row.head, own_values(row)).and_then([&] {
        return write_schedule_parts(connection_, row);
    });
}

Result<std::int64_t> ScheduleTable::change(const ScheduleRecord& row) {
    return rows_.change(row.schedule.id.value, row.head, own_values(row))
        .and_then([&](std::int64_t version) {
            return write_schedule_parts(connection_, row).map([&] { return version; });
        });
}

Status ScheduleTable::remove(const ScheduleId& id, std::int64_t version) {
    return rows_.remove(id.value, version);
}

Result<std::vector<ScheduleRecord>> ScheduleTable::with_parts(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_schedule);
    if (!answer) {
        return answer;
    }
    const std::span<ScheduleRecord> all = *answer;
    for (std::size_t from = 0; from < all.size(); from += schedule_parts_rows_max) {
        const std::size_t count = std::min(schedule_parts_rows_max, all.size() - from);
        const Status parts = read_schedule_parts(connection_, all.subspan(from, count));
        if (!parts) {
            return tl::unexpected<Error>(parts.error());
        }
    }
    return answer;
}

Result<ScheduleRecord> ScheduleTable::get(const ScheduleId& id) const {
    return rows_.get(id.value)
        .and_then([&](Row row) { return with_parts({std::move(row)}); })
        .map([](std::vector<ScheduleRecord> rows) { return std::move(rows.front()); });
}

Result<std::vector<ScheduleRecord>> ScheduleTable::where(const std::string& condition,
                                                         const Values& values) const {
    return rows_.where(condition, values).and_then([&](const std::vector<Row>& rows) {
        return with_parts(rows);
    });
}

Result<PageOf<ScheduleRecord>> ScheduleTable::page(const Scope& scope, const Page& page) const {
    return rows_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_parts(rows); })
        .map([&](std::vector<ScheduleRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const ScheduleRecord& row) { return row.schedule.id.value; });
        });
}

} // namespace marquee::manager::sql
