// marquee-render: the player's pictures without a player.
#include <iostream>
#include <span>

#include <unistd.h>

#include "player/render/render_app.hpp"

int main(int argc, char** argv) {
    using namespace marquee;
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    const SettingsOutcome outcome =
        read_settings(player::render_settings(), arguments.subspan(1), environ);
    std::cout << outcome.output << std::flush;
    std::cerr << outcome.complaint;
    return static_cast<int>(outcome.settings ? player::run_render(*outcome.settings)
                                             : outcome.exit);
}
