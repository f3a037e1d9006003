#include "player/stop_signals.hpp"

#include <utility>

#include <pthread.h>

namespace marquee::player {
namespace {

// SIGUSR2 only ends the wait, when nobody needs it any more.
constexpr int give_up = SIGUSR2;

sigset_t awaited() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, give_up}) {
        sigaddset(&set, signal);
    }
    return set;
}

} // namespace

StopSignals::StopSignals(std::function<void()> stop) {
    const sigset_t set = awaited();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    waiter_ = std::thread([stop = std::move(stop), set] {
        int signal = 0;
        sigwait(&set, &signal);
        if (signal != give_up) {
            stop();
        }
    });
}

StopSignals::~StopSignals() {
    pthread_kill(waiter_.native_handle(), give_up);
    waiter_.join();
}

} // namespace marquee::player
