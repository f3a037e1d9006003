// Runs one look at a medium in a cell of its own: `marquee-ingest` locks itself in
// (manager/library/worker/confinement.hpp says how) and inspects the medium, or becomes ffprobe or
// ffmpeg. The manager itself parses no media, only the lines of text that the child says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/child_process.hpp"
#include "common/clock.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// How a cell names the medium it was given: a descriptor, so that no path has to be open to it.
inline constexpr std::string_view medium_name = "file:/dev/fd/3";

struct CellPrograms {
    std::filesystem::path ingest; // marquee-ingest
    std::filesystem::path ffprobe = "/usr/bin/ffprobe";
    std::filesystem::path ffmpeg = "/usr/bin/ffmpeg";
    bool files_ruled = true; // false: also where the kernel has no Landlock
    std::filesystem::path font_sanitizer = "/usr/bin/ots-sanitize";
};

struct CellTask {
    // Absolute; or a deed of marquee-ingest itself, "inspect" or "copy".
    std::filesystem::path program = "inspect";
    std::vector<std::string> arguments{};
    int medium = -1;              // open for reading; descriptor 3 of the child
    std::filesystem::path folder; // working directory, the only place the child may write in
    std::uint64_t cpu_seconds_max = 0;
    Milliseconds patience{0};    // for all of it
    Milliseconds silence_max{0}; // between two lines of its output; 0: any
};

struct CellRun {
    ChildExit exit;
    std::string errors; // the end of its standard error; for the log, and for ffmpeg's figures
};

// What a caller hears and says meanwhile; both on the thread that runs the cell.
struct CellWatch {
    // A line of standard output. False: enough, kill it.
    std::function<bool(std::string_view)> line = [](std::string_view) { return true; };
    // Asked every quarter of a second at least. True: kill it.
    std::function<bool()> stop = [] { return false; };
};

// Blocks until the child has ended. Its exit status, whatever it is, is no failure here. Failures:
// timed_out (patience or silence), wrong_state (stopped), too_large (a line, or refused by
// `line`), unsupported (no Landlock and files_ruled), not_found (a program is not installed),
// io_failed.
Result<CellRun> run_in_cell(const CellPrograms& programs, const CellTask& task,
                            const CellWatch& watch, const Clock& clock);

} // namespace marquee::manager
