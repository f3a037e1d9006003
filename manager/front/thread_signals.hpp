// Signals are the main thread's business.
#pragma once

#include <csignal>
#include <pthread.h>

namespace marquee::manager {

// Blocks termination signals for the calling thread, so that the program's main thread gets them,
// and SIGPIPE, which OpenSSL and sendfile(2) would raise on a peer that is gone.
inline void block_process_signals() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE}) {
        ::sigaddset(&signals, signal);
    }
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace marquee::manager
