#include "bench/schedule/mixed_schedules.hpp"

#include <algorithm>
#include <array>

#include "common/sha256.hpp"

namespace marquee::bench {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::int32_t hour = 3'600;

LocalDate date(unsigned month_number, unsigned day_number) {
    return year{2027} / month{month_number} / day{day_number};
}

DailyWindow window(int number, int length_hours) {
    const std::int32_t start = (number * 1'800) % (24 * hour);
    return {TimeOfDay{start}, TimeOfDay{(start + length_hours * hour) % (24 * hour)}};
}

Recurrence weekly(int number) {
    RecurrenceRule rule;
    rule.frequency = Frequency::weekly;
    rule.interval = 1 + number % 3;
    rule.by_day = {{0, std::chrono::weekday{1 + static_cast<unsigned>(number) % 5}},
                   {0, std::chrono::Saturday}};
    return {date(1, 4), rule, {date(5, 2)}, {date(3, 1)}};
}

Recurrence last_workday(int number) {
    RecurrenceRule rule;
    rule.frequency = Frequency::monthly;
    rule.by_day = {{0, std::chrono::Monday}, {0, std::chrono::Friday}};
    rule.by_set_position = {-1, 1 + number % 3};
    return {date(1, 1), rule, {}, {}};
}

// What makes the days of the schedule, by its number.
std::vector<DayRule> days(int number) {
    switch (number % 20) {
    case 11:
        return {LunarRange{{12, 23}, {1, 15}}, DaysAround{Festival::zhongqiu, -3, 1}};
    case 12:
        return {weekly(number)};
    case 13:
        return {last_workday(number)};
    case 14:
        return {LunarMarket{0b10'0100'1000}};
    case 15:
        return {MarketCycle{date(1, 1 + static_cast<unsigned>(number) % 5), 5}};
    case 16:
        return {DaysAround{SolarTerm::qingming, -7, 3}, DateRange{date(6, 1), date(7, 31)}};
    case 17:
        return {DayKinds{static_cast<std::uint8_t>(1 + number % 7)}};
    default:
        return {};
    }
}

Times times(int number) {
    Times made;
    made.windows.push_back(window(number, 1 + number % 5));
    if (number % 3 == 0) {
        made.windows.push_back(window(number + 17, 2));
    }
    if (const int kind = number % 20; kind >= 6 && kind <= 8) {
        made.weekdays = Weekdays{static_cast<std::uint8_t>(1 + number % 127)};
    } else if (kind == 9 || kind == 10) {
        const unsigned first = 1 + static_cast<unsigned>(number) % 11;
        made.dates = {date(first, 5), date(first + 1, 20)};
    } else if (kind == 18) {
        made.exceptions.push_back({{DateRange{date(5, 1), date(5, 5)}}, {window(number, 12)}});
    }
    made.on = days(number);
    return made;
}

PriorityClass priority(int number) {
    constexpr std::array<PriorityClass, 10> usual{
        PriorityClass::normal, PriorityClass::normal, PriorityClass::low,    PriorityClass::normal,
        PriorityClass::high,   PriorityClass::normal, PriorityClass::normal, PriorityClass::low,
        PriorityClass::normal, PriorityClass::normal};
    return number % 97 == 0 ? PriorityClass::urgent
                            : usual[static_cast<std::size_t>(number / 3) % usual.size()];
}

} // namespace

std::string uuid(int kind, int number) {
    std::string digits = std::to_string(number);
    digits.insert(0, 12 - digits.size(), '0');
    return "0190000" + std::to_string(kind) + "-0000-7000-8000-" + digits;
}

Schedule mixed_schedule(int number) {
    Schedule schedule;
    schedule.id = ScheduleId{uuid(7, number)};
    schedule.name = "防诈骗宣传 第 " + std::to_string(number) + " 号";
    schedule.program = program_of(number);
    schedule.priority = priority(number);
    schedule.times = times(number);
    schedule.weight = number % 25 == 3 ? 3 : 1;
    switch (number % 50) {
    case 7:
        schedule.interrupt_seconds_per_hour = 60 + number % 4 * 30;
        break;
    case 23:
        schedule.plays_per_hour_max = 4 + number % 6;
        break;
    case 37:
        schedule.repeat_gap = Seconds{300};
        break;
    default:
        break;
    }
    return schedule;
}

ProgramId program_of(int schedule) {
    return ProgramId{uuid(5, schedule % 6 == 5 ? schedule - 1 : schedule)};
}

ProgramRef program_ref(const ProgramId& id) {
    ProgramRef reference;
    reference.id = id;
    reference.payload_sha256 = sha256(id.value);
    reference.envelope_sha256 = sha256(id.value + "e");
    reference.envelope_size_bytes = 4'321;
    reference.cycle = Milliseconds{10'000 + id.value.back() % 5 * 5'000};
    reference.not_before = Instant{std::chrono::sys_days{date(1, 1)}};
    reference.not_after = Instant{std::chrono::sys_days{date(12, 31)}};
    return reference;
}

HolidayTable some_holidays() {
    HolidayTable table{.name = "中国大陆", .years = {}};
    for (const int of : {2026, 2027, 2028}) {
        HolidayYear made{.year = of, .source = "国务院办公厅", .days = {}};
        for (unsigned i = 1; i <= 28; ++i) {
            const LocalDate on = year{of} / month{1 + i % 12} / day{i};
            made.days.push_back(
                {on, i % 4 == 0 ? DayKind::workday : DayKind::statutory_holiday, "假日"});
        }
        std::sort(made.days.begin(), made.days.end(),
                  [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; });
        table.years.push_back(std::move(made));
    }
    return table;
}

} // namespace marquee::bench
