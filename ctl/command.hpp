// One verb of marqueectl.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "common/exit_code.hpp"
#include "common/random.hpp"
#include "common/settings.hpp"
#include "ctl/staff_client.hpp"
#include "schemas/model/error.hpp"

namespace marquee::ctl {

// What a command may use. Text for people and programs goes to `out`.
struct Session {
    const Settings& settings;
    const Clock& clock;
    Randomness& randomness;
    Sleeper& sleeper;
    std::function<void(std::string_view line)> tell; // at once: how far a long command has come
    std::string out;
};

struct Command {
    std::string_view name;            // "unit add"
    std::string_view summary;         // one line for the overview
    std::string positional;           // "NAME", for its --help
    std::size_t positional_least = 0; // fewer are a usage error
    std::size_t positional_most = 0;
    std::vector<std::string> needed; // settings without which it makes no sense
    std::vector<Setting> settings;
    ExitCode failure = ExitCode::runtime; // what it ends with when `run` fails
    std::function<Status(Session&)> run;
};

// Every command, in the order of the overview.
const std::vector<Command>& commands();

// --credentials, which every command that talks to the manager has.
Setting credentials_setting();

// A client for --credentials.
Result<StaffClient> connect(const Session& session);

} // namespace marquee::ctl
