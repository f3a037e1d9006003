// One decode worker that waits, locked in, for whatever is to be opened next: what its start costs
// (dozens of libraries to link, 40 ms) is paid before anybody waits for a picture.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "player/decode/decode_worker.hpp"
#include "player/ports/task_runner.hpp"

namespace marquee::player {

// Any thread. A worker dies with the thread that started it, so threads that call this live as
// long as the player.
class SpareWorker {
public:
    SpareWorker(std::string program, std::weak_ptr<TaskRunner> cleaner)
        : program_(std::move(program)), cleaner_(std::move(cleaner)) {}
    SpareWorker(const SpareWorker&) = delete;
    SpareWorker& operator=(const SpareWorker&) = delete;
    ~SpareWorker(); // kills the one that waits

    // Starts one unless one waits. Failure shows in the next take().
    void prepare();

    // The one that waits; a new one if there is none or it did not live or keep silent.
    Result<DecodeWorker> take();

    // The process that waits; nullopt: none.
    std::optional<pid_t> waiting() const;

private:
    std::optional<DecodeWorker> take_waiting();

    const std::string program_;
    const std::weak_ptr<TaskRunner> cleaner_;
    mutable std::mutex mutex_;
    std::optional<DecodeWorker> waiting_; // guarded by mutex_
};

} // namespace marquee::player
