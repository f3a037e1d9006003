// GET /api/v1/calendar: what the days of a stretch are called: lunar dates, festivals, solar terms,
// workdays and holidays.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class CalendarDaysResource {
public:
    explicit CalendarDaysResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    // `from`: a date; `days`: 42 unless told, at most a year.
    Result<Response> show(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
