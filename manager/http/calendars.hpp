// What the staff REST has about when: dayparts, periods, campaigns, holidays, the days themselves.
#pragma once

#include "manager/http/calendar_days.hpp"
#include "manager/http/calendar_resource.hpp"
#include "manager/http/holidays.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class CalendarResources {
public:
    CalendarResources(Database& database, PublishingRequests& publishing, Randomness& randomness)
        : dayparts_(daypart_kind(), database, publishing, randomness),
          periods_(period_kind(), database, publishing, randomness),
          campaigns_(campaign_kind(), database, publishing, randomness),
          holidays_(database, publishing),
          days_(database) {}

    StaffRoutes routes();

private:
    CalendarResource<Daypart> dayparts_;
    CalendarResource<NamedPeriod> periods_;
    CalendarResource<Campaign> campaigns_;
    HolidayResource holidays_;
    CalendarDaysResource days_;
};

} // namespace marquee::manager
