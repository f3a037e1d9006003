// Runs a sync session: one turn after another on a thread of its own.
#pragma once

#include <thread>

#include "common/clock.hpp"
#include "player/sync/sync_session.hpp"

namespace marquee::player {

// Constructed means running. The destructor cuts a download short and joins; a manager that keeps
// silent can hold it for as long as limits::link_silence_seconds_max.
class SyncThread {
public:
    SyncThread(SyncSession& session, marquee::Sleeper& sleeper);
    SyncThread(const SyncThread&) = delete;
    ~SyncThread();

    // Any thread; never blocks. The next contact is now.
    void wake();

private:
    SyncSession& session_;
    marquee::Sleeper& sleeper_;
    std::jthread thread_;
};

} // namespace marquee::player
