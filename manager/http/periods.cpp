// /api/v1/periods: named days.
#include "manager/http/calendar_resource.hpp"
#include "manager/http/settled_times.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

void write(wire::ObjectWriter& out, const NamedPeriod& row) {
    wire::write_days(out, "days", row.days);
}

void read(const wire::Object& in, NamedPeriod& row) {
    const wire::Value days = in.required("days");
    row.days = wire::read_days(days);
    if (row.days.empty() && !days.failed()) {
        days.refuse(ErrorCode::out_of_range, "a period has days", {{"count_min", "1"}});
    }
}

// Every schedule that names the period can still be carried with its days.
Status check_followers(const View& view, const NamedPeriod& row) {
    const auto schedules = view.calendars.schedules_in(row.id);
    if (!schedules) {
        return tl::unexpected<Error>(schedules.error());
    }
    Result<NamedTimes> names = named_times(view, *schedules);
    if (!names) {
        return tl::unexpected<Error>(names.error());
    }
    names->periods.insert_or_assign(row.id, row);
    for (const ScheduleRecord& schedule : *schedules) {
        if (Status fits = check_day_count(schedule, *names, "/days"); !fits) {
            return fits;
        }
    }
    return {};
}

Status settle(const View& view, const StaffCall&, NamedPeriod& row) {
    return settle_days(row.days, "/days").and_then([&] { return check_followers(view, row); });
}

} // namespace

const CalendarKind<NamedPeriod>& period_kind() {
    static constexpr CalendarKind<NamedPeriod> kind{.all = "/api/v1/periods",
                                                    .one = "/api/v1/periods/{id}",
                                                    .word = "period",
                                                    .discarded = TrashKind::period,
                                                    .write = write,
                                                    .read = read,
                                                    .settle = settle,
                                                    .add = &CalendarRepository::add_period,
                                                    .change = &CalendarRepository::change_period,
                                                    .remove = &CalendarRepository::remove_period,
                                                    .find = &CalendarRepository::period,
                                                    .page = &CalendarRepository::periods};
    return kind;
}

} // namespace marquee::manager
