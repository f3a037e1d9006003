// /api/v1/audit: who did what, oldest first.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class AuditResource {
public:
    explicit AuditResource(Database& database) : database_(database) {}

    // Asked for in the root of the tree: the trail is one for the whole organisation.
    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
