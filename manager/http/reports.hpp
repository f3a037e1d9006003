// /api/v1/reports/plays and /api/v1/reports/coverage: what was played, how often, how long, where.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/reporting/day_calendar.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ReportResource {
public:
    ReportResource(Database& database, const Zoneinfo& zones)
        : database_(database), calendar_(zones) {}

    StaffRoutes routes();

private:
    // Of `unit_id` and everything below; without it, of all the caller may see.
    Result<Response> plays(const StaffCall& call);
    // The organisation's day so far.
    Result<Response> coverage(const StaffCall& call);

    Database& database_;
    DayCalendar calendar_;
};

} // namespace marquee::manager
