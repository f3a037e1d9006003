#include "manager/http/report_period.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

Result<std::optional<Instant>> instant_in(const Request& request, std::string_view name) {
    const auto text = request.query.find(name);
    if (!text || text->empty()) {
        return std::optional<Instant>{};
    }
    return instant_from_rfc3339(*text)
        .map([](Instant instant) { return std::optional(instant); })
        .map_error([&](Error error) {
            error.where = std::string(name);
            return error;
        });
}

Result<Interval> period_of(const StaffCall& call) {
    const auto from = instant_in(call.request, "from");
    const auto until = instant_in(call.request, "until");
    if (!from || !until) {
        return tl::unexpected<Error>(from ? until.error() : from.error());
    }
    const Instant end = std::min(until->value_or(call.now), call.now);
    const Interval period{from->value_or(end - std::chrono::days{1}), end};
    if (period.from >= period.to
        || period.to - period.from > std::chrono::days{limits::report_days_max}) {
        return fail(ErrorCode::out_of_range, "a report is about a period that has begun", "from",
                    {{"allowed", "1–" + std::to_string(limits::report_days_max) + " d"}});
    }
    return period;
}

void write_period(wire::ObjectWriter& out, const Interval& period) {
    out.member("from", period.from);
    out.member("until", period.to);
}

} // namespace marquee::manager
