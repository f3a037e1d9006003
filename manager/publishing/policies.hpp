// What the policies of a unit and of all units above it come to. Pure but for reading.
#pragma once

#include <cstdint>
#include <vector>

#include "manager/ports/database.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// A unit may ask for more approvals than the units above it, never for fewer: the most that any
// unit on the path asks for. 0 when none asks.
Result<std::int64_t> approvals_required(const View& view, const std::vector<UnitId>& path);

// What a display shows when nothing is scheduled, when it is off, how bright and loud it is: the
// display's own policy, or the nearest unit's that says something; each member by itself. Caps of
// brightness and volume add up: those of every unit above hold, whatever curve is nearer.
struct Backdrop {
    std::vector<ProgramId> filler;
    std::vector<Times> off_hours;
    LevelRules brightness;
    LevelRules volume;

    friend bool operator==(const Backdrop&, const Backdrop&) = default;
};

// What `near` leaves open is as `above` says. Caps beyond limits::level_caps_max are left out,
// those from above never.
void inherit(Policy& near, const Policy& above);

// Before a policy becomes `changed`: out_of_range when a cap of it, or of a unit or display below
// it, would find no room beside those from above and not hold.
Status check_room(const View& view, const Policy& changed);

// What a policy that has inherited all it can comes to.
Backdrop backdrop_from(const Policy& policy);

// `path`: from the display's unit to the root. `display`: empty for a unit's own view.
Result<Backdrop> backdrop_of(const View& view, const DisplayId& display,
                             const std::vector<UnitId>& path);

} // namespace marquee::manager
