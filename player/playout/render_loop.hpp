// The render thread's turn, over and over: attend, draw, wait for the deadline, present.
#pragma once

#include <atomic>
#include <optional>
#include <vector>

#include "common/clock.hpp"
#include "player/playout/engine.hpp"
#include "player/playout/slewed_clock.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/ports/judged_clock.hpp"

namespace marquee::player {

// Drives all displays of a player on one thread. What is given by reference must outlive the loop.
class RenderLoop {
public:
    RenderLoop(const Clock& clock, const JudgedClock& judged, Sleeper& sleeper)
        : clock_(clock), judged_(judged), sleeper_(sleeper) {}

    // Before run().
    void add(Engine& engine, FrameSink& sink, PlayoutObserver& observer);

    // Until stop(), a closed window, or the monotonic clock's `deadline`; then ends all plays.
    void run(std::optional<Microseconds> deadline = std::nullopt);

    // One turn; returns when the next is due. What run() repeats, for tests.
    Instant turn();

    // Any thread.
    void stop();

private:
    struct Drawn {
        Instant at;  // the scene's instant
        Instant due; // when it should be on screen
    };
    struct Screen {
        Engine* engine = nullptr;
        FrameSink* sink = nullptr;
        PlayoutObserver* observer = nullptr;
        std::optional<Drawn> drawn;   // waits to be presented
        std::optional<Instant> retry; // a failed sink rests until then
    };

    Instant tend(Screen& screen, Instant now);
    void draw(Screen& screen, Instant at, Instant due);
    void present(Screen& screen);
    void failed(Screen& screen, const Error& error, Instant now) const;
    void serve_windows(Instant now);

    const Clock& clock_;
    const JudgedClock& judged_;
    Sleeper& sleeper_;
    SlewedClock time_;
    rules::ClockTrust trust_ = rules::ClockTrust::untrusted;
    std::vector<Screen> screens_;
    std::optional<Instant> served_;
    std::atomic<bool> stopping_ = false;
};

} // namespace marquee::player
