#include "ctl/card_command.hpp"

#include "common/size_text.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/card.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/parts.hpp"

namespace marquee::ctl {

namespace {

Status check_module(const std::string& text) {
    return size_from_text(text).map([](Size) {});
}

std::string body_of(const Settings& settings) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("kind", settings.text("kind"));
        if (settings.text("kind") == "modules") {
            out.object("module", [&](wire::ObjectWriter& module) {
                wire::write_size(module, size_from_text(settings.text("module")).value());
            });
        }
        out.member("minutes", settings.integer("minutes"));
    });
}

Status change(Session& session) {
    const Settings& settings = session.settings;
    return connect(session).and_then([&](StaffClient client) {
        return read_names(client, "/api/v1/displays", "title")
            .and_then([&](const std::vector<NamedRow>& rows) {
                return resolve(rows, settings.positional().front());
            })
            .and_then([&](const std::string& display) {
                const std::string path = "/api/v1/displays/" + display + "/card";
                return settings.toggle("lift")
                           ? client.send({.method = "DELETE", .path = path})
                           : client.send(
                               {.method = "POST", .path = path, .body = body_of(settings)});
            })
            .map([](const Answer&) {});
    });
}

} // namespace

Command card_command() {
    return {.name = "card",
            .summary = "puts a test card, or its own name, over what a display shows",
            .positional = "DISPLAY",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {{.key = "kind",
                          .kind = SettingKind::choice,
                          .default_value = "identify",
                          .help = "what is shown; identify: the display's own name",
                          .choices = {"grid", "gradients", "modules", "sweep", "identify"}},
                         {.key = "module",
                          .default_value = "64x32",
                          .help = "pixels of one module on the card modules",
                          .check = check_module},
                         {.key = "minutes",
                          .kind = SettingKind::integer,
                          .default_value = std::to_string(limits::card_minutes_usual),
                          .help = "how long it stands, unless it is lifted",
                          .least = 1,
                          .most = limits::card_minutes_max},
                         {.key = "lift",
                          .kind = SettingKind::toggle,
                          .default_value = "no",
                          .help = "takes down what stands"},
                         credentials_setting()},
            .run = change};
}

} // namespace marquee::ctl
