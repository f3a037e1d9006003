#include "manager/reporting/day_calendar.hpp"

#include "schemas/rules/zone_time.hpp"

namespace marquee::manager {

Interval Days::day_of(Instant at) const {
    const LocalDate today = rules::local_date(*zone_, at);
    const LocalDate tomorrow{std::chrono::sys_days{today} + std::chrono::days{1}};
    return {rules::to_instant(*zone_, today, TimeOfDay{}),
            rules::to_instant(*zone_, tomorrow, TimeOfDay{})};
}

Result<Days> DayCalendar::days(const std::string& time_zone, Instant now) {
    const Interval span = zone_span(now);
    const std::lock_guard lock(mutex_);
    if (!zone_ || zone_->name != time_zone || span_ != span) {
        Result<ZoneRules> read = zones_.rules(time_zone, span);
        if (!read) {
            return tl::unexpected<Error>(std::move(read.error()));
        }
        zone_ = std::make_shared<const ZoneRules>(*std::move(read));
        span_ = span;
    }
    return Days(zone_);
}

} // namespace marquee::manager
