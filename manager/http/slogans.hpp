// /api/v1/slogans: the words of the library.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/programs.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class SloganResource {
public:
    SloganResource(Database& database, Programs& programs, Randomness& randomness)
        : database_(database), programs_(programs), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    // Programs that show the slogan follow.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    Programs& programs_;
    Randomness& randomness_;
};

} // namespace marquee::manager
