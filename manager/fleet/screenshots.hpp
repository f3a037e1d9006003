// Screenshots on request: who wants to see which display, and what came of it.
//
// An order is in memory only and runs out after limits::screenshot_seconds_max. It says nothing
// about a player: only heartbeats make one reachable, never an order, nor the picture that answers.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/player_channel.hpp"
#include "manager/ports/screenshot_store.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::manager {

inline constexpr std::string_view screenshot_capability = "screenshot";

// Any thread.
class Screenshots {
public:
    Screenshots(ScreenshotStore& store, const Presence& presence, PlayerHints& hints,
                const Clock& clock, Randomness& randomness)
        : store_(store),
          presence_(presence),
          hints_(hints),
          clock_(clock),
          randomness_(randomness) {}

    // The order that is open already, if there is one; it then waits as long as a new one. The
    // player is hinted. unsupported when its software, by its last heartbeat or else as it was when
    // it joined, cannot do it.
    Result<ScreenshotOrder> order(const Display& display, const Player& player);

    // What a player is asked for: open orders of its displays.
    std::vector<ScreenshotOrder> open_orders(const std::vector<DisplayId>& displays);

    // The picture that answers an order. not_found: it was answered, ran out, or is another
    // display's; malformed: not a PNG; disk_full, io_failed: the order stays open.
    Status accept(const ScreenshotOrder& order, std::string_view png);

    // not_found when there is none.
    Result<StoredScreenshot> latest(const DisplayId& display) const {
        return store_.latest(display);
    }

private:
    struct Open {
        ScreenshotId id;
        Microseconds until{};
    };

    void forget_old(Microseconds now); // mutex_ is held

    ScreenshotStore& store_;
    const Presence& presence_;
    PlayerHints& hints_;
    const Clock& clock_;
    Randomness& randomness_;
    std::mutex mutex_;
    std::map<DisplayId, Open> open_; // mutex_; at most one a display
};

} // namespace marquee::manager
