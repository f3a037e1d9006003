// /api/v1/reviews and the reviewers' verbs on programs.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/reviews.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class ReviewResource {
public:
    ReviewResource(Database& database, Reviews& reviews) : database_(database), reviews_(reviews) {}

    StaffRoutes routes();

private:
    using Verb = Result<ProgramAndRevision> (Reviews::*)(const ReviewCall&);

    // What waits, with how far it is and whether the caller may judge it.
    Result<Response> list(const StaffCall& call);
    Result<Response> judge(const StaffCall& call, Verb verb);

    Database& database_;
    Reviews& reviews_;
};

} // namespace marquee::manager
