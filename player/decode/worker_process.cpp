#include "player/decode/worker_process.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
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

// The worker ends with the thread that starts it; at once if that went before this was asked for.
void die_with(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
        ::_exit(0);
    }
}

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
        ::_exit(WorkerProcess::never_began_status);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    char* const arguments[] = {const_cast<char*>("marquee-decode"), nullptr};
    char* const environment[] = {nullptr};
    ::execve(program, arguments, environment);
    ::_exit(WorkerProcess::never_began_status);
}

// What a process brings on itself: by its code, a forbidden call, an assertion.
bool is_raised_within(int signal) {
    switch (signal) {
    case SIGSEGV:
    case SIGBUS:
    case SIGILL:
    case SIGFPE:
    case SIGTRAP:
    case SIGABRT:
    case SIGSYS:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<WorkerProcess> WorkerProcess::spawn(const std::string& program, int socket, int memory) {
    const pid_t player = ::getpid();
    const pid_t id = ::fork();
    if (id < 0) {
        return fail(ErrorCode::io_failed,
                    std::string("no process for a decoder: ") + std::strerror(errno));
    }
    if (id == 0) {
        die_with(player);
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

WorkerEnding WorkerProcess::ending() const {
    siginfo_t how{};
    if (::waitid(P_PID, static_cast<id_t>(id_), &how, WEXITED | WNOHANG | WNOWAIT) != 0
        || how.si_pid == 0) {
        return WorkerEnding::lives;
    }
    if (how.si_code == CLD_EXITED) {
        return how.si_status == never_began_status ? WorkerEnding::never_began
                                                   : WorkerEnding::ended_itself;
    }
    return is_raised_within(how.si_status) ? WorkerEnding::ended_itself
                                           : WorkerEnding::ended_by_others;
}

void WorkerProcess::reap() const {
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

} // namespace marquee::player
