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

class WorkerProcess {
public:
    // fork and exec; about a millisecond on the calling thread. A program that cannot be executed
    // shows as a worker that ends at once.
    static Result<WorkerProcess> spawn(const std::string& program, int socket, int memory);

    // Its CPU seconds, all threads together; the kernel kills it above them.
    void limit_cpu(std::uint64_t seconds) const;

    // SIGKILL; returns at once.
    void kill() const;

    // Waits until it is gone. After kill(), and not on the render thread. Call once.
    void reap() const;

    pid_t id() const { return id_; }

private:
    explicit WorkerProcess(pid_t id) : id_(id) {}

    pid_t id_;
};

} // namespace marquee::player
