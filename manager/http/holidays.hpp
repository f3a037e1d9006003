// /api/v1/holidays: what an authority announced, year by year, for the whole organisation.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Read by everybody who sees content. Changed by whoever may schedule in the root, since every
// schedule that asks for workdays or holidays follows. Outlives the routes it gives.
class HolidayResource {
public:
    HolidayResource(Database& database, PublishingRequests& publishing)
        : database_(database), publishing_(publishing) {}

    StaffRoutes routes();

private:
    Result<Response> list();
    Result<Response> show(const StaffCall& call);
    // If-Match "0", or none, for a year that is not there yet.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    PublishingRequests& publishing_;
};

} // namespace marquee::manager
