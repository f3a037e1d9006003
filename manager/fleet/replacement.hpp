// A device that takes the place of another: which of its displays is which.
#pragma once

#include <vector>

#include "manager/ports/database.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::manager {

// The player of the unit whose place may be taken. invalid_reference: the unit has none of this id;
// wrong_state: it is retired.
Result<Player> replaceable(const View& view, const PlayerId& id, const UnitId& unit);

// The displays that were, as the new device describes them: ids, titles, tags and places stay, name
// and size are the device's. Displays of the same name and kind are the same; a single one is the
// single other of its kind, whatever its name. wrong_state at "/displays" when one is left over
// on either side: a display must neither vanish nor appear by a repair.
Result<std::vector<Display>> take_places(std::vector<Display> displays,
                                         const std::vector<DisplayDescription>& described);

// A ticket by which a device may take a player's place is the only one for it: what was given out
// before expires. Two spare devices on their way would otherwise take it from each other.
Status add_ticket(Change& change, const EnrolmentTicket& ticket);

// The device that came with this token is the player from now on: its rows become these, and no
// other permission to take its place is good any more. What is numbered by the device begins at
// one again; what the device before did not deliver is lost, and what it did until now is unknown.
Status take_over(Change& change, const Player& player, const std::vector<Display>& displays,
                 const Sha256& token, Instant now);

} // namespace marquee::manager
