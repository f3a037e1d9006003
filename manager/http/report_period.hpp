// Instants in a query, RFC 3339, and the period a report is asked for: `from` and `until`.
#pragma once

#include "manager/http/staff_route.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// The instant in the query under this name; none when it is absent. malformed.
Result<std::optional<Instant>> instant_in(const Request& request, std::string_view name);

// `until` defaults to now, and never lies after it: what has not happened is not reported. `from`
// defaults to a day before `until`. out_of_range when it is not before `until`, or more than
// limits::report_days_max before.
Result<Interval> period_of(const StaffCall& call);

// `from` and `until` of what is answered.
void write_period(wire::ObjectWriter& out, const Interval& period);

} // namespace marquee::manager
