// One thread that does slow things in order, away from the render thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "player/ports/task_runner.hpp"

namespace marquee::player {

class BackgroundThread final : public TaskRunner {
public:
    BackgroundThread();

    // Finishes what was posted, then returns. Not from a task of its own.
    ~BackgroundThread() override;

    BackgroundThread(const BackgroundThread&) = delete;
    BackgroundThread& operator=(const BackgroundThread&) = delete;

    void post(std::function<void()> task) override;

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_; // guarded by mutex_
    bool closing_ = false;                    // guarded by mutex_
    std::thread thread_;
};

} // namespace marquee::player
