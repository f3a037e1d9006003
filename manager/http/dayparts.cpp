// /api/v1/dayparts: named windows of the day.
#include "manager/http/calendar_resource.hpp"
#include "manager/http/settled_times.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

void write(wire::ObjectWriter& out, const Daypart& row) {
    wire::write_windows(out, row.windows);
    wire::write_exceptions(out, row.exceptions);
}

void read(const wire::Object& in, Daypart& row) {
    const wire::Value windows = in.required("windows");
    row.windows = wire::read_windows(windows);
    if (row.windows.empty() && !windows.failed()) {
        windows.refuse(ErrorCode::out_of_range, "a daypart has a window", {{"count_min", "1"}});
    }
    if (const wire::Value exceptions = in.optional("exceptions")) {
        row.exceptions = wire::read_exceptions(exceptions);
    }
}

Status settle(const View&, const StaffCall&, Daypart& row) {
    return settle_exceptions(row.exceptions, "/exceptions");
}

} // namespace

const CalendarKind<Daypart>& daypart_kind() {
    static constexpr CalendarKind<Daypart> kind{.all = "/api/v1/dayparts",
                                                .one = "/api/v1/dayparts/{id}",
                                                .word = "daypart",
                                                .discarded = TrashKind::daypart,
                                                .write = write,
                                                .read = read,
                                                .settle = settle,
                                                .add = &CalendarRepository::add_daypart,
                                                .change = &CalendarRepository::change_daypart,
                                                .remove = &CalendarRepository::remove_daypart,
                                                .find = &CalendarRepository::daypart,
                                                .page = &CalendarRepository::dayparts};
    return kind;
}

} // namespace marquee::manager
