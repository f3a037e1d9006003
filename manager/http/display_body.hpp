// How a display and a player look to staff: their row, and what was last heard of them.
#pragma once

#include <optional>

#include "manager/fleet/health_judge.hpp"
#include "manager/http/sentences.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// True when the display reports that what it was told to show is on the glass: its newest manifest
// is active, and it stands on a rung that presents content.
bool showing(const DisplayState& state);

void write_display(wire::ObjectWriter& out, const DisplayState& state, Language language);

void write_player(wire::ObjectWriter& out, const Player& row, const std::optional<LastWord>& word,
                  bool reachable);

} // namespace marquee::manager
