#include "ctl/fleet_commands.hpp"

#include <fmt/format.h>

#include "ctl/directory.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view units_path = "/api/v1/units";

Status list_units(Session& session) {
    return connect(session)
        .and_then([](StaffClient client) { return read_names(client, units_path); })
        .map([&](const std::vector<NamedRow>& rows) {
            for (const NamedRow& row : rows) {
                session.out += fmt::format("{}  {}\n", row.id, row.name);
            }
        });
}

Status add_unit(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    return unit_called(*client, session.settings.text("parent"))
        .and_then([&](const std::string& parent) {
            const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
                out.member("parent_id", parent);
                out.member("name", session.settings.positional().front());
                out.member("kind", session.settings.text("kind"));
            });
            return client->send({.method = "POST", .path = std::string(units_path), .body = body});
        })
        .map([&](const Answer& answer) { session.out = answer.body + "\n"; });
}

// One line of the table that `status` prints.
struct DisplayLine {
    std::string title;
    std::string id;
    bool reachable = false;
    std::string showing; // "yes", or how it is instead
    std::string rung = "-";
    std::string items;
    std::int64_t frames = 0;
    std::int64_t late = 0;
    std::string uptime = "-"; // how much of the last day it was showing
};

DisplayLine read_display(const wire::Value& value) {
    const wire::Object in = value.object();
    DisplayLine line;
    line.id = in.required("id").line(limits::name_bytes_max);
    line.title = in.required("title").line(limits::name_bytes_max);
    const wire::Object status = in.required("status").object();
    line.reachable = status.required("reachable").boolean();
    const std::string health =
        in.required("health").object().required("status").line(limits::word_bytes_max);
    line.showing = status.required("showing").boolean() ? "yes"
                   : health == "showing"                ? "updating"
                                                        : health;
    if (const wire::Value rung = status.optional("rung")) {
        line.rung = rung.line(limits::name_bytes_max);
    }
    const auto number = [&](std::string_view name) {
        const wire::Value value_of = status.optional(name);
        return value_of ? value_of.integer<std::int64_t>(0, limits::json_integer_max) : 0;
    };
    line.frames = number("frames_presented");
    line.late = number("frames_late");
    if (const wire::Value zones = status.optional("zones")) {
        for (const std::string& item : zones.list(limits::zones_max, [](const wire::Value& zone) {
                 return zone.object().required("item_name").line(limits::name_bytes_max);
             })) {
            line.items += line.items.empty() ? item : ", " + item;
        }
    }
    return line;
}

std::string table_of(const std::vector<DisplayLine>& lines) {
    std::string text =
        fmt::format("{:<16} {:<10} {:<12} {:<10} {:>9} {:>6} {:>9}  {}\n", "display", "reachable",
                    "showing", "rung", "frames", "late", "uptime", "items");
    for (const DisplayLine& line : lines) {
        text += fmt::format("{:<16} {:<10} {:<12} {:<10} {:>9} {:>6} {:>9}  {}\n", line.title,
                            line.reachable ? "yes" : "no", line.showing, line.rung, line.frames,
                            line.late, line.uptime, line.items);
    }
    return text;
}

struct DisplayPage {
    std::vector<DisplayLine> lines;
    std::string next;
};

Result<DisplayPage> read_display_page(std::string_view body) {
    return wire::read_object(body, wire::staff_answer, [](wire::Object in) {
        return DisplayPage{in.required("items").list(limits::page_rows_max, read_display),
                           in.optional("next_cursor").line(limits::name_bytes_max)};
    });
}

// "99.7 %" of what is known of the last day; "-" when nothing is.
Result<std::string> day_uptime(StaffClient& client, const std::string& display) {
    return client.send({.path = "/api/v1/displays/" + display + "/uptime"})
        .and_then([](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                const wire::Value part = in.required("showing").object().optional("availability");
                return part ? fmt::format("{:.1f} %", 100 * part.number(0, 1)) : std::string("-");
            });
        });
}

Status add_uptime(StaffClient& client, std::vector<DisplayLine>& lines) {
    for (DisplayLine& line : lines) {
        const Result<std::string> uptime = day_uptime(client, line.id);
        if (!uptime) {
            return tl::unexpected<Error>(uptime.error());
        }
        line.uptime = *uptime;
    }
    return {};
}

// The table, or with --json one page of the manager's answer a line.
Status print_status(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    const bool as_json = session.settings.toggle("json");
    std::vector<DisplayLine> lines;
    const Status read = each_page(*client, "/api/v1/displays", [&](const std::string& body) {
        session.out += as_json ? body + "\n" : "";
        return read_display_page(body).map([&](const DisplayPage& page) {
            lines.insert(lines.end(), page.lines.begin(), page.lines.end());
            return page.next;
        });
    });
    if (!read || as_json) {
        return read;
    }
    return add_uptime(*client, lines).map([&] { session.out += table_of(lines); });
}

} // namespace

Command unit_list_command() {
    return {.name = "unit list",
            .summary = "prints the units of the tree",
            .settings = {credentials_setting()},
            .run = list_units};
}

Command unit_add_command() {
    return {.name = "unit add",
            .summary = "adds a unit to the tree",
            .positional = "NAME",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {{.key = "parent",
                          .kind = SettingKind::text,
                          .help = "name or id of the unit above; default: the root"},
                         {.key = "kind",
                          .kind = SettingKind::text,
                          .default_value = "grid",
                          .help = "city, county, township, grid or your own word"},
                         credentials_setting()},
            .run = add_unit};
}

Command status_command() {
    return {.name = "status",
            .summary = "prints every display: reachable, showing, frames late, uptime of a day",
            .settings = {{.key = "json",
                          .kind = SettingKind::toggle,
                          .default_value = "no",
                          .help = "print the manager's answer as it is, a page a line"},
                         credentials_setting()},
            .run = print_status};
}

} // namespace marquee::ctl
