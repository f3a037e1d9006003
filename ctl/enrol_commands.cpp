#include "ctl/enrol_commands.hpp"

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

// The enrolment file inside the answer, as its own text.
Result<std::string> file_in(std::string_view body) {
    return wire::read_object(body, wire::staff_answer,
                             [](wire::Object in) {
                                 return wire::read_enrolment_file_members(
                                     in.required("file").object());
                             })
        .map(wire::write_enrolment_file);
}

Status enrol(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    const auto path = session.settings.path("file");
    return unit_called(*client, session.settings.text("unit"))
        .and_then([&](const std::string& unit) {
            const auto valid =
                std::chrono::duration_cast<Seconds>(session.settings.duration("valid"));
            const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
                out.member("unit_id", unit);
                out.member("valid_seconds", valid.count());
                if (session.settings.has("name")) {
                    out.member("name", session.settings.text("name"));
                }
            });
            return client->send({.method = "POST", .path = "/api/v1/enrolments", .body = body});
        })
        .and_then([](const Answer& answer) { return file_in(answer.body); })
        .and_then([&](const std::string& file) { return write_durably(path, file); })
        .map([&] {
            session.out = path.string()
                          + " lets one device join; carry it there and start "
                            "marquee-player with --enrolment\n";
        });
}

// What waits behind a code, as people compare it with the screen.
Status print_waiting(std::string_view body, std::string& out) {
    return wire::read_object(body, wire::staff_answer,
                             [](wire::Object in) {
                                 return fmt::format(
                                     "device    {}\ntrust     {}\nname      {}\naddress   {}\n",
                                     in.required("device_fingerprint").line(limits::name_bytes_max),
                                     in.required("trust_fingerprint").line(limits::name_bytes_max),
                                     in.required("name").line(limits::name_bytes_max),
                                     in.required("address").line(limits::name_bytes_max));
                             })
        .map([&](const std::string& text) { out += text; });
}

Status look_up_code(StaffClient& client, const std::string& code, std::string& out) {
    const std::string body =
        wire::write_object([&](wire::ObjectWriter& writer) { writer.member("code", code); });
    return client.send({.method = "POST", .path = "/api/v1/enrolments/lookups", .body = body})
        .and_then([&](const Answer& answer) { return print_waiting(answer.body, out); })
        .map([&] {
            out += "when both fingerprints are those on its screen, say the device's with "
                   "--fingerprint\n";
        });
}

// Without --fingerprint it only says what waits: nobody confirms what they have not compared.
Status confirm_code(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    const std::string& code = session.settings.positional().front();
    if (!session.settings.has("fingerprint")) {
        return look_up_code(*client, code, session.out);
    }
    return unit_called(*client, session.settings.text("unit"))
        .and_then([&](const std::string& unit) {
            const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
                out.member("code", code);
                out.member("device_fingerprint", session.settings.text("fingerprint"));
                out.member("unit_id", unit);
                if (session.settings.has("name")) {
                    out.member("name", session.settings.text("name"));
                }
            });
            return client->send(
                {.method = "POST", .path = "/api/v1/enrolments/confirmations", .body = body});
        })
        .map([&](const Answer&) { session.out += "confirmed; the device joins within seconds\n"; });
}

Setting name_setting() {
    return {.key = "name",
            .kind = SettingKind::text,
            .help = "of the player, and of its display if it has one; default: as it calls itself"};
}

} // namespace

Command enrol_command() {
    return {.name = "enrol",
            .summary = "makes a file that lets one device join",
            .needed = {"file"},
            .settings = {{.key = "unit",
                          .kind = SettingKind::text,
                          .help = "name or id of the unit it joins; default: the root"},
                         {.key = "file",
                          .kind = SettingKind::path,
                          .help = "where the file is written (mode 0600)"},
                         name_setting(),
                         {.key = "valid",
                          .kind = SettingKind::duration,
                          .default_value = "24h",
                          .help = "how long the file can be used",
                          .least = 60'000,
                          .most = std::int64_t{30} * 24 * 3'600'000},
                         credentials_setting()},
            .run = enrol};
}

Command enrol_confirm_command() {
    return {.name = "enrol confirm",
            .summary = "lets in the device whose screen shows a code",
            .positional = "CODE",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {{.key = "fingerprint",
                          .kind = SettingKind::text,
                          .help = "the device's, as its screen shows it; without: only look"},
                         {.key = "unit",
                          .kind = SettingKind::text,
                          .help = "name or id of the unit it joins; default: the root"},
                         name_setting(),
                         credentials_setting()},
            .run = confirm_code};
}

} // namespace marquee::ctl
