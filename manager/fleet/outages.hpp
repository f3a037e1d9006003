// Displays that fell silent together: one power cut or one broken line, not as many faults.
#pragma once

#include <vector>

#include "manager/ports/fleet_repository.hpp"

namespace marquee::manager {

struct Silence {
    DisplayId display;
    PlayerId player;
    Instant since{}; // the last word of its player
};

// Players that lose their power in one moment were last heard within one interval of contacts.
inline constexpr Seconds outage_window{60};
// Two neighbours may fall silent in one minute by chance.
inline constexpr std::size_t outage_players_min = 3;

// The silences that belong together, each outage from its earliest on; those alone are in none.
std::vector<std::vector<Silence>> outages_among(std::vector<Silence> silences);

} // namespace marquee::manager
