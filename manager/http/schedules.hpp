// /api/v1/schedules: which program, on which displays, when, how urgent.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ScheduleResource {
public:
    ScheduleResource(Database& database, PublishingRequests& publishing, Randomness& randomness)
        : database_(database), publishing_(publishing), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);
    static Result<std::string> body_of(const View& view, const StaffCall& call,
                                       const ScheduleRecord& row);

    Database& database_;
    PublishingRequests& publishing_;
    Randomness& randomness_;
};

} // namespace marquee::manager
