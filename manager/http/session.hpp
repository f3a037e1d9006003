// /api/v1/session: signing in and out, and the password. /api/v1/setup: the page behind a one-time
// link.
#pragma once

#include <optional>
#include <string>

#include "manager/access/password_links.hpp"
#include "manager/access/sessions.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// From where a request comes, in words for people.
Arrival arrival_of(const Request& request);

// Outlives the routes it gives.
class SessionResource {
public:
    SessionResource(Database& database, Sessions& sessions, PasswordLinks& links)
        : database_(database), sessions_(sessions), links_(links) {}

    StaffRoutes routes();

private:
    Result<Response> sign_in(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> sign_out(const StaffCall& call);
    Result<Response> change_password(const StaffCall& call);
    Result<Response> set_up(const StaffCall& call);
    Result<Response> answer(const AccountId& account, const std::string& secret);
    Result<Response> answer_to(const std::optional<SignedIn>& made);

    Database& database_;
    Sessions& sessions_;
    PasswordLinks& links_;
};

} // namespace marquee::manager
