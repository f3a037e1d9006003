#include "player/sync/sync_thread.hpp"

#include <csignal>

namespace marquee::player {
namespace {

// A connection that broke is an error, not a signal: OpenSSL writes without MSG_NOSIGNAL.
void block_broken_pipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace

SyncThread::SyncThread(SyncSession& session, marquee::Sleeper& sleeper)
    : session_(session), sleeper_(sleeper), thread_([this](const std::stop_token& stop) {
          block_broken_pipe();
          while (!stop.stop_requested()) {
              sleeper_.wait_until(session_.step());
          }
      }) {}

SyncThread::~SyncThread() {
    thread_.request_stop();
    wake();
}

void SyncThread::wake() {
    session_.wake();
    sleeper_.wake();
}

} // namespace marquee::player
