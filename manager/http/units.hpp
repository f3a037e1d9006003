// /api/v1/units and /api/v1/organisation: who is below whom.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class UnitResource {
public:
    UnitResource(Database& database, Randomness& randomness, PublishingRequests& publishing)
        : database_(database), randomness_(randomness), publishing_(publishing) {}

    StaffRoutes routes();

private:
    Result<Response> organisation(const StaffCall& call);
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> change(const StaffCall& call);

    Database& database_;
    Randomness& randomness_;
    PublishingRequests& publishing_; // displays may say what their unit is called
};

} // namespace marquee::manager
