// /api/v1/displays/{id}/calendar.ics: the runs of schedules for calendar programs to subscribe to.
#pragma once

#include "manager/fleet/display_plan.hpp"
#include "manager/http/staff_route.hpp"

namespace marquee::manager {

class CalendarFeedResource {
public:
    CalendarFeedResource(Database& database, const BlobStore& blobs)
        : database_(database), blobs_(blobs) {}

    // Also for HTTP Basic, which is all that calendar programs can do.
    StaffRoutes routes();

private:
    Result<Response> of_display(const StaffCall& call);

    Database& database_;
    const BlobStore& blobs_;
};

} // namespace marquee::manager
