#include "manager/http/open_sessions.hpp"

#include "manager/http/browser.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

// The secret of the session a request came under; empty for the holder of a bearer token.
std::string asking_session(const StaffCall& call) {
    return call.request.headers.contains("Authorization")
               ? std::string()
               : session_cookie(call.request).value_or(std::string());
}

AccountId account_of(const StaffCall& call) {
    return AccountId{call.places.front()};
}

// Neither the secret nor its digest.
void write_session(wire::ObjectWriter& out, const OpenSession& open) {
    out.member("id", open.row.id);
    out.member("began_at", open.row.created_at);
    out.member("last_used_at", open.row.last_used_at);
    out.member("address", open.row.address);
    out.member("browser", open.row.browser);
    out.member("system", open.row.system);
    out.member("current", open.asking);
}

} // namespace

StaffRoutes OpenSessionResource::routes() {
    const std::string_view all = "/api/v1/accounts/{id}/sessions";
    const auto route = [](Method method, std::string_view pattern, StaffHandler handle) {
        StaffRoute made;
        made.method = method;
        made.pattern = pattern;
        made.handle = std::move(handle);
        made.door = Door::signed_in;
        return made;
    };
    return {
        route(Method::get, all, [this](const auto& call) { return list(call); }),
        route(Method::remove, all, [this](const auto& call) { return end_others(call); }),
        route(Method::remove, "/api/v1/accounts/{id}/sessions/{session_id}",
              [this](const auto& call) { return end(call); }),
    };
}

Result<Response> OpenSessionResource::list(const StaffCall& call) {
    return sessions_.list(call.who, account_of(call), asking_session(call), call.now)
        .map([](const std::vector<OpenSession>& rows) {
            return list_of(PageOf<OpenSession>{rows, {}}, write_session);
        });
}

Result<Response> OpenSessionResource::end(const StaffCall& call) {
    return sessions_.end(call.who, account_of(call), SessionId{call.places.back()}, call.now)
        .map(no_content);
}

Result<Response> OpenSessionResource::end_others(const StaffCall& call) {
    return sessions_.end_others(call.who, account_of(call), asking_session(call), call.now)
        .map([](std::size_t ended) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                out.member("ended", static_cast<std::int64_t>(ended));
            }));
        });
}

} // namespace marquee::manager
