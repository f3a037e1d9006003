// /api/v1/{units|displays|campaigns}/{id}/forecast and /api/v1/units/{id}/timeline: what plans come
// to, before it is shown.
#pragma once

#include "common/zoneinfo.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/planning/forecast.hpp"

namespace marquee::manager {

class ForecastResource {
public:
    ForecastResource(Database& database, const Zoneinfo& zones)
        : database_(database), zones_(zones) {}

    StaffRoutes routes();

private:
    Result<Response> of_display(const StaffCall& call);
    Result<Response> of_unit(const StaffCall& call);
    // Its schedules alone, where they reach, against its goal.
    Result<Response> of_campaign(const StaffCall& call);
    Result<Response> answer(const StaffCall& call, const OutlookQuestion& places,
                            ForecastQuestion question);
    // `from` and `until`; by default seven days from the last midnight in the organisation's zone.
    Result<Response> timeline(const StaffCall& call);

    Database& database_;
    const Zoneinfo& zones_;
};

} // namespace marquee::manager
