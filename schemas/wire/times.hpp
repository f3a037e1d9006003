// When something holds, on which days, and how bright or loud it is then: the parts that manifests
// and bodies of the staff REST share. schemas/common.schema.json
//
// Members that say what holds anyway are left out, so that a document without them keeps its bytes.
// What a reader here accepts has the shape and the ranges that rules/validate.hpp asks for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

template<>
struct Words<DayKind> {
    static constexpr std::array<Word<DayKind>, 3> all{
        {{DayKind::workday, "workday"},
         {DayKind::rest_day, "rest_day"},
         {DayKind::statutory_holiday, "statutory_holiday"}}};
};

// {"first": date, "last": date, "weekdays": ["mon", …], "windows": […], "on": […], "exceptions":
// […]}. Left out: open, every day, all day.
void write_times(ObjectWriter& out, const Times& times);
Times read_times(const Object& in);

// The members "first" and "last" of an object, both inclusive and both open when left out.
DateRange read_date_range(const Object& in);

// The member "windows": [{"start": "08:00", "end": "22:00", "weekdays": ["sat", "sun"]}]
void write_windows(ObjectWriter& out, const std::vector<DailyWindow>& windows);
std::vector<DailyWindow> read_windows(const Value& value);

// The member "exceptions": [{"on": [DAY, …], "windows": […]}]; neither may be left out, and an
// exception is on some day.
void write_exceptions(ObjectWriter& out, const std::vector<DayException>& exceptions);
std::vector<DayException> read_exceptions(const Value& value);

// A list of DAY, each an object with exactly one member, after the kinds of DayRule: "dates",
// "recurrence", "lunar_range", "around", "lunar_market", "market_cycle", "kinds"
// (docs/protocol.md). A recurrence carries its rule as the canonical text of
// rules/recurrence_text.hpp; an error in that text names the part of RFC 5545 in params["part"].
void write_days(ObjectWriter& out, std::string_view member, const std::vector<DayRule>& days);
std::vector<DayRule> read_days(const Value& value);
void write_day(ObjectWriter& out, const DayRule& day);
DayRule read_day(const Value& value);

// {"curve": [{"at": "06:00", "percent": 30}], "caps": [{"times": {…}, "percent": 0}]}
void write_levels(ObjectWriter& out, std::string_view member, const LevelRules& levels);
LevelRules read_levels(const Value& value);

// {"year": 2027, "source": "…", "days": [{"date": "2027-02-06", "kind": "statutory_holiday",
// "name": "春节"}]}; the days ascend and are of that year.
void write_holiday_year(ObjectWriter& out, const HolidayYear& year);
HolidayYear read_holiday_year(const Value& value);

// Without the "year", for a body whose address says it.
void write_holiday_days(ObjectWriter& out, const HolidayYear& year);
HolidayYear read_holiday_days(const Object& in, std::int32_t year);

// {"name": "中国大陆", "years": […]}, ascending.
void write_holidays(ObjectWriter& out, const HolidayTable& table);
HolidayTable read_holidays(const Object& in);

} // namespace marquee::wire
