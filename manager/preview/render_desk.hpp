// One renderer with a short queue in front of it: it is started when it is needed, watched, and
// started again when it broke down.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/preview/render_process.hpp"

namespace marquee::manager {

class RenderDesk {
public:
    // `patience`: of one request, from the moment it is handed in. `clock` and `log` outlive it.
    RenderDesk(RenderProgram program, Milliseconds patience, const Clock& clock, const Log& log);
    RenderDesk(const RenderDesk&) = delete;
    RenderDesk& operator=(const RenderDesk&) = delete;
    // What still waits is answered preview_failed.
    ~RenderDesk();

    // Any thread; blocks for `patience` at most. busy when limits::render_requests_waiting_max wait
    // already; timed_out; preview_failed. A renderer that dies over a request gets it once more,
    // because it may have been killed for another reason. One that is stuck is given up after three
    // quarters of the patience, so that who came second still gets an answer.
    Result<RenderReply> ask(std::string line);

    // Of the process that runs, or 0, and how many requests wait. Any thread; for tests, metrics.
    pid_t renderer() const;
    std::size_t waiting() const;

private:
    struct Job {
        std::string line;
        Microseconds deadline{0};
        std::optional<Result<RenderReply>> reply; // guarded by mutex_
    };

    void work();
    Result<RenderReply> serve(const Job& job);
    Result<RenderReply> attempt(const Job& job);
    bool closing() const;
    void note_renderer(pid_t pid);

    const RenderProgram program_;
    const Milliseconds patience_;
    const Clock& clock_;
    const Log& log_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Job>> waiting_; // guarded by mutex_
    pid_t renderer_ = 0;                       // guarded by mutex_
    std::size_t callers_ = 0;                  // inside ask(), guarded by mutex_
    bool closing_ = false;                     // guarded by mutex_

    std::optional<RenderProcess> process_; // of the desk's own thread
    std::thread thread_;                   // last
};

} // namespace marquee::manager
