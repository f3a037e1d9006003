// /api/v1/enrolments: files that let a device join. The answer to the POST holds the secret; it is
// never shown again.
#pragma once

#include "manager/fleet/enrolment.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class EnrolmentResource {
public:
    EnrolmentResource(Database& database, Enrolment& enrolment)
        : database_(database), enrolment_(enrolment) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);

    Database& database_;
    Enrolment& enrolment_;
};

} // namespace marquee::manager
