// SIGTERM and SIGINT as a call instead of an interruption.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace marquee::player {

// Make it before any other thread, which then inherits that these signals wait. `stop` is called
// on a thread of its own, at most once.
class StopSignals {
public:
    explicit StopSignals(std::function<void()> stop);
    ~StopSignals();

    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    std::thread waiter_;
};

} // namespace marquee::player
