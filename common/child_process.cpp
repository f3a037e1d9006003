#include "common/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/file_error.hpp"

namespace marquee {

namespace {

namespace fs = std::filesystem;

constexpr int parking_from = 512; // above any descriptor that a plan names

// Everything the child needs between fork and exec, made before: there, nothing may allocate.
struct Launch {
    std::string program;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    std::vector<ChildDescriptor> descriptors; // 0, 1 and 2 among them
    std::vector<std::pair<int, rlimit>> limits;
    std::string directory;
    pid_t parent = ::getpid();
    int report = -1; // takes errno when there is no exec
};

std::string search_path(const fs::path& program) {
    const std::string name = program.string();
    const char* path = std::getenv("PATH");
    if (name.find('/') != std::string::npos || path == nullptr) {
        return name;
    }
    std::string_view rest = path;
    while (!rest.empty()) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        const std::string candidate = std::string(rest.substr(0, colon)) + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0) {
            return candidate;
        }
        rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
    return name;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const std::string& text : texts) {
        list.push_back(const_cast<char*>(text.c_str())); // execve's type; it does not write
    }
    list.push_back(nullptr);
    return list;
}

void add_limit(Launch& launch, int resource, const std::optional<std::uint64_t>& most) {
    if (most) {
        launch.limits.emplace_back(resource, rlimit{*most, *most});
    }
}

// In the child, from here to exec: system calls only.

[[noreturn]] void give_up(const Launch& launch) {
    const int reason = errno;
    // Where even the report fails, the parent sees the exit status.
    const ssize_t put = ::write(launch.report, &reason, sizeof reason);
    ::_exit(put == sizeof reason ? 127 : 126);
}

void must(const Launch& launch, bool ok) {
    if (!ok) {
        give_up(launch);
    }
}

// First all of them out of each other's way, then each to its number; dup2 clears close-on-exec.
void place_descriptors(Launch& launch) {
    must(launch, ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0);
    for (ChildDescriptor& descriptor : launch.descriptors) {
        descriptor.ours = ::fcntl(descriptor.ours, F_DUPFD_CLOEXEC, parking_from);
        must(launch, descriptor.ours >= 0);
    }
    launch.report = ::fcntl(launch.report, F_DUPFD_CLOEXEC, parking_from);
    for (const ChildDescriptor& descriptor : launch.descriptors) {
        must(launch, ::dup2(descriptor.ours, descriptor.theirs) == descriptor.theirs);
    }
}

[[noreturn]] void become(Launch& launch) {
    must(launch, ::setpgid(0, 0) == 0);
    must(launch, ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0);
    if (::getppid() != launch.parent) {
        ::_exit(126); // orphaned before the line above
    }
    for (int number = 1; number < NSIG; ++number) {
        std::signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    place_descriptors(launch);
    must(launch, ::chdir(launch.directory.c_str()) == 0);
    for (const auto& [resource, limit] : launch.limits) {
        must(launch, ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) == 0);
    }
    ::execve(launch.program.c_str(), launch.arguments.data(), launch.environment.data());
    give_up(launch);
}

// The errno that the child reports, or 0 when exec closed the pipe.
int read_report(int descriptor) {
    int reason = 0;
    ssize_t got = -1;
    do {
        got = ::read(descriptor, &reason, sizeof reason);
    } while (got < 0 && errno == EINTR);
    return got == sizeof reason ? reason : 0;
}

} // namespace

Result<Child> Child::start(const ChildPlan& plan, const ChildStreams& streams) {
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    std::array<int, 2> report{-1, -1};
    if (nothing < 0 || ::pipe2(report.data(), O_CLOEXEC) != 0) {
        const int reason = errno;
        ::close(nothing);
        return tl::unexpected(file_error(reason, "prepare a child", plan.program));
    }
    std::vector<std::string> arguments = plan.arguments;
    arguments.insert(arguments.begin(), plan.program.filename().string());
    Launch launch;
    launch.program = search_path(plan.program);
    launch.arguments = pointers(arguments);
    launch.environment = pointers(plan.environment);
    launch.descriptors = plan.descriptors;
    launch.descriptors.push_back({streams.input >= 0 ? streams.input : nothing, 0});
    launch.descriptors.push_back({streams.output >= 0 ? streams.output : nothing, 1});
    launch.descriptors.push_back({streams.errors >= 0 ? streams.errors : 2, 2});
    add_limit(launch, RLIMIT_AS, plan.limits.memory_bytes);
    add_limit(launch, RLIMIT_CPU, plan.limits.cpu_seconds);
    add_limit(launch, RLIMIT_FSIZE, plan.limits.file_bytes);
    add_limit(launch, RLIMIT_NOFILE, plan.limits.open_files);
    launch.directory = plan.directory.string();
    launch.report = report[1];

    const pid_t pid = ::fork();
    if (pid == 0) {
        become(launch);
    }
    const int fork_reason = errno;
    ::close(nothing);
    ::close(report[1]);
    const int reason = pid < 0 ? fork_reason : read_report(report[0]);
    ::close(report[0]);
    if (pid < 0) {
        return tl::unexpected(file_error(reason, "start", plan.program));
    }
    Child child(pid);
    if (reason != 0) {
        return tl::unexpected(file_error(reason, "start", plan.program)); // ~Child reaps it
    }
    child.watch_ = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (child.watch_ < 0) {
        return tl::unexpected(file_error(errno, "watch", plan.program));
    }
    return child;
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      watch_(std::exchange(other.watch_, -1)),
      ended_(other.ended_) {}

Child& Child::operator=(Child&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(watch_, other.watch_);
    std::swap(ended_, other.ended_);
    return *this;
}

Child::~Child() {
    kill_and_reap();
    if (watch_ >= 0) {
        ::close(watch_);
    }
}

void Child::kill_and_reap() {
    if (pid_ < 0 || ended_) {
        return;
    }
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL); // before it has made its group
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void Child::signal(int number) const {
    if (pid_ > 0 && !ended_) {
        ::kill(-pid_, number);
    }
}

std::optional<ChildExit> Child::poll() {
    if (ended_ || pid_ < 0) {
        return ended_;
    }
    // Looks without reaping first: until it is reaped, no other group can have its number.
    siginfo_t about{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &about, WEXITED | WNOHANG | WNOWAIT) != 0
        || about.si_pid == 0) {
        return std::nullopt;
    }
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    ended_ = WIFEXITED(status) ? ChildExit{ChildEnding::exited, WEXITSTATUS(status)}
                               : ChildExit{ChildEnding::killed, WTERMSIG(status)};
    return ended_;
}

std::optional<ChildExit> Child::wait_until(Microseconds deadline, const Clock& clock) {
    for (;;) {
        if (auto exit = poll()) {
            return exit;
        }
        const auto left = std::chrono::ceil<Milliseconds>(deadline - clock.monotonic());
        if (left.count() <= 0) {
            return std::nullopt;
        }
        pollfd watched{watch_, POLLIN, 0};
        ::poll(&watched, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
    }
}

} // namespace marquee
