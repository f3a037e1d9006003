// A connection that broke is an error, not a signal.
#pragma once

#include <csignal>
#include <pthread.h>

namespace marquee::player {

// For the calling thread: OpenSSL writes without MSG_NOSIGNAL.
inline void block_broken_pipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace marquee::player
