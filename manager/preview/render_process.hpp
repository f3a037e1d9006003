// A running marquee-render and the pipe to it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "common/child_process.hpp"
#include "common/clock.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// checks: of slogans, nothing else; such a process cannot start others.
enum class RenderDuty { pictures, checks };

// What is started, and the folder of blobs it reads.
struct RenderProgram {
    std::filesystem::path program; // marquee-render
    std::filesystem::path assets;
    std::filesystem::path fonts = "/usr/share/fonts";
    RenderDuty duty = RenderDuty::pictures;
};

// What it said: an answer, and the pictures where some follow.
struct RenderReply {
    RenderAnswer head;
    std::string picture; // PNG, or several
};

// Owned by the thread that started it, with which the process dies. Its memory, files and time are
// bounded; it inherits nothing, and walls itself in (player/render/confinement.hpp).
class RenderProcess {
public:
    // preview_failed when it does not start.
    static Result<RenderProcess> start(const RenderProgram& program);

    // Sends one request line (without its end) and blocks until the answer is there. timed_out at
    // `deadline` (monotonic), preview_failed when the process ended or said what is no answer;
    // either way it is of no use afterwards. `clock` must move by itself.
    Result<RenderReply> ask(std::string_view line, Microseconds deadline, const Clock& clock);

    pid_t pid() const { return child_.pid(); }

private:
    RenderProcess(Child child, FileDescriptor pipe)
        : child_(std::move(child)), pipe_(std::move(pipe)) {}

    Status send(std::string_view bytes, Microseconds deadline, const Clock& clock);
    Status receive(Microseconds deadline, const Clock& clock); // at least a byte, or nothing yet

    Child child_;
    FileDescriptor pipe_;
    std::string received_;
};

} // namespace marquee::manager
