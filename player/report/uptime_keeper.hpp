// Turns what happens on a display into intervals of running, showing and planned darkness. Pure
// state; one for each display.
#pragma once

#include <vector>

#include "player/report/uptime_clock.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::player {

// What a display presents: nothing that was scheduled, what was, or darkness on purpose.
enum class Presented { nothing, showing, off };

// showing: scheduled, filler, notice. off: off, black. Slate and last good are nothing.
Presented presented_on(Rung rung);

// The intervals that are open; what has to be remembered to end them after a crash.
struct OpenUptime {
    Moment running_since;
    Presented presented = Presented::nothing;
    Moment presented_since;

    friend bool operator==(const OpenUptime&, const OpenUptime&) = default;
};

class UptimeKeeper {
public:
    // The process lives since `start` and presents nothing yet.
    UptimeKeeper(Life life, const Moment& start)
        : life_(std::move(life)), open_{start, {}, start} {}
    // Of an earlier life, as it was last remembered.
    UptimeKeeper(Life life, const OpenUptime& open) : life_(std::move(life)), open_(open) {}

    // What ended with this: empty when nothing changed. What was presented comes before the
    // running interval of its time, as the journal's readers need it.
    std::vector<UptimeEntry> present(Presented what, const Moment& at);

    // Ends what is open and goes on with it from there.
    std::vector<UptimeEntry> close(const Moment& at);

    const OpenUptime& open() const { return open_; }

private:
    Life life_;
    OpenUptime open_;
};

} // namespace marquee::player
