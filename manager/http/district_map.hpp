// /api/v1/map: the map of the city's districts that displays are shown on. It is brought as a file
// and kept here: no page asks anybody else for one.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class DistrictMapResource {
public:
    explicit DistrictMapResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    Result<Response> show(const StaffCall& call);
    Result<std::unique_ptr<StaffSink>> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
