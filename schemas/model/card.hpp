// A card over everything on a display for a while, ordered by hand: a test card, or the display's
// own name, so that the person in front of it knows which one it is.
#pragma once

#include <cstdint>
#include <string>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

namespace limits {
inline constexpr std::int64_t card_minutes_max = 60;
inline constexpr std::int64_t card_minutes_usual = 5;
inline constexpr std::int64_t card_seconds_max = card_minutes_max * 60;
} // namespace limits

// The first four are the test cards of programs (TestCardKind).
enum class CardKind { grid, gradients, modules, sweep, identify };

using CardId = Id<struct CardTag>;

// State, not an event: it stands as long as every answer names it, and never longer than it says.
struct CardOrder {
    CardId id; // another one for every order
    DisplayId display;
    CardKind kind = CardKind::identify;
    Size module{64, 32};  // pixels of one module, for `modules`
    std::string name;     // what people call the display, for `identify`; may be empty
    std::string unit;     // to whom it belongs, for `identify`; may be empty
    Seconds remaining{0}; // 1 to limits::card_seconds_max, from the arrival of the answer on: a
                          // player that does not know the time ends it all the same

    friend bool operator==(const CardOrder&, const CardOrder&) = default;
};

} // namespace marquee
