// On which days something holds, whatever decides them.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "schemas/model/chinese_calendar.hpp"
#include "schemas/model/holiday_table.hpp"
#include "schemas/model/recurrence.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// Both ends are inclusive dates; an absent end is open.
struct DateRange {
    std::optional<LocalDate> first;
    std::optional<LocalDate> last;

    friend bool operator==(const DateRange&, const DateRange&) = default;
};

// Workdays, rest days, statutory holidays as a HolidayTable says; any of those whose bit is set.
struct DayKinds {
    std::uint8_t bits = 0; // bit 0: DayKind::workday

    bool contains(DayKind kind) const { return (bits >> static_cast<int>(kind) & 1) != 0; }
    friend bool operator==(const DayKinds&, const DayKinds&) = default;
};

using DayRule =
    std::variant<DateRange, Recurrence, LunarRange, DaysAround, LunarMarket, MarketCycle, DayKinds>;

} // namespace marquee
