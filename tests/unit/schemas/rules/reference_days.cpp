#include "tests/unit/schemas/rules/reference_days.hpp"

#include <algorithm>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/recurrence.hpp"

namespace marquee::tests {

namespace {

template<typename Days>
bool selects(const Days& days, LocalDate day) {
    return rules::validate(days).empty() && rules::next_on_or_after(days, day) == day;
}

bool selects(const DateRange& range, LocalDate day) {
    return (!range.first || day >= *range.first) && (!range.last || day <= *range.last);
}

bool selects(const Recurrence& recurrence, LocalDate day) {
    const auto prepared = rules::PreparedRecurrence::prepare(recurrence);
    return prepared && prepared->next_on_or_after(day) == day;
}

bool any_selects(const std::vector<DayRule>& all, LocalDate day,
                 const std::optional<HolidayTable>& holidays) {
    return std::any_of(all.begin(), all.end(),
                       [&](const DayRule& rule) { return reference_selects(rule, day, holidays); });
}

} // namespace

bool reference_selects(const DayRule& rule, LocalDate day,
                       const std::optional<HolidayTable>& holidays) {
    if (const auto* kinds = std::get_if<DayKinds>(&rule)) {
        const auto kind = holidays ? rules::kind_of(*holidays, day) : std::nullopt;
        return kind && kinds->contains(*kind);
    }
    return std::visit(
        [&](const auto& days) {
            if constexpr (std::is_same_v<decltype(days), const DayKinds&>) {
                return false;
            } else {
                return selects(days, day);
            }
        },
        rule);
}

std::vector<DailyWindow> reference_windows(const Times& times, LocalDate day,
                                           const std::optional<HolidayTable>& holidays) {
    const std::chrono::weekday weekday{std::chrono::local_days{day}};
    if (!selects(times.dates, day) || !times.weekdays.contains(weekday)
        || (!times.on.empty() && !any_selects(times.on, day, holidays))) {
        return {};
    }
    std::vector<DailyWindow> windows = times.windows;
    if (windows.empty()) {
        windows.push_back({{0}, {86'400}});
    }
    const auto exception =
        std::find_if(times.exceptions.begin(), times.exceptions.end(),
                     [&](const DayException& each) { return any_selects(each.on, day, holidays); });
    if (exception != times.exceptions.end()) {
        windows = exception->windows;
    }
    std::erase_if(windows,
                  [&](const DailyWindow& each) { return !each.weekdays.contains(weekday); });
    return windows;
}

} // namespace marquee::tests
