// /api/v1/displays/{id}/playing and /timeline: what a display shows at an instant and why, and over
// days with the airtime of every program.
#pragma once

#include "manager/fleet/display_plan.hpp"
#include "manager/http/staff_route.hpp"

namespace marquee::manager {

class DisplayPlanResource {
public:
    DisplayPlanResource(Database& database, const BlobStore& blobs)
        : database_(database), blobs_(blobs) {}

    StaffRoutes routes();

private:
    // `at`, RFC 3339; by default now.
    Result<Response> playing(const StaffCall& call);
    // `from` and `until`; by default the day of the display's wall clock that it is now.
    Result<Response> timeline(const StaffCall& call);

    Result<Response> answer(const StaffCall& call,
                            const std::function<Result<Response>(const DisplayPlan&)>& tell);

    Database& database_;
    const BlobStore& blobs_;
};

} // namespace marquee::manager
