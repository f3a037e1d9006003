// What Times open on a day, asked of the rules themselves, one after the other.
#pragma once

#include <optional>
#include <vector>

#include "schemas/model/manifest.hpp"

namespace marquee::tests {

bool reference_selects(const DayRule& rule, LocalDate day,
                       const std::optional<HolidayTable>& holidays);

// The windows that open on that day; none when nothing does.
std::vector<DailyWindow> reference_windows(const Times& times, LocalDate day,
                                           const std::optional<HolidayTable>& holidays);

} // namespace marquee::tests
