// What the answers about plans have in common: days asked about, displays named as examples, and
// the schedules of a unit's week.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "manager/http/staff_route.hpp"
#include "manager/publishing/planning/outlook.hpp"
#include "manager/publishing/planning/unit_timeline.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

struct DaysAsked {
    std::optional<LocalDate> first; // none: today
    int days = 7;
};

// `from`, a date, and `days`, 1 to `days_max`; malformed, out_of_range.
Result<DaysAsked> days_asked(const Request& request, std::int64_t days_max);

// The same for values that came in a body.
Status check_days(LocalDate first, std::int64_t days, std::int64_t days_max);

// To a thousandth.
double minutes_in(Microseconds time);

// Displays as people know them, looked up when they are written. Borrows both.
class DisplayTitles {
public:
    DisplayTitles(const View& view, const Outlook& outlook) : view_(view), outlook_(outlook) {}

    // [{"id", "title"}]
    void write(wire::ObjectWriter& out, std::string_view member,
               const std::vector<std::uint32_t>& rows) const;

private:
    const View& view_;
    const Outlook& outlook_;
};

// "schedules": [{"schedule_id", "schedule", "program_id", "program", "priority", "interrupt",
// "runs": [{"from", "until", "displays", "shown_s"}]}]
void write_unit_schedules(wire::ObjectWriter& out, const View& view, const Outlook& outlook,
                          const UnitTimeline& told);

} // namespace marquee::manager
