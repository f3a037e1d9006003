// /api/v1/overview: the fleet at one look.
#pragma once

#include "common/clock.hpp"
#include "manager/fleet/health_judge.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class OverviewResource {
public:
    OverviewResource(Database& database, const HealthJudge& judge, const Clock& clock)
        : database_(database), judge_(judge), clock_(clock) {}

    StaffRoutes routes();

private:
    // Of `unit_id` and everything below; without it, of all the caller may see.
    Result<Response> show(const StaffCall& call);

    Database& database_;
    const HealthJudge& judge_;
    const Clock& clock_;
};

} // namespace marquee::manager
