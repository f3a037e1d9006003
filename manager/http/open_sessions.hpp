// /api/v1/accounts/{id}/sessions: where somebody is signed in, and the end of it.
#pragma once

#include "manager/access/open_sessions.hpp"
#include "manager/http/staff_route.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class OpenSessionResource {
public:
    explicit OpenSessionResource(Database& database) : sessions_(database) {}

    // For everybody, about the own account and those they may manage: OpenSessions asks.
    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> end(const StaffCall& call);
    Result<Response> end_others(const StaffCall& call);

    OpenSessions sessions_;
};

} // namespace marquee::manager
