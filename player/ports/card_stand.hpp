// Where the cards that people order are put up: over everything on a display, for a while.
#pragma once

#include <memory>
#include <string>

#include "schemas/model/card.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// A value: nobody changes one that was handed over.
struct StandingCard {
    CardOrder order;
    Microseconds ends{}; // by the monotonic clock; nobody has to take it down then
};

using StandingCardPtr = std::shared_ptr<const StandingCard>;

// Any thread; never blocks.
class CardStand {
public:
    virtual ~CardStand() = default;

    // Instead of the one that stands on the display of that name; null: none any more.
    virtual void stand(const std::string& display, const StandingCardPtr& card) = 0;
};

} // namespace marquee::player
