// /api/v1/schedule-checks: what would come of a schedule, before it is kept.
#pragma once

#include "common/zoneinfo.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

class ScheduleCheckResource {
public:
    ScheduleCheckResource(Database& database, const Zoneinfo& zones)
        : database_(database), zones_(zones) {}

    // For whoever may keep the schedule.
    StaffRoutes routes();

private:
    Result<Response> check(const StaffCall& call);

    Database& database_;
    const Zoneinfo& zones_;
};

} // namespace marquee::manager
