// The render thread's turn, over and over: attend, draw, wait for the deadline, present.
#pragma once

#include <atomic>
#include <cstdint>
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

    // What the render thread last gave a sign of: that it began a turn, or called a sink.
    struct Sign {
        Microseconds at{0};     // by the monotonic clock
        bool in_output = false; // it is in a call of a sink since then
    };

    // Any thread. None: run() has not begun, or is over.
    std::optional<Sign> last_sign() const;

    // Any thread. Something was presented since the loop was made.
    bool has_presented() const { return presented_; }

private:
    struct Drawn {
        Instant at;  // the scene's instant
        Instant due; // when it should be on screen
    };
    // The sink failed: everything goes on unseen, and at times the whole picture is tried again.
    struct Loss {
        Error why;
        Instant retry;
        DisplayId told; // of whom it was reported; the name may come later
    };
    struct Screen {
        Engine* engine = nullptr;
        FrameSink* sink = nullptr;
        PlayoutObserver* observer = nullptr;
        std::optional<Drawn> drawn; // waits to be presented
        std::optional<Loss> loss;   // nothing of it can be seen
    };

    Instant tend(Screen& screen, Instant now);
    void draw(Screen& screen, Instant at, Instant due);
    void present(Screen& screen);
    void failed(Screen& screen, const Error& error, Instant now);
    void tell_loss(Screen& screen, Instant now);
    void serve_windows(Instant now);
    template<typename Call>
    auto in_output(Call call);
    void sign(Sign what);

    const Clock& clock_;
    const JudgedClock& judged_;
    Sleeper& sleeper_;
    SlewedClock time_;
    rules::ClockTrust trust_ = rules::ClockTrust::untrusted;
    std::vector<Screen> screens_;
    std::optional<Instant> served_;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> presented_ = false;
    std::atomic<std::int64_t> sign_ = 0; // microseconds, negative in a call of a sink; 0: none
};

} // namespace marquee::player
