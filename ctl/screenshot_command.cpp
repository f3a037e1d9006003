#include "ctl/screenshot_command.hpp"

#include "common/durable_file.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::ctl {

namespace {

constexpr Milliseconds look_interval{200};
constexpr int ok = 200;
constexpr int not_modified = 304;
constexpr int not_found = 404;

// The picture the manager has, unless it is that of the etag `known`; nothing then, and when the
// display has sent none yet.
Result<std::optional<Answer>> latest(StaffClient& client, const std::string& orders,
                                     const std::string& known = {}) {
    Ask ask{.path = orders + "/latest"};
    if (!known.empty()) {
        ask.headers.emplace("if-none-match", known);
    }
    Result<Answer> answer = client.exchange(ask);
    if (!answer) {
        return tl::unexpected<Error>(std::move(answer.error()));
    }
    if (answer->status == not_modified || answer->status == not_found) {
        return std::nullopt;
    }
    if (answer->status != ok) {
        return client.send(ask).map([](Answer other) { return std::optional(std::move(other)); });
    }
    return *std::move(answer);
}

// The first picture after the one of the etag `before`.
Result<std::string> wait_for_another(Session& session, StaffClient& client,
                                     const std::string& orders, const std::string& before) {
    const Microseconds deadline =
        session.clock.monotonic() + Seconds{limits::screenshot_seconds_max};
    while (session.clock.monotonic() < deadline) {
        Result<std::optional<Answer>> now = latest(client, orders, before);
        if (!now) {
            return tl::unexpected<Error>(std::move(now.error()));
        }
        if (*now) {
            return std::move((*now)->body);
        }
        session.sleeper.wait_until(session.clock.monotonic() + look_interval);
    }
    return fail(ErrorCode::timed_out,
                "the display sent no picture; `marqueectl status` says whether it can be reached");
}

Status take(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    const Result<std::string> display =
        read_names(*client, "/api/v1/displays", "title")
            .and_then([&](const std::vector<NamedRow>& rows) {
                return resolve(rows, session.settings.positional().front());
            });
    if (!display) {
        return tl::unexpected<Error>(display.error());
    }
    const std::string orders = "/api/v1/displays/" + *display + "/screenshots";
    return latest(*client, orders)
        .and_then([&](const std::optional<Answer>& before) {
            return client->send({.method = "POST", .path = orders}).and_then([&](const Answer&) {
                return wait_for_another(session, *client, orders, before ? before->etag : "");
            });
        })
        .and_then([&](const std::string& png) {
            return write_durably(session.settings.path("file"), png);
        });
}

} // namespace

Command screenshot_command() {
    return {
        .name = "screenshot",
        .summary = "asks a display for a picture of itself and waits for it",
        .positional = "DISPLAY",
        .positional_least = 1,
        .positional_most = 1,
        .needed = {"file"},
        .settings = {{.key = "file", .kind = SettingKind::path, .help = "where the PNG is written"},
                     credentials_setting()},
        .run = take};
}

} // namespace marquee::ctl
