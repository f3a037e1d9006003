#include "ctl/app.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "ctl/command.hpp"

namespace marquee::ctl {

namespace {

void print_overview(std::ostream& out) {
    out << "marqueectl " MARQUEE_VERSION ": administers Marquee\n\n"
           "Usage: marqueectl COMMAND [options]\n\nCommands:\n";
    for (const Command& command : commands()) {
        out << fmt::format("  {:<28} {}\n", command.name, command.summary);
    }
    out << "\nmarqueectl COMMAND --help says more about one of them.\n";
}

// How many arguments the command's name takes when they begin with it; 0 when they do not.
std::size_t words_of(const Command& command, std::span<const char* const> arguments) {
    const auto words =
        static_cast<std::size_t>(std::count(command.name.begin(), command.name.end(), ' ')) + 1;
    if (arguments.size() < words) {
        return 0;
    }
    std::string said = arguments[0];
    for (std::size_t i = 1; i < words; ++i) {
        said += std::string(" ") + arguments[i];
    }
    return said == command.name ? words : 0;
}

SettingsTable table_of(const Command& command) {
    return {.program = "marqueectl " + std::string(command.name),
            .name = "ctl",
            .version = MARQUEE_VERSION,
            .summary = std::string(command.summary),
            .positional = command.positional,
            .positional_most = command.positional_most,
            .settings = command.settings};
}

// What is missing on the command line; empty when nothing is.
std::string missing_from(const Command& command, const Settings& settings) {
    if (settings.positional().size() < command.positional_least) {
        return command.positional;
    }
    for (const std::string& key : command.needed) {
        if (!settings.has(key)) {
            return "--" + key;
        }
    }
    return {};
}

ExitCode run_command(const Command& command, std::span<const char* const> arguments,
                     const char* const* environment, std::ostream& out, std::ostream& err) {
    const SettingsOutcome outcome = read_settings(table_of(command), arguments, environment);
    out << outcome.output;
    err << outcome.complaint;
    if (!outcome.settings) {
        return outcome.exit;
    }
    if (const std::string missing = missing_from(command, *outcome.settings); !missing.empty()) {
        err << "marqueectl " << command.name << ": say " << missing << " (see --help)\n";
        return ExitCode::usage;
    }
    const SystemClock clock;
    OsRandomness randomness;
    SystemSleeper sleeper;
    const auto tell = [&](std::string_view line) { err << line << '\n' << std::flush; };
    Session session{*outcome.settings, clock, randomness, sleeper, tell, {}};
    const Status done = command.run(session);
    out << session.out;
    if (!done) {
        err << "marqueectl: " << done.error().what;
        if (!done.error().where.empty()) {
            err << " (" << done.error().where << ")";
        }
        err << " [" << error_slug(done.error().code) << "]\n";
        return command.failure;
    }
    return ExitCode::ok;
}

} // namespace

ExitCode run(std::span<const char* const> arguments, const char* const* environment,
             std::ostream& out, std::ostream& err) {
    const std::string first = arguments.empty() ? "" : arguments.front();
    if (first == "--help" || first == "-h" || first == "help") {
        print_overview(out);
        return ExitCode::ok;
    }
    if (first == "--version") {
        out << "marqueectl " MARQUEE_VERSION "\n";
        return ExitCode::ok;
    }
    for (const Command& command : commands()) {
        if (const std::size_t words = words_of(command, arguments); words > 0) {
            return run_command(command, arguments.subspan(words), environment, out, err);
        }
    }
    err << (first.empty() ? "marqueectl: say a command\n\n"
                          : "marqueectl: there is no command '" + first + "'\n\n");
    print_overview(err);
    return ExitCode::usage;
}

} // namespace marquee::ctl
