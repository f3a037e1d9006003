// Days, hours and levels as the JSON texts that rows keep: the members of the staff REST.
//
// What a text of the database does not hold is io_failed.
#pragma once

#include <optional>
#include <string>

#include "manager/ports/calendar_repository.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager::sql {

// `on` and `exceptions`; none when the times have neither.
std::optional<std::string> special_days_text(const Times& times);
Status read_special_days(const std::string& text, Times& times);

// `windows` and `exceptions`.
std::string hours_text(const Daypart& row);
Status read_hours(const std::string& text, Daypart& row);

std::string days_text(const NamedPeriod& row);
Status read_days(const std::string& text, NamedPeriod& row);

std::string holidays_text(const HolidayYear& year);
Result<HolidayYear> read_holidays(const std::string& text);

std::optional<std::string> off_hours_text(const std::optional<std::vector<Times>>& off_hours);
Result<std::optional<std::vector<Times>>> read_off_hours(const std::optional<std::string>& text);

std::optional<std::string> levels_text(const std::optional<LevelRules>& levels);
Result<std::optional<LevelRules>> read_levels(const std::optional<std::string>& text);

} // namespace marquee::manager::sql
