// marquee-ingest: locks itself into a cell and looks at a medium there, or becomes another program
// that does. Started by the manager only (manager/library/ingest_cell.hpp says with what):
//
//   marquee-ingest FILES MEMORY CPU LENGTH inspect
//   marquee-ingest FILES MEMORY CPU LENGTH copy FILE       an animation, into the directory
//   marquee-ingest FILES MEMORY CPU LENGTH /usr/bin/ffmpeg ARGUMENT…
//
// FILES: required or where_present; then bytes of memory, seconds of processor time, bytes of the
// longest file. The medium is descriptor 3, the working directory is the cell's own. Exit status
// 125: the cell could not be locked, and nothing was looked at.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "manager/library/worker/animation_copy.hpp"
#include "manager/library/worker/confinement.hpp"
#include "manager/library/worker/inspection.hpp"
#include "schemas/model/limits.hpp"

namespace {

using namespace marquee::manager::worker;

constexpr int not_locked_status = 125;
constexpr int not_found_status = 127;
constexpr int words_min = 6;

bool say(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t put = ::write(descriptor, text.data(), text.size());
        if (put <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

// Before the cell is locked: afterwards nothing can be opened any more.
bool open_copy(const char* name) {
    const int made = ::open(name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    return made >= 0 && ::dup2(made, copy_descriptor) == copy_descriptor;
}

// At once: what a leak checker does at the usual end is refused in a cell, and it would change the
// status.
[[noreturn]] void leave(int status) {
    ::_exit(status);
}

} // namespace

int main(int count, char** words) {
    if (count < words_min) {
        return 2;
    }
    const std::string program = words[5];
    Confinement confinement;
    const bool copies = program == "copy" && count > words_min;
    confinement.program = program == "inspect" || copies ? "" : program;
    if (copies && !open_copy(words[words_min])) {
        say(STDERR_FILENO, "the copy cannot be made");
        leave(not_locked_status);
    }
    confinement.files = std::string_view(words[1]) == "where_present" ? FileRules::where_present
                                                                      : FileRules::required;
    confinement.memory_bytes_max = std::strtoull(words[2], nullptr, 10);
    confinement.cpu_seconds_max = std::strtoull(words[3], nullptr, 10);
    confinement.file_bytes_max = std::strtoull(words[4], nullptr, 10);
    if (const marquee::Status locked = confine(confinement); !locked) {
        say(STDERR_FILENO, locked.error().what);
        leave(not_locked_status);
    }
    if (copies) {
        const bool whole = copy_animation(Medium(medium_descriptor), copy_descriptor,
                                          marquee::limits::animation_frames_max);
        leave(whole ? 0 : 1);
    }
    if (confinement.program.empty()) {
        const bool told = say(STDOUT_FILENO, to_lines(inspect(Medium(medium_descriptor))));
        leave(told ? 0 : 1);
    }
    ::execv(words[5], words + 5);
    say(STDERR_FILENO, "the program cannot be run");
    leave(not_found_status);
}
