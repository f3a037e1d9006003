// /api/v1/displays/{id}/restart: the player behind a display begins anew.
#pragma once

#include "manager/fleet/restarts.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives. Ordering takes the right to manage displays, for every display of
// the player goes dark for a moment, and stands in the audit trail.
class RestartResource {
public:
    RestartResource(Database& database, Restarts& restarts)
        : database_(database), restarts_(restarts) {}

    StaffRoutes routes();

private:
    Result<Response> show(const StaffCall& call);
    Result<Response> order(const StaffCall& call);

    Database& database_;
    Restarts& restarts_;
};

} // namespace marquee::manager
