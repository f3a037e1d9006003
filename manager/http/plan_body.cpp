#include "manager/http/plan_body.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace marquee::manager {

namespace {

constexpr LocalDate last_date{std::chrono::year{9'900}, std::chrono::January, std::chrono::day{1}};
constexpr LocalDate first_date{std::chrono::year{1'900}, std::chrono::January, std::chrono::day{1}};

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

double seconds(Microseconds time) {
    return std::round(static_cast<double>(time.count()) / 1e3) / 1e3;
}

void write_run(wire::ObjectWriter& out, const GlassRun& run) {
    out.member("from", run.time.from);
    out.member("until", run.time.to);
    out.member("displays", run.displays);
    out.member("shown_s", seconds(run.shown));
}

} // namespace

double minutes_in(Microseconds time) {
    return std::round(static_cast<double>(time.count()) / 6e4) / 1e3;
}

Status check_days(LocalDate first, std::int64_t days, std::int64_t days_max) {
    if (first < first_date || first > last_date) {
        return fail(ErrorCode::out_of_range, "a date beyond the calendar", "from",
                    {{"allowed", "1900–9900"}});
    }
    if (days < 1 || days > days_max) {
        return fail(ErrorCode::out_of_range, "so many days are not looked at", "days",
                    {{"allowed", "1–" + std::to_string(days_max)}});
    }
    return {};
}

Result<DaysAsked> days_asked(const Request& request, std::int64_t days_max) {
    DaysAsked asked;
    if (const auto from = request.query.find("from"); from && !from->empty()) {
        const Result<LocalDate> date = date_from_iso(*from);
        if (!date) {
            return fail(ErrorCode::malformed, "'from' is no date", "from");
        }
        asked.first = *date;
    }
    std::optional<std::int64_t> days = asked.days;
    if (const auto given = request.query.find("days"); given && !given->empty()) {
        days = number_of(*given);
    }
    return check_days(asked.first.value_or(first_date), days.value_or(0), days_max).map([&] {
        asked.days = static_cast<int>(*days);
        return asked;
    });
}

void DisplayTitles::write(wire::ObjectWriter& out, std::string_view member,
                          const std::vector<std::uint32_t>& rows) const {
    out.list(member, rows, [&](wire::ObjectWriter& in, std::uint32_t row) {
        const DisplayId& id = outlook_.displays[row].id;
        in.member("id", id);
        if (const auto display = view_.fleet.display(id)) {
            in.member("title", display->title.empty() ? display->name : display->title);
        }
    });
}

void write_unit_schedules(wire::ObjectWriter& out, const View& view, const Outlook& outlook,
                          const UnitTimeline& told) {
    out.list("schedules", told.schedules, [&](wire::ObjectWriter& in, const auto& each) {
        const auto row =
            std::lower_bound(outlook.schedules.begin(), outlook.schedules.end(), each.first,
                             [](const ScheduleRecord& record, const ScheduleId& id) {
                                 return record.schedule.id < id;
                             });
        const Schedule& schedule = row->schedule;
        in.member("schedule_id", schedule.id);
        in.member("schedule", schedule.name);
        in.member("program_id", schedule.program);
        if (const auto program = view.content.program(schedule.program)) {
            in.member("program", program->name);
        }
        in.member("priority", schedule.priority);
        in.member("interrupt", schedule.interrupt_seconds_per_hour > 0);
        in.list("runs", each.second, write_run);
    });
}

} // namespace marquee::manager
