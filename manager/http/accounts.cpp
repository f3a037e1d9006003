#include "manager/http/accounts.hpp"

#include <set>

#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

// An account as people see it.
struct Seen {
    Account row;
    bool second_step = false;
};

Result<std::set<AccountId>> with_second_step(const View& view) {
    return view.sessions.asked_for_second_step().map([](const std::vector<AccountId>& ids) {
        return std::set<AccountId>(ids.begin(), ids.end());
    });
}

void write_row(wire::ObjectWriter& out, const Seen& seen) {
    const Account& row = seen.row;
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    out.member("disabled", row.disabled_at.has_value());
    out.member("has_password", row.password_hash.has_value());
    out.member("second_step", seen.second_step);
    out.list("grants", row.grants, [](wire::ObjectWriter& grant, const Grant& held) {
        grant.member("role", to_slug(held.role));
        grant.member("unit_id", held.unit);
    });
}

std::string body_of(const Seen& seen) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, seen); });
}

Result<Response> answer_with(const View& view, const Account& row) {
    return with_second_step(view).map([&](const std::set<AccountId>& asked) {
        return json_of(body_of({row, asked.contains(row.id)}), row.head.version);
    });
}

void write_token(wire::ObjectWriter& out, const ApiToken& row) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("account_id", row.account);
    out.member("name", row.name);
    out.member("expires_at", row.expires_at);
    out.member("revoked_at", row.revoked_at);
    out.member("last_used_at", row.last_used_at);
}

Grant read_grant(const wire::Value& value) {
    const wire::Object in = value.object();
    Grant grant;
    const wire::Value role = in.required("role");
    const Result<Role> known = role_from_slug(role.line(limits::word_bytes_max));
    if (known) {
        grant.role = *known;
    } else {
        role.refuse(ErrorCode::malformed, known.error().what);
    }
    grant.unit = in.required("unit_id").id<UnitId>();
    return grant;
}

AccountWishes read_wishes(const wire::Object& in) {
    AccountWishes wishes;
    wishes.name = in.required("name").line(limits::name_bytes_max, 1);
    wishes.unit = in.required("unit_id").id<UnitId>();
    if (const wire::Value disabled = in.optional("disabled")) {
        wishes.disabled = disabled.boolean();
    }
    wishes.grants = in.required("grants").list(limits::grants_per_account_max, read_grant);
    return wishes;
}

Result<AccountWishes> wishes_of(const Request& request) {
    return wire::read_object(request.text(), wire::staff_body, read_wishes);
}

AccountId account_of(const StaffCall& call) {
    return AccountId{call.places.front()};
}

StaffRoute own_or_managed(Method method, std::string_view pattern, StaffHandler handle) {
    StaffRoute route;
    route.method = method;
    route.pattern = pattern;
    route.handle = std::move(handle);
    route.door = Door::signed_in;
    return route;
}

} // namespace

StaffRoutes AccountResource::routes() {
    const std::string_view all = "/api/v1/accounts";
    const std::string_view one = "/api/v1/accounts/{id}";
    const std::string_view tokens = "/api/v1/accounts/{id}/tokens";
    const UnitOf owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.access.account(AccountId{id});
    });
    return {
        {Method::get,
         all,
         Action::manage_accounts,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::manage_accounts, unit_in_body(),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::manage_accounts, owner,
         [this](const auto& call) { return show(call); }},
        {Method::put, one, Action::manage_accounts, owner,
         [this](const auto& call) { return replace(call); }},
        {Method::post, "/api/v1/accounts/{id}/invitation", Action::manage_accounts, owner,
         [this](const auto& call) { return invite(call); }},
        // Also for one's own: ApiTokens asks.
        own_or_managed(Method::get, tokens, [this](const auto& call) { return list_tokens(call); }),
        own_or_managed(Method::post, tokens,
                       [this](const auto& call) { return issue_token(call); }),
        own_or_managed(Method::remove, "/api/v1/accounts/{id}/tokens/{token_id}",
                       [this](const auto& call) { return revoke_token(call); }),
    };
}

Result<Response> AccountResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return with_second_step(view).and_then([&](const std::set<AccountId>& asked) {
                return view.access.accounts(scope, page).map([&](const PageOf<Account>& found) {
                    PageOf<Seen> seen{{}, found.next};
                    for (const Account& row : found.rows) {
                        seen.rows.push_back({row, asked.contains(row.id)});
                    }
                    return seen;
                });
            });
        },
        write_row);
}

Result<Response> AccountResource::create(const StaffCall& call) {
    return wishes_of(call.request)
        .and_then([&](const AccountWishes& wishes) {
            return accounts_.create(
                call.who, {wishes.name, wishes.unit, wishes.grants, std::nullopt}, call.now);
        })
        .map([](const Account& made) {
            return created(body_of({made, false}), made.head.version,
                           "/api/v1/accounts/" + made.id.value);
        });
}

Result<Response> AccountResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) {
        return view.access.account(account_of(call)).and_then([&](const Account& row) {
            return answer_with(view, row);
        });
    });
}

Result<Response> AccountResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<AccountWishes> wishes = wishes_of(call.request);
    if (!version || !wishes) {
        return tl::unexpected<Error>(version ? wishes.error() : version.error());
    }
    return accounts_.change(call.who, {account_of(call), *version}, *wishes, call.now)
        .and_then([&](const Account& row) {
            return database_.read([&](const View& view) { return answer_with(view, row); });
        });
}

Result<Response> AccountResource::invite(const StaffCall& call) {
    return links_.invite(call.who, account_of(call), call.now).map([&](const IssuedLink& link) {
        return json(wire::write_object([&](wire::ObjectWriter& out) {
                        out.member("url", address_of(link, staff_url_));
                        out.member("expires_at", link.row.expires_at);
                    }),
                    201);
    });
}

Result<Response> AccountResource::list_tokens(const StaffCall& call) {
    return tokens_.list(call.who, account_of(call)).map([](const std::vector<ApiToken>& rows) {
        return list_of(PageOf<ApiToken>{rows, {}}, write_token);
    });
}

Result<Response> AccountResource::issue_token(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body,
                             [&](wire::Object in) {
                                 NewToken wanted;
                                 wanted.account = account_of(call);
                                 wanted.name = in.required("name").line(limits::name_bytes_max, 1);
                                 if (const wire::Value expiry = in.optional("expires_at")) {
                                     wanted.expires_at = expiry.instant();
                                 }
                                 return wanted;
                             })
        .and_then([&](const NewToken& wanted) { return tokens_.issue(call.who, wanted, call.now); })
        .map([](const IssuedToken& made) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                            write_token(out, made.row);
                            out.member("token", made.secret);
                        }),
                        201);
        });
}

Result<Response> AccountResource::revoke_token(const StaffCall& call) {
    return tokens_.revoke(call.who, account_of(call), TokenId{call.places.back()}, call.now)
        .map(no_content);
}

} // namespace marquee::manager
