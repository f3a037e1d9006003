// /api/v1/displays/{id}/uptime and /api/v1/units/{id}/uptime: how long things were up, by the three
// measures.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class UptimeResource {
public:
    explicit UptimeResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    // The sums, and the stretches they come from.
    Result<Response> of_display(const StaffCall& call);
    // The sums over its displays while they belonged to it.
    Result<Response> of_unit(const StaffCall& call);
    // The sums over the displays that are in it now.
    Result<Response> of_group(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
