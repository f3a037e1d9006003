#include "player/sync/sync_thread.hpp"

#include "player/sync/broken_pipe.hpp"

namespace marquee::player {

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
