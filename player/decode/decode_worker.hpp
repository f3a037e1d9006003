// A started marquee-decode: the process and the line to it.
#pragma once

#include <memory>
#include <string>

#include "player/decode/worker_line.hpp"
#include "player/decode/worker_process.hpp"
#include "player/ports/task_runner.hpp"

namespace marquee::player {

struct DecodeWorker {
    std::shared_ptr<WorkerLine> line;
    WorkerProcess process;
};

// Takes a millisecond or two and dies with the calling thread. The line's memory is unmapped by
// `cleaner`, as that takes milliseconds wherever the last frame is let go. io_failed when no
// process or memory is to be had.
Result<DecodeWorker> start_worker(const std::string& program, std::weak_ptr<TaskRunner> cleaner);

} // namespace marquee::player
