#include "ctl/restart_command.hpp"

#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

namespace {

constexpr Milliseconds look_interval{500};

Result<std::string> state_of(const Answer& answer) {
    return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
        return in.required("state").line(limits::name_bytes_max);
    });
}

// Until a new run is heard of. The manager gives an order up by itself, and says so.
Status wait(Session& session, StaffClient& client, const std::string& path) {
    for (;;) {
        const Result<std::string> state = client.send({.path = path}).and_then(state_of);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (*state == "restarted") {
            return {};
        }
        if (*state == "unanswered") {
            return fail(ErrorCode::timed_out,
                        "no new run of the player was heard of; `marqueectl status` says whether "
                        "it can be reached");
        }
        session.sleeper.wait_until(session.clock.monotonic() + look_interval);
    }
}

Status restart(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected(client.error());
    }
    return read_names(*client, "/api/v1/displays", "title")
        .and_then([&](const std::vector<NamedRow>& rows) {
            return resolve(rows, session.settings.positional().front());
        })
        .and_then([&](const std::string& display) {
            const std::string path = "/api/v1/displays/" + display + "/restart";
            return client->send({.method = "POST", .path = path}).and_then([&](const Answer&) {
                return wait(session, *client, path);
            });
        });
}

} // namespace

Command restart_command() {
    return {.name = "restart",
            .summary = "begins the player behind a display anew, and waits until it is back",
            .positional = "DISPLAY",
            .positional_least = 1,
            .positional_most = 1,
            .settings = {credentials_setting()},
            .run = restart};
}

} // namespace marquee::ctl
