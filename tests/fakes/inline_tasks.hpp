// Tasks that run at once, or when the test says so.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "player/ports/task_runner.hpp"

namespace marquee::player {

// Runs every task inside post().
class InlineTasks final : public TaskRunner {
public:
    void post(std::function<void()> task) override { task(); }
};

// Keeps tasks until run(). One thread.
class HeldTasks final : public TaskRunner {
public:
    void post(std::function<void()> task) override { tasks_.push_back(std::move(task)); }

    void run() {
        for (const auto& task : std::exchange(tasks_, {})) {
            task();
        }
    }

private:
    std::vector<std::function<void()>> tasks_;
};

} // namespace marquee::player
