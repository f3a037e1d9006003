#include "manager/sql/calendar_sql.hpp"

#include "manager/sql/times_text.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

Result<Daypart> read_daypart(RowReader& reader) {
    Daypart row;
    row.id = read_head<DaypartId>(reader, row.head);
    row.name = reader.text();
    return read_hours(reader.text(), row).and_then([&] { return reader.finish(std::move(row)); });
}

Result<NamedPeriod> read_period(RowReader& reader) {
    NamedPeriod row;
    row.id = read_head<PeriodId>(reader, row.head);
    row.name = reader.text();
    return read_days(reader.text(), row).and_then([&] { return reader.finish(std::move(row)); });
}

Values own_values(const Campaign& row) {
    Values cells = values(row.name, row.owner, row.dates.first, row.dates.last);
    cells.push_back(row.goal ? to_value(row.goal->measure) : Value{});
    cells.push_back(row.goal ? to_value(row.goal->amount) : Value{});
    return cells;
}

Result<Campaign> read_campaign(RowReader& reader) {
    Campaign row;
    row.id = read_head<CampaignId>(reader, row.head);
    row.name = reader.text();
    row.owner = reader.id<AccountId>();
    row.dates.first = reader.maybe_date();
    row.dates.last = reader.maybe_date();
    const auto measure = reader.maybe_word<CampaignGoal::Measure>();
    const auto amount = reader.maybe_integer();
    if (measure && amount) {
        row.goal = CampaignGoal{*measure, *amount};
    }
    return reader.finish(std::move(row));
}

Result<HolidayYearRecord> read_holiday_year(RowReader& reader) {
    HolidayYearRecord row;
    read_head<Id<struct YearTag>>(reader, row.head); // the text says the year too
    return read_holidays(reader.text()).and_then([&](HolidayYear year) {
        row.year = std::move(year);
        return reader.finish(std::move(row));
    });
}

template<typename T>
Result<T> read_one(const Result<Row>& row, Result<T> (*read)(RowReader&)) {
    return row.and_then([&](const Row& cells) {
        RowReader reader(cells);
        return read(reader);
    });
}

template<typename T>
Result<PageOf<T>> read_page(const Result<std::vector<Row>>& rows, const Page& page,
                            Result<T> (*read)(RowReader&)) {
    return rows.and_then([&](const std::vector<Row>& found) { return read_rows(found, read); })
        .map([&](std::vector<T> found) {
            return page_of(std::move(found), page, [](const T& row) { return row.id.value; });
        });
}

} // namespace

CalendarSql::CalendarSql(Connection& connection)
    : dayparts_(connection, "dayparts", {"name", "hours"}),
      periods_(connection, "periods", {"name", "days"}),
      campaigns_(connection, "campaigns",
                 {"name", "owner_id", "first_date", "last_date", "goal_measure", "goal_amount"}),
      holidays_(connection, "holiday_years", {"announced"}),
      schedules_(connection) {}

Status CalendarSql::add_daypart(const Daypart& row) {
    return dayparts_.add(row.id.value, row.head, values(row.name, hours_text(row)));
}

Result<std::int64_t> CalendarSql::change_daypart(const Daypart& row) {
    return dayparts_.change(row.id.value, row.head, values(row.name, hours_text(row)));
}

Status CalendarSql::remove_daypart(const DaypartId& id, std::int64_t version) {
    return dayparts_.remove(id.value, version);
}

Result<Daypart> CalendarSql::daypart(const DaypartId& id) const {
    return read_one(dayparts_.get(id.value), read_daypart);
}

Result<PageOf<Daypart>> CalendarSql::dayparts(const Scope& scope, const Page& page) const {
    return read_page(dayparts_.page(scope, page), page, read_daypart);
}

Status CalendarSql::add_period(const NamedPeriod& row) {
    return periods_.add(row.id.value, row.head, values(row.name, days_text(row)));
}

Result<std::int64_t> CalendarSql::change_period(const NamedPeriod& row) {
    return periods_.change(row.id.value, row.head, values(row.name, days_text(row)));
}

Status CalendarSql::remove_period(const PeriodId& id, std::int64_t version) {
    return periods_.remove(id.value, version);
}

Result<NamedPeriod> CalendarSql::period(const PeriodId& id) const {
    return read_one(periods_.get(id.value), read_period);
}

Result<PageOf<NamedPeriod>> CalendarSql::periods(const Scope& scope, const Page& page) const {
    return read_page(periods_.page(scope, page), page, read_period);
}

Status CalendarSql::add_campaign(const Campaign& row) {
    return campaigns_.add(row.id.value, row.head, own_values(row));
}

Result<std::int64_t> CalendarSql::change_campaign(const Campaign& row) {
    return campaigns_.change(row.id.value, row.head, own_values(row));
}

Status CalendarSql::remove_campaign(const CampaignId& id, std::int64_t version) {
    return campaigns_.remove(id.value, version);
}

Result<Campaign> CalendarSql::campaign(const CampaignId& id) const {
    return read_one(campaigns_.get(id.value), read_campaign);
}

Result<PageOf<Campaign>> CalendarSql::campaigns(const Scope& scope, const Page& page) const {
    return read_page(campaigns_.page(scope, page), page, read_campaign);
}

Result<std::vector<ScheduleRecord>> CalendarSql::schedules_in(const DaypartId& daypart) const {
    return schedules_.where("daypart_id = $1", values(daypart));
}

Result<std::vector<ScheduleRecord>> CalendarSql::schedules_in(const PeriodId& period) const {
    return schedules_.where(
        "id IN (SELECT p.schedule_id FROM schedule_periods p WHERE p.period_id = $1)",
        values(period));
}

Result<std::vector<ScheduleRecord>> CalendarSql::schedules_in(const CampaignId& campaign) const {
    return schedules_.where("campaign_id = $1", values(campaign));
}

Result<std::int64_t> CalendarSql::put_holidays(const HolidayYearRecord& row) {
    const std::string year = std::to_string(row.year.year);
    const Values own = values(holidays_text(row.year));
    if (row.head.version > 0) {
        return holidays_.change(year, row.head, own);
    }
    return holidays_.add(year, row.head, own)
        .map([] { return std::int64_t{1}; })
        .map_error([](Error error) {
            if (error.code == ErrorCode::already_exists) {
                error.code = ErrorCode::conflict;
            }
            return error;
        });
}

Status CalendarSql::remove_holidays(std::int32_t year, std::int64_t version) {
    return holidays_.remove(std::to_string(year), version);
}

Result<HolidayYearRecord> CalendarSql::holidays(std::int32_t year) const {
    return read_one(holidays_.get(std::to_string(year)), read_holiday_year);
}

Result<std::vector<HolidayYearRecord>> CalendarSql::all_holidays() const {
    return holidays_.where("1 = 1", {}).and_then([](const std::vector<Row>& rows) {
        return read_rows(rows, read_holiday_year);
    });
}

} // namespace marquee::manager::sql
