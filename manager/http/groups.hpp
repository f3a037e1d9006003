// /api/v1/groups: displays that staff address together.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class GroupResource {
public:
    GroupResource(Database& database, PublishingRequests& publishing, Randomness& randomness)
        : database_(database), publishing_(publishing), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    // Displays that come or go get what is scheduled for the group, or lose it.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    PublishingRequests& publishing_;
    Randomness& randomness_;
};

} // namespace marquee::manager
