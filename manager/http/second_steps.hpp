// /api/v1/session/second-step: a code from an authenticator app when signing in, for the own
// account; /api/v1/accounts/{id}/second-step: taken from another's, whose telephone is lost.
#pragma once

#include "manager/access/second_steps.hpp"
#include "manager/http/staff_route.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class SecondStepResource {
public:
    explicit SecondStepResource(SecondSteps& steps) : steps_(steps) {}

    StaffRoutes routes();

private:
    Result<Response> show(const StaffCall& call);
    Result<Response> offer(const StaffCall& call);
    Result<Response> confirm(const StaffCall& call);
    Result<Response> end(const StaffCall& call);
    Result<Response> end_for(const StaffCall& call);

    SecondSteps& steps_;
};

} // namespace marquee::manager
