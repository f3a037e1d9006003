// marquee-player: one device, its displays, never black.
#include <iostream>
#include <span>

#include <unistd.h>

#include "player/app.hpp"
#include "player/config.hpp"

int main(int argc, char** argv) {
    using namespace marquee;
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    const SettingsOutcome outcome =
        read_settings(player::player_settings(), arguments.subspan(1), environ);
    std::cout << outcome.output << std::flush;
    std::cerr << outcome.complaint;
    if (!outcome.settings) {
        return static_cast<int>(outcome.exit);
    }
    const auto config = player::config_from(*outcome.settings);
    if (!config) {
        const Error& error = config.error();
        std::cerr << "marquee-player: " << error.what
                  << (error.where.empty() ? "" : " (" + error.where + ")") << "\n";
        return static_cast<int>(ExitCode::usage);
    }
    return static_cast<int>(player::run_player(*config));
}
