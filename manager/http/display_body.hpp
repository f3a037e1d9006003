// How a display and a player look to staff: their row, and what was last heard of them.
#pragma once

#include <optional>

#include "manager/fleet/presence.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// Everything known about one display at one moment.
struct DisplayState {
    Display row;
    std::optional<WantedManifest> wanted;
    std::optional<LastWord> word; // of its player
    bool reachable = false;
};

// True when the display reports that what it was told to show is on the glass: its newest manifest
// is active, and it stands on a rung that presents content.
bool showing(const DisplayState& state);

void write_display(wire::ObjectWriter& out, const DisplayState& state);

void write_player(wire::ObjectWriter& out, const Player& row, const std::optional<LastWord>& word,
                  bool reachable);

} // namespace marquee::manager
