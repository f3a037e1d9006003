#include "manager/http/staff_service.hpp"

#include <algorithm>

#include "manager/http/browser.hpp"
#include "manager/http/events.hpp"
#include "manager/ports/path_pattern.hpp"
#include "schemas/wire/base64.hpp"
#include "schemas/wire/problem.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view basic = "Basic ";
constexpr std::string_view busy_retry_seconds = "2";

// RFC 9110 section 10.2.3: after how many seconds it is worth trying again.
void add_retry_after(Response& response, const Error& error) {
    if (error.code == ErrorCode::busy) {
        response.headers.set("Retry-After", std::string(busy_retry_seconds));
    }
    for (const auto& [name, value] : error.params) {
        if (error.code == ErrorCode::locked_out && name == "seconds") {
            response.headers.set("Retry-After", value);
        }
    }
}

// `status`: instead of the one that goes with the code.
Response problem_response(const Error& error, const RequestHead& request,
                          std::optional<int> status = std::nullopt) {
    const Language language =
        preferred_language(request.headers.find("Accept-Language").value_or(""));
    wire::Problem problem = wire::problem_of(error);
    problem.status = status.value_or(problem.status);
    problem.title = title(error.code, language);
    problem.detail = sentence(error, language);
    Response response = json(wire::write_problem(problem), problem.status);
    response.headers.set("Content-Type", std::string(wire::problem_media_type));
    response.headers.set("Content-Language", std::string(language_tag(language)));
    if (error.code == ErrorCode::not_signed_in) {
        response.headers.set("WWW-Authenticate", "Bearer realm=\"marquee\"");
    }
    add_retry_after(response, error);
    return response;
}

// The token that a request carries: by itself, or as the password of HTTP Basic with any name,
// where the route takes that. A person's password is never looked at: it has not a token's form.
std::optional<std::string> token_in(std::string_view field, const StaffRoute& route) {
    if (field.starts_with(bearer)) {
        return std::string(field.substr(bearer.size()));
    }
    if (!route.takes_basic || !field.starts_with(basic)) {
        return std::nullopt;
    }
    const Result<std::string> pair = wire::from_base64(field.substr(basic.size()));
    const std::size_t colon = pair ? pair->find(':') : std::string::npos;
    return colon == std::string::npos ? std::nullopt : std::optional(pair->substr(colon + 1));
}

// What every answer of this port says to a browser, and what every answer of its route says.
void dress(Response& response, const StaffRoute* route) {
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Referrer-Policy", "no-referrer");
    if (!response.headers.contains("Cache-Control")) {
        response.headers.set("Cache-Control", "no-store");
    }
    if (route && route->takes_basic && response.status == 401) { // the one a program can do first
        response.headers.set("WWW-Authenticate", "Basic realm=\"marquee\", charset=\"UTF-8\"");
        response.headers.add("WWW-Authenticate", "Bearer realm=\"marquee\"");
    }
    if (route) {
        for (const auto& [name, value] : route->always) {
            response.headers.set(name, value);
        }
    }
}

} // namespace

StaffService::StaffService(Database& database, ApiTokens& tokens, Sessions& sessions,
                           StaffRoutes routes, StaffEvents& events, const Clock& clock,
                           const Log& log)
    : database_(database),
      tokens_(tokens),
      sessions_(sessions),
      routes_(std::move(routes)),
      events_(events),
      clock_(clock),
      log_(log) {}

// What a route's sink says, as the front wants to hear it.
class StaffService::AnsweringSink final : public BodySink {
public:
    AnsweringSink(const StaffService& service, const StaffRoute& route, const RequestHead& head,
                  std::unique_ptr<StaffSink> sink)
        : service_(service), route_(route), head_(head), sink_(std::move(sink)) {}

    std::optional<Response> take(std::string_view bytes) override {
        const Status taken = sink_->take(bytes);
        return taken ? std::nullopt
                     : std::optional(
                         service_.finished(tl::unexpected<Error>(taken.error()), head_, &route_));
    }

    Response finish() override {
        Response response = service_.finished(sink_->finish(), head_, &route_);
        service_.tell(head_, response);
        return response;
    }

private:
    const StaffService& service_;
    const StaffRoute& route_;
    const RequestHead head_;
    const std::unique_ptr<StaffSink> sink_;
};

RoutePolicy StaffService::policy(const RequestHead& head) {
    if (head.path == "/healthz") {
        return {.body_bytes_max = 0, .lane = Lane::reserved};
    }
    const Match found = match(head);
    if (found.route && found.route->receive) {
        return {.body_bytes_max = limits::asset_bytes_max, .destination = BodyDestination::sink};
    }
    return {.body_bytes_max = limits::staff_body_bytes_max,
            .lane = found.route ? found.route->lane : Lane::ordinary};
}

std::optional<Response> StaffService::worded(const RequestHead& head, int status, ErrorCode code) {
    Response response = problem_response({code, {}, {}, {}}, head, status);
    dress(response, match(head).route);
    return response;
}

Response StaffService::handle(const Request& request) {
    const Match found = match(request);
    Response response = finished(answer(found, request), request, found.route);
    tell(request, response);
    return response;
}

void StaffService::tell(const RequestHead& request, const Response& answered) const {
    const auto subject = subject_of(request.path);
    if (subject && changes(request.method) && answered.status < 300) {
        events_.tell(*subject);
    }
}

