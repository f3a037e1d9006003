// Runs a program as a child with exactly what it is given: no shell, no inherited environment, no
// inherited descriptors, its own process group.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "common/clock.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// Becomes descriptor `theirs` (3 or above, each once) in the child. `ours` stays open here.
struct ChildDescriptor {
    int ours = -1;
    int theirs = 3;
};

// setrlimit(2); absent: as this process.
struct ChildLimits {
    std::optional<std::uint64_t> memory_bytes; // RLIMIT_AS
    std::optional<std::uint64_t> cpu_seconds;  // RLIMIT_CPU
    std::optional<std::uint64_t> file_bytes;   // RLIMIT_FSIZE
    std::optional<std::uint64_t> open_files;   // RLIMIT_NOFILE
};

struct ChildPlan {
    std::filesystem::path program;          // looked for in this process's PATH when it has no '/'
    std::vector<std::string> arguments{};   // without the program's own name
    std::vector<std::string> environment{}; // "LANG=C.UTF-8", all of it
    std::vector<ChildDescriptor> descriptors{};
    ChildLimits limits{};
    std::filesystem::path directory = "/"; // working directory
};

// The child's descriptors 0, 1 and 2. -1: /dev/null; for errors, our own standard error.
struct ChildStreams {
    int input = -1;
    int output = -1;
    int errors = -1;
};

enum class ChildEnding { exited, killed };

struct ChildExit {
    ChildEnding ending = ChildEnding::exited;
    int code = 0; // exit status, or number of the signal

    bool clean() const { return ending == ChildEnding::exited && code == 0; }
    friend bool operator==(const ChildExit&, const ChildExit&) = default;
};

// A running child and the processes it made (its process group). They die with this object, and
// the child dies with the THREAD that started it (PR_SET_PDEATHSIG). One owner; not thread-safe.
class Child {
public:
    // Blocks until the program runs. Where it cannot: not_found, or io_failed with the reason.
    static Result<Child> start(const ChildPlan& plan, const ChildStreams& streams = {});

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    ~Child();

    pid_t pid() const { return pid_; }

    // To the whole group; nothing once the child has ended.
    void signal(int number) const;

    // How it ended, or nothing while it runs. What is left of its group is killed when it has.
    // Never blocks.
    std::optional<ChildExit> poll();

    // Blocks until it ends or `clock` reads `deadline` (monotonic).
    std::optional<ChildExit> wait_until(Microseconds deadline, const Clock& clock);

private:
    explicit Child(pid_t pid) : pid_(pid) {}
    void kill_and_reap();

    pid_t pid_ = -1; // -1: moved from
    int watch_ = -1; // pidfd, readable when it has ended
    std::optional<ChildExit> ended_;
};

struct ChildBounds {
    Milliseconds patience{30'000};
    std::size_t output_bytes_max = 1024 * 1024; // of output and of errors, each
};

struct ChildRun {
    ChildExit exit;
    std::string output; // standard output
    std::string errors; // standard error
};

// Starts it, feeds `input` to its standard input, collects what it says until it has ended. Blocks.
// Out of patience: timed_out; over its output: too_large; both kill it first. `clock` must be a
// clock that moves by itself.
Result<ChildRun> run_child(const ChildPlan& plan, std::string_view input, const ChildBounds& bounds,
                           const Clock& clock);

} // namespace marquee
