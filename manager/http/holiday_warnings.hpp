// What people should know about rules by workday or holiday: a year that nobody has announced. Such
// a rule holds on no day of it.
#pragma once

#include <cstdint>
#include <vector>

#include "manager/http/sentences.hpp"
#include "manager/ports/database.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// The years, of those that begin within a year from `today`, in which any of these asks for
// workdays or holidays and none are announced; ascending. The failures of reading them.
Result<std::vector<std::int32_t>>
missing_holiday_years(const View& view, const std::vector<Times>& times, LocalDate today);

// The member `warnings`: [{code, params, sentence}]. Nothing without a year.
void write_missing_years(wire::ObjectWriter& out, const std::vector<std::int32_t>& years,
                         Language language);

} // namespace marquee::manager
