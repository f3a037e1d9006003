// Makes renditions in the background, one at a time and in the order of upload, so that the
// machine's other core stays with the displays.
//
// When the machine cannot (disk full, a program missing), what waits stays queued and is tried
// again every minute; trouble() says why meanwhile.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/library/ingest_work.hpp"
#include "manager/ports/ingest_queue.hpp"

namespace marquee::manager {

class IngestThread final : public IngestQueue {
public:
    // Starts with what a manager before this one left in the queue.
    IngestThread(Database& database, BlobStore& blobs, BlobGate& gate, IngestOptions options,
                 const Clock& clock, const Log& log);
    // Kills the transcoding under way; the next manager begins it anew.
    ~IngestThread() override;

    void wake() override;

    // Why nothing goes on though something waits; nothing when all is well. Any thread.
    std::optional<Error> trouble() const;

private:
    void run();
    // When to look again.
    Microseconds look();

    IngestWork work_;
    const Clock& clock_;
    const Log& log_;
    SystemSleeper sleeper_;
    std::atomic<bool> stopping_ = false;
    bool resumed_ = false; // the thread's
    mutable std::mutex mutex_;
    std::optional<Error> trouble_; // guarded by mutex_
    std::thread thread_;           // last: it uses everything above
};

} // namespace marquee::manager
