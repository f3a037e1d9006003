// /api/v1/reports/plays: what was played, how often and how long.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ReportResource {
public:
    explicit ReportResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    // Of `unit_id` and everything below; without it, of all the caller may see.
    Result<Response> plays(const StaffCall& call);
    Result<Scope> scope_asked(const View& view, const StaffCall& call) const;

    Database& database_;
};

} // namespace marquee::manager
