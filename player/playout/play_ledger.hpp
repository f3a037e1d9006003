// Turns what was on screen, frame by frame, into spans of plays. Pure state.
#pragma once

#include <string>
#include <vector>

#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// One zone of a presented picture.
struct ZonePlay {
    std::string zone;
    PlayedItem item;
    Instant turn_starts{}; // tells two turns of one item apart
};

class PlayLedger {
public:
    PlayLedger(DisplayId display, PlayoutObserver& observer)
        : display_(std::move(display)), observer_(observer) {}

    // Plays that start from now on are this display's.
    void take_name(const DisplayId& display) { display_ = display; }

    // From `at` on this is on screen: ends what is no longer there, starts what is new.
    void show(const std::vector<ZonePlay>& plays, Rung rung, Instant at, bool trusted);

    // Ends everything.
    void close(Instant at) { show({}, Rung::off, at, true); }

private:
    struct Open {
        ZonePlay play;
        PlayedSpan span;
    };
    DisplayId display_;
    PlayoutObserver& observer_;
    std::vector<Open> open_;
};

} // namespace marquee::player
