#include "ctl/content_commands.hpp"

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "ctl/campaign_load.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view slogans_path = "/api/v1/slogans";
constexpr std::string_view playlists_path = "/api/v1/playlists";
constexpr std::string_view programs_path = "/api/v1/programs";

// One line a row of the list at `path`: id and name.
Status list_names(Session& session, std::string_view path) {
    return connect(session)
        .and_then([&](StaffClient client) { return read_names(client, path); })
        .map([&](const std::vector<NamedRow>& rows) {
            for (const NamedRow& row : rows) {
                session.out += fmt::format("{}  {}\n", row.id, row.name);
            }
        });
}

Status list_programs(Session& session) {
    const auto line_of = [](const wire::Value& value) {
        const wire::Object row = value.object();
        const auto seconds = row.required("cycle_ms").integer<std::int64_t>(0, INT64_MAX) / 1'000;
        return fmt::format("{}  r{:<4} {:<10} {:>6} s  {}\n",
                           row.required("id").line(limits::name_bytes_max),
                           row.required("revision").integer<std::int32_t>(1, INT32_MAX),
                           row.required("state").line(limits::word_bytes_max), seconds,
                           row.required("name").line(limits::name_bytes_max));
    };
    return connect(session).and_then([&](StaffClient client) {
        return each_page(client, programs_path, [&](const std::string& body) {
            return wire::read_object(body, wire::staff_answer, [&](wire::Object in) {
                for (const std::string& line :
                     in.required("items").list(limits::page_rows_max, line_of)) {
                    session.out += line;
                }
                return in.optional("next_cursor").line(limits::name_bytes_max);
            });
        });
    });
}

// The thing of this name or id, as the staff REST gives it.
Status show_one(Session& session, std::string_view path) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    return read_names(*client, path)
        .and_then([&](const std::vector<NamedRow>& rows) {
            return resolve(rows, session.settings.positional().front());
        })
        .and_then([&](const std::string& id) {
            return client->send({.path = std::string(path) + "/" + id});
        })
        .map([&](const Answer& answer) { session.out = answer.body + "\n"; });
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
    const std::filesystem::path file = session.settings.positional().front();
    MediaLoader media(*client, session.clock, session.sleeper, session.tell);
    return read_whole(file, limits::program_bytes_max)
        .and_then([](const std::string& text) { return read_campaign(text); })
        .and_then([&](const Campaign& campaign) {
            return load_campaign(*client, media, campaign, file.parent_path());
        })
        .map([&](const Loaded& loaded) {
            session.out = fmt::format(
                "loaded {} slogans, {} assets, {} playlists, {} programs, {} schedules, {} "
                "dayparts, periods and campaigns; {} were there already\n",
                loaded.slogans, loaded.assets, loaded.playlists, loaded.programs, loaded.schedules,
                loaded.calendar_rows, loaded.present);
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
            .run = [](Session& session) { return list_names(session, slogans_path); }};
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

std::vector<Command> program_commands() {
    const auto shown = [](std::string_view name, std::string_view summary, std::string_view path) {
        return Command{.name = name,
                       .summary = summary,
                       .positional = "NAME",
                       .positional_least = 1,
                       .positional_most = 1,
                       .settings = {credentials_setting()},
                       .run = [path](Session& session) { return show_one(session, path); }};
    };
    return {{.name = "playlist list",
             .summary = "prints the playlists of the library",
             .settings = {credentials_setting()},
             .run = [](Session& session) { return list_names(session, playlists_path); }},
            shown("playlist show", "prints one playlist", playlists_path),
            {.name = "program list",
             .summary = "prints the programs with their latest revision and its state",
             .settings = {credentials_setting()},
             .run = list_programs},
            shown("program show", "prints one program with its layout", programs_path)};
}

Command load_campaign_command() {
    return {.name = "load",
            .summary = "loads a campaign file: slogans, media beside it, programs, schedules",
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
