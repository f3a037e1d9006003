// Notices that the render thread hangs, and vouches for it to the service manager as long as it
// does not.
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "common/clock.hpp"
#include "common/service_notice.hpp"
#include "player/playout/render_loop.hpp"

namespace marquee::player {

// For how long the render thread has given no sign. Time in which the watcher itself did not run
// (a stopped process, a machine that slept) counts as one look only: it held up both. Pure state.
class SilenceWatch {
public:
    explicit SilenceWatch(Microseconds look_interval) : look_interval_(look_interval) {}

    // A look at `now`; zero when the sign is a new one, or there is none to expect.
    Microseconds look(const std::optional<RenderLoop::Sign>& sign, Microseconds now);

private:
    const Microseconds look_interval_;
    std::optional<Microseconds> seen_; // the sign's instant
    Microseconds looked_{0};
    Microseconds silent_{0};
};

// The render thread gave no sign for too long.
struct Hang {
    Microseconds silent{0};
    bool in_output = false; // in a call of a sink: the desktop hangs, or a driver
};

// For how long the silence after this sign is no hang. A call of the desktop has longer than our
// own turn: one that waits for the display's next picture takes a second, by the X server's own
// clock, while the display sleeps or something covers the window. Before the first picture a
// desktop may take its time: there is nothing yet that would be lost by waiting.
Microseconds patience_after(const RenderLoop::Sign& sign, bool has_presented);

// Looks from a thread of its own, from construction to destruction.
class LifeGuard {
public:
    struct Parts {
        const RenderLoop& loop;
        const ServiceNotice& notice;
        const Clock& clock;
        // On the guard's thread; expected to end the process, and called again if it does not.
        std::function<void(const Hang&)> give_up;
    };

    explicit LifeGuard(Parts parts);
    LifeGuard(const LifeGuard&) = delete;
    LifeGuard& operator=(const LifeGuard&) = delete;
    ~LifeGuard();

private:
    void watch(const std::stop_token& stop);

    const Parts parts_;
    SystemSleeper sleeper_;
    std::jthread thread_;
};

} // namespace marquee::player
