#include "ctl/people_commands.hpp"

#include <fmt/format.h>

#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view accounts_path = "/api/v1/accounts";

Status list_accounts(Session& session) {
    return connect(session)
        .and_then([](StaffClient client) { return read_names(client, accounts_path); })
        .map([&](const std::vector<NamedRow>& rows) {
            for (const NamedRow& row : rows) {
                session.out += fmt::format("{}  {}\n", row.id, row.name);
            }
        });
}

// Prints the link for the account.
Status invite_to(StaffClient& client, const std::string& id, std::string& out) {
    return client
        .send({.method = "POST", .path = std::string(accounts_path) + "/" + id + "/invitation"})
        .and_then([](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                return in.required("url").line(limits::url_bytes_max);
            });
        })
        .map([&](const std::string& url) {
            out += "good once, for 24 hours, to set a password:\n" + url + "\n";
        });
}

Status invite(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    return read_names(*client, accounts_path)
        .and_then([&](const std::vector<NamedRow>& rows) {
            return resolve(rows, session.settings.positional().front());
        })
        .and_then([&](const std::string& id) { return invite_to(*client, id, session.out); });
}

std::string account_body(const Session& session, const std::string& unit) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("name", session.settings.positional().front());
        out.member("unit_id", unit);
        out.list("grants", session.settings.list("role"),
                 [&](wire::ObjectWriter& grant, const std::string& role) {
                     grant.member("role", role);
                     grant.member("unit_id", unit);
                 });
    });
}

Status add(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    return unit_called(*client, session.settings.text("unit"))
        .and_then([&](const std::string& unit) {
            return client->send({.method = "POST",
                                 .path = std::string(accounts_path),
                                 .body = account_body(session, unit)});
        })
        .and_then([](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                return in.required("id").line(limits::name_bytes_max);
            });
        })
        .and_then([&](const std::string& id) { return invite_to(*client, id, session.out); });
}

} // namespace

Command account_list_command() {
    return {.name = "account list",
            .summary = "prints the accounts",
            .settings = {credentials_setting()},
            .run = list_accounts};
}

Command account_add_command() {
    return {.name = "account add",
            .summary = "adds an account and prints the link to its password",
            .positional = "NAME",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {{.key = "unit",
                          .kind = SettingKind::text,
                          .help = "name or id of its unit; default: the root"},
                         {.key = "role",
                          .kind = SettingKind::list,
                          .default_value = "viewer",
                          .help = "what it may do there: editor,reviewer_1,duty,operator,…"},
                         credentials_setting()},
            .run = add};
}

Command account_invite_command() {
    return {.name = "account invite",
            .summary = "prints a one-time link that sets the password of an account",
            .positional = "NAME",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {credentials_setting()},
            .run = invite};
}

} // namespace marquee::ctl
