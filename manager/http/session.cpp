#include "manager/http/session.hpp"

#include "manager/access/second_steps.hpp"
#include "manager/http/browser.hpp"
#include "manager/http/user_agent.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

namespace {

struct NamedGrant {
    Grant grant;
    std::string unit_name;
};

// What a page needs to know about whoever looks at it.
struct SessionView {
    Account account;
    std::vector<NamedGrant> grants;
    Organisation organisation;
};

Result<SessionView> read_view(const View& view, const AccountId& id) {
    const Result<Account> account = view.access.account(id);
    const Result<Organisation> organisation = view.fleet.organisation();
    if (!account || !organisation) {
        return tl::unexpected<Error>(account ? organisation.error() : account.error());
    }
    SessionView seen{*account, {}, *organisation};
    for (const Grant& grant : account->grants) {
        const Result<Unit> unit = view.fleet.unit(grant.unit);
        if (!unit) {
            return tl::unexpected<Error>(unit.error());
        }
        seen.grants.push_back({grant, unit->name});
    }
    return seen;
}

// `secret`: of the session; empty for the holder of a bearer token, who needs no CSRF token.
std::string body_of(const SessionView& seen, const std::string& secret) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.object("account", [&](wire::ObjectWriter& account) {
            account.member("id", seen.account.id);
            account.member("name", seen.account.name);
            account.member("unit_id", seen.account.head.unit);
            account.list("grants", seen.grants,
                         [](wire::ObjectWriter& row, const NamedGrant& named) {
                             row.member("role", to_slug(named.grant.role));
                             row.member("unit_id", named.grant.unit);
                             row.member("unit_name", named.unit_name);
                         });
        });
        out.member("csrf_token", secret.empty() ? std::string() : csrf_token_of(secret));
        out.object("organisation", [&](wire::ObjectWriter& organisation) {
            organisation.member("id", seen.organisation.id);
            organisation.member("name", seen.organisation.name);
            organisation.member("root_unit_id", seen.organisation.root);
            organisation.member("time_zone", seen.organisation.time_zone);
        });
    });
}

} // namespace

Arrival arrival_of(const Request& request) {
    const UserAgent agent = read_user_agent(request.headers.find("User-Agent").value_or(""));
    return {request.peer.address, agent.browser, agent.system};
}

StaffRoutes SessionResource::routes() {
    const std::string_view one = "/api/v1/session";
    const auto route = [](Method method, std::string_view pattern, Door door, StaffHandler handle) {
        StaffRoute made;
        made.method = method;
        made.pattern = pattern;
        made.handle = std::move(handle);
        made.door = door;
        return made;
    };
    return {
        route(Method::post, one, Door::open, [this](const auto& call) { return sign_in(call); }),
        route(Method::get, one, Door::signed_in, [this](const auto& call) { return show(call); }),
        route(Method::remove, one, Door::signed_in,
              [this](const auto& call) { return sign_out(call); }),
        route(Method::put, "/api/v1/session/password", Door::signed_in,
              [this](const auto& call) { return change_password(call); }),
        route(Method::post, "/api/v1/setup", Door::open,
              [this](const auto& call) { return set_up(call); }),
    };
}

Result<Response> SessionResource::answer(const AccountId& account, const std::string& secret) {
    return database_.read([&](const View& view) { return read_view(view, account); })
        .map([&](const SessionView& seen) {
            Response response = json(body_of(seen, secret));
            if (!secret.empty()) {
                set_session_cookie(response, secret);
            }
            return response;
        });
}

// 202: all is well so far, and a code of the second step is asked for.
Result<Response> SessionResource::answer_to(const std::optional<SignedIn>& made) {
    if (made) {
        return answer(made->account.id, made->secret);
    }
    return json(wire::write_object([](wire::ObjectWriter& out) { out.member("asked", "code"); }),
                202);
}

Result<Response> SessionResource::sign_in(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body,
                             [&](wire::Object in) {
                                 return SignIn{
                                     in.required("name").line(limits::name_bytes_max),
                                     in.required("password").text(limits::password_bytes_max),
                                     arrival_of(call.request),
                                     session_cookie(call.request).value_or(""),
                                     in.optional("code").line(step_code_bytes_max)};
                             })
        .and_then([&](const SignIn& given) { return sessions_.sign_in(given, call.now); })
        .and_then([&](const std::optional<SignedIn>& made) { return answer_to(made); });
}

Result<Response> SessionResource::show(const StaffCall& call) {
    const bool bearer = call.request.headers.contains("Authorization");
    const std::string secret =
        bearer ? std::string() : session_cookie(call.request).value_or(std::string());
    return database_.read([&](const View& view) { return read_view(view, call.who.account); })
        .map([&](const SessionView& seen) { return json(body_of(seen, secret)); });
}

Result<Response> SessionResource::sign_out(const StaffCall& call) {
    return sessions_.sign_out(session_cookie(call.request).value_or(""), call.now).map([] {
        Response response = no_content();
        clear_session_cookie(response);
        return response;
    });
}

Result<Response> SessionResource::change_password(const StaffCall& call) {
    return wire::read_object(
               call.request.text(), wire::staff_body,
               [&](wire::Object in) {
                   return PasswordChange{
                       {in.required("present_password").text(limits::password_bytes_max),
                        arrival_of(call.request)},
                       in.required("password").text(limits::password_bytes_max)};
               })
        .and_then([&](const PasswordChange& change) {
            return sessions_.change_password(call.who, change, call.now);
        })
        .and_then([&](const SignedIn& made) { return answer(made.account.id, made.secret); });
}

Result<Response> SessionResource::set_up(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body,
                             [&](wire::Object in) {
                                 return LinkUse{
                                     in.required("token").line(limits::secret_bytes_max, 1),
                                     in.optional("name").line(limits::name_bytes_max),
                                     in.required("password").text(limits::password_bytes_max),
                                     arrival_of(call.request)};
                             })
        .and_then([&](const LinkUse& use) { return links_.use(use, call.now); })
        .and_then([&](const std::optional<SignedIn>& made) { return answer_to(made); });
}

} // namespace marquee::manager
