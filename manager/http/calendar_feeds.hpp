// /api/v1/{displays|units}/{id}/calendar.ics: the runs of schedules for calendar programs to
// subscribe to.
#pragma once

#include "common/zoneinfo.hpp"
#include "manager/fleet/display_plan.hpp"
#include "manager/http/staff_route.hpp"

namespace marquee::manager {

class CalendarFeedResource {
public:
    CalendarFeedResource(Database& database, const BlobStore& blobs, const Zoneinfo& zones)
        : database_(database), blobs_(blobs), zones_(zones) {}

    // Also for HTTP Basic, which is all that calendar programs can do.
    StaffRoutes routes();

private:
    Result<Response> of_display(const StaffCall& call);
    // Every run once, with the number of displays it is on.
    Result<Response> of_unit(const StaffCall& call);

    Database& database_;
    const BlobStore& blobs_;
    const Zoneinfo& zones_;
};

} // namespace marquee::manager
