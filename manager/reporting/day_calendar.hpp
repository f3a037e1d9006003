// The days by which plays are summed: the organisation's, midnight to midnight on its wall.
#pragma once

#include <memory>
#include <mutex>

#include "common/zoneinfo.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// One zone, as days. A value.
class Days {
public:
    explicit Days(std::shared_ptr<const ZoneRules> zone) : zone_(std::move(zone)) {}

    // The day that holds the instant; 23 to 25 hours.
    Interval day_of(Instant at) const;

private:
    std::shared_ptr<const ZoneRules> zone_;
};

// Any thread. Reads a zone once a year.
class DayCalendar {
public:
    explicit DayCalendar(const Zoneinfo& zones) : zones_(zones) {}

    // Fails as Zoneinfo does.
    Result<Days> days(const std::string& time_zone, Instant now);

private:
    const Zoneinfo& zones_;
    std::mutex mutex_;
    Interval span_{};                       // guarded by mutex_
    std::shared_ptr<const ZoneRules> zone_; // guarded by mutex_; null at first
};

} // namespace marquee::manager
