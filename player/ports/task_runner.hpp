// Somewhere for slow things to happen, away from the render thread.
#pragma once

#include <functional>

namespace marquee::player {

class TaskRunner {
public:
    virtual ~TaskRunner() = default;

    // Any thread; does not wait. Tasks run in order, throw nothing, and are finished before the
    // runner is gone.
    virtual void post(std::function<void()> task) = 0;
};

} // namespace marquee::player
