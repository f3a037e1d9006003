// /api/v1/accounts: who may sign in, what they may do, and the tokens of their programs.
#pragma once

#include "manager/access/accounts.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/access/password_links.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class AccountResource {
public:
    // `staff_url`: what one-time links begin with, "https://manager.example:8443".
    AccountResource(Database& database, Accounts& accounts, ApiTokens& tokens, PasswordLinks& links,
                    std::string staff_url)
        : database_(database),
          accounts_(accounts),
          tokens_(tokens),
          links_(links),
          staff_url_(std::move(staff_url)) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> replace(const StaffCall& call);
    Result<Response> invite(const StaffCall& call);
    Result<Response> list_tokens(const StaffCall& call);
    Result<Response> issue_token(const StaffCall& call);
    Result<Response> revoke_token(const StaffCall& call);

    Database& database_;
    Accounts& accounts_;
    ApiTokens& tokens_;
    PasswordLinks& links_;
    const std::string staff_url_;
};

} // namespace marquee::manager
