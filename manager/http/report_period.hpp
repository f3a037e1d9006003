// The period a report is asked for: `from` and `until`, RFC 3339.
#pragma once

#include "manager/http/staff_route.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// `until` defaults to now, and never lies after it: what has not happened is not reported. `from`
// defaults to a day before `until`. out_of_range when it is not before `until`, or more than
// limits::report_days_max before.
Result<Interval> period_of(const StaffCall& call);

// `from` and `until` of what is answered.
void write_period(wire::ObjectWriter& out, const Interval& period);

} // namespace marquee::manager
