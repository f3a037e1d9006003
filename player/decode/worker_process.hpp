// A running marquee-decode.
//
// The program finds 0–2 on /dev/null, 3 the socket, 4 the shared memory, nothing else, and an empty
// environment. It dies with the thread that started it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "schemas/model/error.hpp"

namespace marquee::player {

// lives: it has not ended. never_began: it could not be executed or locked in. ended_by_others: by
// a signal that nobody raises within itself: out of memory, out of its time, an operator. Only the
// rest is its medium's doing.
enum class WorkerEnding { lives, never_began, ended_by_others, ended_itself };

class WorkerProcess {
public:
    // The exit status of a worker that could not begin.
    static constexpr int never_began_status = 126;

    // fork and exec; about a millisecond on the calling thread. A program that cannot be executed
    // shows as a worker that ends at once.
    static Result<WorkerProcess> spawn(const std::string& program, int socket, int memory);

    // Its CPU seconds, all threads together; the kernel kills it above them.
    void limit_cpu(std::uint64_t seconds) const;

    // SIGKILL; returns at once.
    void kill() const;

    // How it ended, without waiting. Not after reap().
    WorkerEnding ending() const;

    // Waits until it is gone. After kill(), and not on the render thread. Call once.
    void reap() const;

    pid_t id() const { return id_; }

private:
    explicit WorkerProcess(pid_t id) : id_(id) {}

    pid_t id_;
};

} // namespace marquee::player
