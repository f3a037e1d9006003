#include "player/decode/worker_process.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace marquee::player {

namespace {

constexpr int socket_number = 3;
constexpr int memory_number = 4;

// Between fork and exec of a program with threads: async-signal-safe calls only.
[[noreturn]] void become_worker(const char* program, int socket, int memory) {
    // Out of the way first: either may have the number the other needs.
    const int high_socket = ::fcntl(socket, F_DUPFD_CLOEXEC, 16);
    const int high_memory = ::fcntl(memory, F_DUPFD_CLOEXEC, 16);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const bool placed = ::dup2(nowhere, 0) == 0 && ::dup2(nowhere, 1) == 1
                        && ::dup2(nowhere, 2) == 2 && ::dup2(high_socket, socket_number) >= 0
                        && ::dup2(high_memory, memory_number) >= 0;
    if (!placed || ::close_range(memory_number + 1, ~0U, 0) != 0) {
        ::_exit(126);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    char* const arguments[] = {const_cast<char*>("marquee-decode"), nullptr};
    char* const environment[] = {nullptr};
    ::execve(program, arguments, environment);
    ::_exit(127);
}

} // namespace

Result<WorkerProcess> WorkerProcess::spawn(const std::string& program, int socket, int memory) {
    const pid_t id = ::fork();
    if (id < 0) {
        return fail(ErrorCode::io_failed,
                    std::string("no process for a decoder: ") + std::strerror(errno));
    }
    if (id == 0) {
        become_worker(program.c_str(), socket, memory);
    }
    return WorkerProcess(id);
}

void WorkerProcess::limit_cpu(std::uint64_t seconds) const {
    const rlimit limit{seconds, seconds};
    ::prlimit(id_, RLIMIT_CPU, &limit, nullptr);
}

void WorkerProcess::kill() const {
    ::kill(id_, SIGKILL);
}

void WorkerProcess::reap() const {
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

} // namespace marquee::player
