// GET /api/v1/search: links to what has some words in its name.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class SearchResource {
public:
    explicit SearchResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    Result<Response> find(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
