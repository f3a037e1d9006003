// Runs a program as a child with exactly what it is given: no shell, no inherited environment, no
// inherited descriptors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

class Clock;

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
    std::filesystem::path program;        // searched in PATH of this process when it has no '/'
    std::vector<std::string> arguments;   // without the program's own name
    std::vector<std::string> environment; // "LANG=C.UTF-8", all of it
    std::vector<ChildDescriptor> descriptors;
    ChildLimits limits;
    std::filesystem::path directory = "/"; // working directory
};

enum class ChildEnding { exited, killed };

struct ChildExit {
    ChildEnding ending = ChildEnding::exited;
    int code = 0; // exit status, or number of the signal

    bool clean() const { return ending == ChildEnding::exited && code == 0; }
    friend bool operator==(const ChildExit&, const ChildExit&) = default;
};

// A running child. Dies with its parent (PDEATHSIG). One owner; not thread-safe.
class Child {
public:
    // Standard input and output are /dev/null, standard error is ours. Where the program cannot be
    // started: not_found, or io_failed with the reason.
    static Result<Child> start(const ChildPlan& plan);

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    ~Child(); // kills (SIGKILL) and reaps a child that still runs

    pid_t pid() const { return pid_; }

    // Sends a signal to the child and every process it made.
    void signal(int number);

    // How it ended, or nothing while it runs. Never blocks.
    std::optional<ChildExit> poll();

    // Blocks until it ends, at most `patience`.
    std::optional<ChildExit> wait(Milliseconds patience);

private:
    friend class ChildLauncher;
    Child(pid_t pid, int watch) : pid_(pid), watch_(watch) {}

    pid_t pid_ = -1;
    int watch_ = -1; // pidfd
    std::optional<ChildExit> ended_;
};

struct ChildRun {
    ChildExit exit;
    std::string output; // standard output
    std::string errors; // standard error
};

struct ChildBounds {
    Milliseconds patience{30'000};
    std::size_t output_bytes_max = 1024 * 1024; // of output and of errors, each
};

// Starts it, feeds `input` to its standard input, collects what it says and waits. Blocks. Over its
// time: timed_out; over its output: too_large; both kill it first.
Result<ChildRun> run_child(const ChildPlan& plan, std::string_view input, const ChildBounds& bounds,
                           const Clock& clock);

} // namespace marquee
