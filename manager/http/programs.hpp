// /api/v1/programs: what is reviewed, signed, scheduled and shown.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/programs.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ProgramResource {
public:
    ProgramResource(Database& database, Programs& programs)
        : database_(database), programs_(programs) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> revise(const StaffCall& call);
    Result<Response> submit(const StaffCall& call);

    Database& database_;
    Programs& programs_;
};

} // namespace marquee::manager
