// Publishes in the background, so that no click waits for a fleet.
//
// Requests that arrive while a pass runs are merged into the next one. A pass that failed (disk
// full, say) is repeated after a while, with whatever came meanwhile. Once a day everything is
// looked at, so that manifests are renewed long before they expire.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/ports/player_channel.hpp"
#include "manager/ports/staff_events.hpp"
#include "manager/publishing/publisher.hpp"

namespace marquee::manager {

// What handlers hold: they say what changed and go on.
class PublishingRequests {
public:
    virtual ~PublishingRequests() = default;

    // Any thread; never blocks.
    virtual void request(const Affected& affected) = 0;
};

class PublishingThread final : public PublishingRequests {
public:
    // Starts with a look at everything. Players that a pass concerns are hinted.
    PublishingThread(Publisher& publisher, PlayerHints& hints, StaffEvents& events,
                     const Clock& clock, const Log& log);
    // Finishes the pass under way.
    ~PublishingThread() override;

    void request(const Affected& affected) override;

    // Whether no pass has been under way since before `monotonic`. Any thread.
    bool alive(Microseconds monotonic) const { return pass_began_.load() >= monotonic; }

private:
    void run();
    Affected pass(const Affected& affected);
    Affected take();

    Publisher& publisher_;
    PlayerHints& hints_;
    StaffEvents& events_;
    const Clock& clock_;
    const Log& log_;
    SystemSleeper sleeper_;
    std::mutex mutex_;
    Affected waiting_; // guarded by mutex_
    std::atomic<bool> stopping_ = false;
    std::atomic<Microseconds> pass_began_ = Microseconds::max(); // max: none is under way
    std::thread thread_;                                         // last: it uses everything above
};

} // namespace marquee::manager
