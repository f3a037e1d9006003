// /api/v1/audit: who did what.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class AuditResource {
public:
    explicit AuditResource(Database& database) : database_(database) {}

    // Asked for in the unit that `unit_id` names, for its rows and those of all units below;
    // without it in the root, for the whole trail.
    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
