// The staff port: authenticates, asks the authorizer, hands over to the resource, and puts every
// failure into words.
#pragma once

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/access/sessions.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/exchange.hpp"
#include "manager/ports/staff_events.hpp"

namespace marquee::manager {

class StaffService final : public Service {
public:
    StaffService(Database& database, ApiTokens& tokens, Sessions& sessions, StaffRoutes routes,
                 StaffEvents& events, const Clock& clock, const Log& log);

    RoutePolicy policy(const RequestHead& head) override;
    Reception receive(const RequestHead& head) override;
    std::optional<Response> worded(const RequestHead& head, int status, ErrorCode code) override;
    Response handle(const Request& request) override;

    // For the walk of every route with every role.
    const StaffRoutes& routes() const { return routes_; }

private:
    class AnsweringSink;

    // The route of a request and what stands in its places; or no route, and the methods that the
    // path has.
    struct Match {
        const StaffRoute* route = nullptr;
        std::vector<std::string> places;
        std::string allowed;
    };
    Match match(const RequestHead& head) const;
    Result<Response> answer(const Match& match, const Request& request);
    // `act(StaffCall)` when the caller may do what the route does.
    template<typename Act>
    auto as_caller(const Match& match, const Request& request, const Act& act)
        -> std::invoke_result_t<Act, const StaffCall&>;
    // The answer as it leaves: failures in words, and what every answer says.
    Response finished(Result<Response> answered, const RequestHead& request,
                      const StaffRoute* route) const;
    // Pages hear of what this request has changed.
    void tell(const RequestHead& request, const Response& answered) const;
    Result<Principal> admit(const StaffRoute& route, const Request& request);
    Result<Principal> authenticate(const StaffRoute& route, const Request& request);
    Status authorise(const StaffRoute& route, const Principal& who, const Request& request,
                     const std::vector<std::string>& places);
    bool shares_with(const UnitId& unit, const Principal& who);

    Database& database_;
    ApiTokens& tokens_;
    Sessions& sessions_;
    StaffRoutes routes_;
    StaffEvents& events_;
    const Clock& clock_;
    const Log& log_;
};

} // namespace marquee::manager