Reception StaffService::receive(const RequestHead& head) {
    const Request request{head, {}};
    const Match found = match(head); // has a route that receives, or policy() had not said so
    auto sink = as_caller(found, request,
                          [&](const StaffCall& call) { return found.route->receive(call); });
    if (!sink) {
        return finished(tl::unexpected<Error>(sink.error()), head, found.route);
    }
    return std::make_unique<AnsweringSink>(*this, *found.route, head, *std::move(sink));
}

Response StaffService::finished(Result<Response> answered, const RequestHead& request,
                                const StaffRoute* route) const {
    if (!answered) {
        log_.failure(LogLevel::info, "http", "refused", answered.error(),
                     {{"method", method_name(request.method)},
                      {"path", request.path},
                      {"peer", request.peer.address}});
    }
    Response response =
        answered ? *std::move(answered) : problem_response(answered.error(), request);
    dress(response, route);
    return response;
}

StaffService::Match StaffService::match(const RequestHead& head) const {
    const Method method = head.method == Method::head ? Method::get : head.method;
    Match found;
    for (const StaffRoute& route : routes_) {
        auto places = match_path(route.pattern, head.path);
        if (places && route.method == method) {
            return {&route, *std::move(places), {}};
        }
        if (places) {
            found.allowed +=
                (found.allowed.empty() ? "" : ", ") + std::string(method_name(route.method));
        }
    }
    return found;
}

Result<Response> StaffService::answer(const Match& match, const Request& request) {
    const bool health = request.path == "/healthz";
    if (health && (request.method == Method::get || request.method == Method::head)) {
        return text("ok\n");
    }
    if (match.route && match.route->handle) {
        return as_caller(match, request,
                         [&](const StaffCall& call) { return match.route->handle(call); });
    }
    const std::string allowed = health ? "GET" : match.allowed;
    if (!allowed.empty()) {
        Response response = problem_response(
            {ErrorCode::unsupported, "the resource does not know this method", {}, {}}, request,
            405);
        response.headers.set("Allow", allowed);
        return response;
    }
    return fail(ErrorCode::not_found, "there is no such resource");
}

template<typename Act>
auto StaffService::as_caller(const Match& match, const Request& request, const Act& act)
    -> std::invoke_result_t<Act, const StaffCall&> {
    const Result<Principal> who = admit(*match.route, request);
    if (!who) {
        return tl::unexpected<Error>(who.error());
    }
    const Status allowed = match.route->door == Door::granted
                               ? authorise(*match.route, *who, request, match.places)
                               : Status{};
    return allowed.and_then([&] {
        return act({.request = request,
                    .who = *who,
                    .places = match.places,
                    .now = clock_.wall(),
                    .scope = scope_of(*who, match.route->action)});
    });
}

Result<Principal> StaffService::admit(const StaffRoute& route, const Request& request) {
    if (route.door == Door::open) {
        return check_own_page(request).map([] { return Principal{}; });
    }
    return authenticate(route, request);
}

// A token says who asks, whatever cookies come along; without one the session's cookie does.
Result<Principal> StaffService::authenticate(const StaffRoute& route, const Request& request) {
    const auto field = request.headers.find("Authorization");
    const auto cookie = session_cookie(request);
    if (!field && cookie) {
        const Status own =
            changes(request.method) ? check_session_change(request, *cookie) : Status{};
        return own.and_then([&] { return sessions_.authenticate(*cookie, clock_.wall()); });
    }
    const auto token = field ? token_in(*field, route) : std::nullopt;
    if (!token) {
        return fail(ErrorCode::not_signed_in, "the request carries no token");
    }
    return tokens_.authenticate(*token, clock_.wall())
        .map_error([](Error error) { // a token is no password: the sentence for one misleads
            if (error.code == ErrorCode::wrong_credentials) {
                error.code = ErrorCode::not_signed_in;
            }
            return error;
        });
}

Status StaffService::authorise(const StaffRoute& route, const Principal& who,
                               const Request& request, const std::vector<std::string>& places) {
    if (!route.unit_of) {
        return scope_of(who, route.action).units.empty()
                   ? fail(ErrorCode::not_allowed, "no grant of the account allows this anywhere")
                   : Status{};
    }
    const Result<UnitId> unit = route.unit_of(request, places);
    if (!unit) {
        return tl::unexpected<Error>(unit.error());
    }
    const Result<std::vector<UnitId>> path =
        database_.read([&](const View& view) { return view.fleet.unit_path(*unit); });
    if (!path && path.error().code == ErrorCode::not_found) { // named in the body
        return fail(ErrorCode::invalid_reference, "there is no such unit", "/unit_id");
    }
    if (!path) {
        return tl::unexpected<Error>(path.error());
    }
    Status allowed = authorise_in(who, route.action, *path);
    if (!allowed && route.action == Action::read_content && shares_with(*unit, who)) {
        return {};
    }
    return allowed;
}

// Whether the unit lies above one where the caller may read: what it has is shared with those
// below.
bool StaffService::shares_with(const UnitId& unit, const Principal& who) {
    const std::vector<UnitId> units = scope_of(who, Action::read_content).units;
    return std::any_of(units.begin(), units.end(), [&](const UnitId& own) {
        const Result<std::vector<UnitId>> path =
            database_.read([&](const View& view) { return view.fleet.unit_path(own); });
        return path && std::find(path->begin(), path->end(), unit) != path->end();
    });
}

} // namespace marquee::manager
