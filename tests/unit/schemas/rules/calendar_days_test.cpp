// Random days tied to the calendar: the next one is the first that is one.
#include <random>

#include <catch2/catch.hpp>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/day_number.hpp"

using namespace marquee;
using namespace marquee::rules;

namespace {

class Draw {
public:
    int from(int low, int high) { // both included
        return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
    }
    LocalDate date() { return date_of(from(day_number(1901, 1, 1), day_number(2090, 12, 31))); }
    LunarMonthDay month_day() { return {from(1, 12), from(1, 30)}; }

private:
    std::mt19937 random_{7};
};

// Looks at every day of some years; says whether `next` always answered the nearest day.
template<typename Rule>
bool next_is_first(const Rule& rule, LocalDate from) {
    const DayNumber first = day_number(from);
    std::optional<DayNumber> nearest;
    for (DayNumber day = first + 3 * 366; day >= first; --day) {
        if (contains(rule, date_of(day))) {
            nearest = day;
        }
        const std::optional<LocalDate> next = next_on_or_after(rule, date_of(day));
        if (nearest && (!next || day_number(*next) != *nearest)) {
            return false;
        }
    }
    return nearest.has_value();
}

} // namespace

TEST_CASE("the next day of a lunar range is the first") {
    Draw draw;
    for (int i = 0; i < 100; ++i) {
        CHECK(next_is_first(LunarRange{draw.month_day(), draw.month_day()}, draw.date()));
    }
}

TEST_CASE("the next day around an occasion is the first") {
    Draw draw;
    for (int i = 0; i < 60; ++i) {
        DaysAround around{static_cast<Festival>(draw.from(0, 13)), draw.from(-60, 60), 0};
        if (i % 2 == 1) {
            around.occasion = static_cast<SolarTerm>(draw.from(0, 23));
        }
        around.last = draw.from(around.first, 60);
        CHECK(next_is_first(around, draw.date()));
    }
}

TEST_CASE("the next market day is the first") {
    Draw draw;
    for (int i = 0; i < 60; ++i) {
        const auto digits = static_cast<std::uint16_t>(draw.from(1, 1'023));
        CHECK(next_is_first(LunarMarket{digits}, draw.date()));
        CHECK(next_is_first(MarketCycle{draw.date(), draw.from(1, 366)}, draw.date()));
    }
}

TEST_CASE("every day of a year lies in a range or in its complement, not in both") {
    Draw draw;
    for (int i = 0; i < 50; ++i) {
        const int month = draw.from(2, 12);
        const LunarRange range{{1, 1}, {month, draw.from(1, 28)}};
        const LunarRange rest{{month, range.last.day + 1}, {12, 30}};
        const DayNumber first = day_number(draw.date());
        for (DayNumber day = first; day < first + 400; ++day) {
            REQUIRE(contains(range, date_of(day)) != contains(rest, date_of(day)));
        }
    }
}
