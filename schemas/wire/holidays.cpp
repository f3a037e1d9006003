#include <optional>
#include <string>

#include "schemas/wire/times.hpp"

namespace marquee::wire {

namespace {

SpecialDay read_special_day(const Value& value, std::int32_t year, std::optional<LocalDate>& last) {
    const Object in = value.object();
    SpecialDay day;
    const Value date = in.required("date");
    day.date = date.date();
    if (!in.failed() && static_cast<int>(day.date.year()) != year) {
        date.refuse(ErrorCode::out_of_range, "the day is not of its year",
                    {{"year", std::to_string(year)}});
    } else if (!in.failed() && last && day.date <= *last) {
        date.refuse(ErrorCode::out_of_range, "the days do not ascend");
    }
    last = day.date;
    day.kind = in.required("kind").word<DayKind>();
    day.name = in.optional("name").line(limits::name_bytes_max);
    return day;
}

} // namespace

void write_holiday_days(ObjectWriter& out, const HolidayYear& year) {
    out.member("source", year.source);
    out.list("days", year.days, [](ObjectWriter& row, const SpecialDay& day) {
        row.member("date", day.date);
        row.member("kind", day.kind);
        row.member("name", day.name);
    });
}

HolidayYear read_holiday_days(const Object& in, std::int32_t year) {
    HolidayYear announced{.year = year};
    announced.source = in.required("source").line(limits::name_bytes_max);
    std::optional<LocalDate> last;
    announced.days = in.required("days").list(limits::holiday_days_max, [&](const Value& day) {
        return read_special_day(day, year, last);
    });
    return announced;
}

void write_holiday_year(ObjectWriter& out, const HolidayYear& year) {
    out.member("year", year.year);
    write_holiday_days(out, year);
}

HolidayYear read_holiday_year(const Value& value) {
    const Object in = value.object();
    return read_holiday_days(in, in.required("year").integer<std::int32_t>(
                                     limits::recurrence_year_min, limits::recurrence_year_max));
}

void write_holidays(ObjectWriter& out, const HolidayTable& table) {
    out.member("name", table.name);
    out.list("years", table.years, write_holiday_year);
}

HolidayTable read_holidays(const Object& in) {
    HolidayTable table;
    table.name = in.required("name").line(limits::name_bytes_max, 1);
    std::optional<std::int32_t> last;
    table.years = in.required("years").list(limits::holiday_years_max, [&](const Value& value) {
        HolidayYear year = read_holiday_year(value);
        if (!value.failed() && last && year.year <= *last) {
            value.refuse(ErrorCode::out_of_range, "the years do not ascend");
        }
        last = year.year;
        return year;
    });
    return table;
}

} // namespace marquee::wire
