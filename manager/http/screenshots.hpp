// /api/v1/displays/{id}/screenshots: what stands on a display, as its player sees it.
#pragma once

#include "manager/fleet/screenshots.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ScreenshotResource {
public:
    ScreenshotResource(Database& database, Screenshots& screenshots)
        : database_(database), screenshots_(screenshots) {}

    StaffRoutes routes();

private:
    // Asks for one; the picture comes when the player is heard of.
    Result<Response> order(const StaffCall& call);
    Result<Response> latest(const StaffCall& call);

    Database& database_;
    Screenshots& screenshots_;
};

} // namespace marquee::manager
