// The threads on which services answer: a bounded number, with a bounded queue before them.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// Ordinary workers serve both lanes, the reserved lane first; one more worker serves the reserved
// lane alone, so overrides and health are answered while every ordinary worker is busy.
class WorkerPool {
public:
    using Task = std::function<void()>; // must not throw

    WorkerPool(int ordinary_workers, std::size_t queued_max_per_lane);
    ~WorkerPool(); // runs what was accepted, then joins

    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Any thread; never blocks. False, and the task is not run, when the lane's queue is full.
    [[nodiscard]] bool try_submit(Lane lane, Task task);

    // For the next step of work that was let in before (a piece of an upload, tidying up after
    // one); never refused, because each peer has at most one such step at a time.
    void submit_admitted(Task task);

private:
    enum class Duty { both_lanes, reserved_only };

    void work(Duty duty);
    std::deque<Task>* next_queue(Duty duty); // nullptr: nothing to do

    const std::size_t queued_max_;
    std::mutex mutex_;
    std::condition_variable more_for_ordinary_;
    std::condition_variable more_for_reserved_;
    std::deque<Task> ordinary_; // mutex_
    std::deque<Task> reserved_; // mutex_
    bool closing_ = false;      // mutex_
    std::vector<std::thread> threads_;
};

} // namespace marquee::manager
