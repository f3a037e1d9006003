#include "ctl/override_commands.hpp"

#include <fmt/format.h>

#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view overrides_path = "/api/v1/overrides";

// The ids of everything a setting names.
Result<std::vector<std::string>> ids_of(StaffClient& client, const std::vector<std::string>& said,
                                        std::string_view path, std::string_view name_member) {
    std::vector<std::string> ids;
    if (said.empty()) {
        return ids;
    }
    return read_names(client, path, name_member)
        .and_then([&](const std::vector<NamedRow>& rows) -> Result<std::vector<std::string>> {
            for (const std::string& one : said) {
                Result<std::string> id = resolve(rows, one);
                if (!id) {
                    return tl::unexpected<Error>(std::move(id.error()));
                }
                ids.push_back(*std::move(id));
            }
            return ids;
        });
}

struct OverrideLine {
    std::string id;
    std::string kind;
    std::string state;
    std::string not_after;
    std::string text;
    std::int64_t targets = 0;
    std::int64_t shown = 0;
    std::vector<std::string> waiting; // "Station wall: offline"
};

OverrideLine read_line(const wire::Value& value) {
    const wire::Object in = value.object();
    OverrideLine line;
    line.id = in.required("id").line(limits::name_bytes_max);
    line.kind = in.required("kind").line(limits::name_bytes_max);
    line.state = in.required("state").line(limits::name_bytes_max);
    line.not_after = in.required("not_after").line(limits::name_bytes_max);
    if (const wire::Value text = in.optional("text")) {
        line.text = text.text(limits::notice_bytes_max);
    }
    if (const wire::Value targets = in.optional("targets")) {
        line.targets = targets.integer<std::int64_t>(0, limits::json_integer_max);
        line.shown = in.required("shown").integer<std::int64_t>(0, limits::json_integer_max);
        line.waiting = in.required("waiting").list(limits::page_rows_max, [](const wire::Value& v) {
            const wire::Object display = v.object();
            return display.required("title").line(limits::name_bytes_max) + ": "
                   + display.required("cause").line(limits::name_bytes_max);
        });
    }
    return line;
}

std::string text_of(const OverrideLine& line) {
    std::string text =
        fmt::format("{}  {:<6} {:<7} until {}  shown on {} of {}  {}\n", line.id, line.kind,
                    line.state, line.not_after, line.shown, line.targets, line.text);
    for (const std::string& waiting : line.waiting) {
        text += "    waiting for " + waiting + "\n";
    }
    return text;
}

Result<std::string> line_in(const std::string& body) {
    struct Whole {
        OverrideLine line;
    };
    return wire::read_object(
               "{\"override\":" + body + "}", wire::staff_answer,
               [](wire::Object in) { return Whole{read_line(in.required("override"))}; })
        .map([](const Whole& whole) { return text_of(whole.line); });
}

Status send_override(Session& session, std::string_view kind) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    const auto units = ids_of(*client, session.settings.list("unit"), "/api/v1/units", "name");
    const auto displays =
        ids_of(*client, session.settings.list("display"), "/api/v1/displays", "title");
    const auto groups = ids_of(*client, session.settings.list("group"), "/api/v1/groups", "name");
    if (!units || !displays || !groups) {
        return tl::unexpected<Error>(!units      ? units.error()
                                     : !displays ? displays.error()
                                                 : groups.error());
    }
    const auto length = std::chrono::ceil<std::chrono::minutes>(session.settings.duration("for"));
    const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
        out.member("kind", kind);
        out.texts("unit_ids", *units);
        out.texts("display_ids", *displays);
        out.texts("group_ids", *groups);
        if (kind == "notice") {
            out.member("text", session.settings.positional().front());
        }
        out.member("minutes", length.count());
    });
    return client->send({.method = "POST", .path = std::string(overrides_path), .body = body})
        .and_then([](const Answer& answer) { return line_in(answer.body); })
        .map([&](const std::string& line) { session.out = line; });
}

Status list_overrides(Session& session) {
    return connect(session).and_then([&](StaffClient client) {
        return each_page(client, overrides_path, [&](const std::string& body) {
            struct Found {
                std::vector<OverrideLine> lines;
                std::string next;
            };
            return wire::read_object(
                       body, wire::staff_answer,
                       [](wire::Object in) {
                           Found found;
                           found.lines =
                               in.required("items").list(limits::page_rows_max, read_line);
                           found.next = in.optional("next_cursor").line(limits::name_bytes_max);
                           return found;
                       })
                .map([&](const Found& found) {
                    for (const OverrideLine& line : found.lines) {
                        session.out += text_of(line);
                    }
                    return found.next;
                });
        });
    });
}

Status lift_override(Session& session) {
    return connect(session)
        .and_then([&](StaffClient client) {
            const std::string& id = session.settings.positional().front();
            return client.send(
                {.method = "POST", .path = std::string(overrides_path) + "/" + id + "/lift"});
        })
        .and_then([](const Answer& answer) { return line_in(answer.body); })
        .map([&](const std::string& line) { session.out = line; });
}

std::vector<Setting> whom_and_how_long(std::string_view longest) {
    return {{.key = "unit",
             .kind = SettingKind::list,
             .help = "names or ids of units whose displays obey, with all below"},
            {.key = "display",
             .kind = SettingKind::list,
             .help = "titles or ids of displays that obey"},
            {.key = "group",
             .kind = SettingKind::list,
             .help = "names or ids of display groups: the displays in them now"},
            {.key = "for",
             .kind = SettingKind::duration,
             .default_value = "30m",
             .help = "how long, in whole minutes; at most " + std::string(longest)},
            credentials_setting()};
}

} // namespace

std::vector<Command> override_commands() {
    return {{.name = "override black",
             .summary = "turns displays black at once",
             .settings = whom_and_how_long("24h"),
             .run = [](Session& session) { return send_override(session, "black"); }},
            {.name = "override notice",
             .summary = "shows an emergency text at once",
             .positional = "TEXT",
             .positional_least = 1,
             .positional_most = 1,
             .settings = whom_and_how_long("2h"),
             .run = [](Session& session) { return send_override(session, "notice"); }},
            {.name = "override list",
             .summary = "shows overrides, and which displays have not shown them yet",
             .settings = {credentials_setting()},
             .run = list_overrides},
            {.name = "override lift",
             .summary = "ends an override at once",
             .positional = "ID",
             .positional_least = 1,
             .positional_most = 1,
             .settings = {credentials_setting()},
             .run = lift_override}};
}

} // namespace marquee::ctl
