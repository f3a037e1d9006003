#include "ctl/content_commands.hpp"

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "ctl/campaign.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view slogans_path = "/api/v1/slogans";

Status list_slogans(Session& session) {
    return connect(session)
        .and_then([](StaffClient client) { return read_names(client, slogans_path); })
        .map([&](const std::vector<NamedRow>& rows) {
            for (const NamedRow& row : rows) {
                session.out += fmt::format("{}  {}\n", row.id, row.name);
            }
        });
}

// The slogan of `body` with new words, as the staff REST takes it.
Result<std::string> with_text(std::string_view body, const std::string& text) {
    return wire::read_object(body, wire::staff_answer, [&](wire::Object in) {
        const std::string unit = in.required("unit_id").line(limits::name_bytes_max);
        const std::string name = in.required("name").line(limits::name_bytes_max);
        Slogan slogan = wire::read_slogan(in);
        slogan.text = text;
        return wire::write_object([&](wire::ObjectWriter& out) {
            out.member("unit_id", unit);
            out.member("name", name);
            wire::write_slogan(out, slogan);
        });
    });
}

Status set_slogan(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    std::string path;
    return read_names(*client, slogans_path)
        .and_then([&](const std::vector<NamedRow>& rows) {
            return resolve(rows, session.settings.positional().front());
        })
        .and_then([&](const std::string& id) {
            path = std::string(slogans_path) + "/" + id;
            return client->send({.path = path});
        })
        .and_then([&](const Answer& present) {
            return with_text(present.body, session.settings.text("text"))
                .and_then([&](const std::string& body) {
                    return client->send(
                        {.method = "PUT", .path = path, .body = body, .if_match = present.etag});
                });
        })
        .map([&](const Answer& answer) { session.out = answer.body + "\n"; });
}

Status load(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    return read_whole(session.settings.positional().front(), limits::program_bytes_max)
        .and_then([](const std::string& text) { return read_campaign(text); })
        .and_then([&](const Campaign& campaign) { return load_campaign(*client, campaign); })
        .map([&](const Loaded& loaded) {
            session.out =
                fmt::format("loaded {} slogans, {} programs, {} schedules; {} were there "
                            "already\n",
                            loaded.slogans, loaded.programs, loaded.schedules, loaded.present);
        });
}

Status request(Session& session) {
    const auto& said = session.settings.positional();
    Ask ask{.method = said[0], .path = said[1], .if_match = session.settings.text("if-match")};
    if (session.settings.has("body")) {
        const Result<std::string> body =
            read_whole(session.settings.path("body"), limits::staff_body_bytes_max);
        if (!body) {
            return tl::unexpected<Error>(body.error());
        }
        ask.body = *body;
    }
    return connect(session)
        .and_then([&](StaffClient client) { return client.send(ask); })
        .map([&](const Answer& answer) { session.out = answer.body + "\n"; });
}

} // namespace

Command slogan_list_command() {
    return {.name = "slogan list",
            .summary = "prints the slogans of the library",
            .settings = {credentials_setting()},
            .run = list_slogans};
}

Command slogan_set_command() {
    return {.name = "slogan set",
            .summary = "changes the words of a slogan, and every program that shows it",
            .positional = "NAME",
            .positional_least = 1,
            .positional_most = 1,
            .needed = {"text"},
            .settings = {{.key = "text", .kind = SettingKind::text, .help = "the new words"},
                         credentials_setting()},
            .run = set_slogan};
}

Command load_campaign_command() {
    return {.name = "load",
            .summary = "loads slogans, programs and schedules from a campaign file",
            .positional = "FILE",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {credentials_setting()},
            .run = load};
}

Command request_command() {
    return {.name = "request",
            .summary = "sends one request to the staff REST and prints the answer",
            .positional = "METHOD PATH",
            .positional_least = 2,
            .positional_most = 2,
            .settings = {{.key = "body", .kind = SettingKind::path, .help = "file with the JSON"},
                         {.key = "if-match", .kind = SettingKind::text, .help = "an ETag"},
                         credentials_setting()},
            .run = request};
}

} // namespace marquee::ctl
