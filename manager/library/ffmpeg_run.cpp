#include "manager/library/ffmpeg_run.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <charconv>

#include "manager/library/probe_text.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t complaint_bytes_max = 200;
constexpr std::int64_t figure_max = 1'000'000'000'000'000; // believed; sums of it are no overflow

// Lines of ffmpeg's -progress: "frame=12", "out_time_us=480000", …
class ProgressLines {
public:
    explicit ProgressLines(const ProgressShare& share) : share_(share) {}

    bool operator()(std::string_view line) {
        take(line, "frame=", run.frames);
        take(line, "dup_frames=", run.doubled);
        take(line, "drop_frames=", run.dropped);
        std::int64_t microseconds = 0;
        if (take(line, "out_time_us=", microseconds)) {
            run.reached = std::max(run.reached, Milliseconds(microseconds / 1'000));
            tell();
        }
        return true;
    }

    FfmpegRun run;

private:
    static bool take(std::string_view line, std::string_view name, std::int64_t& into) {
        if (!line.starts_with(name)) {
            return false;
        }
        line.remove_prefix(name.size());
        std::int64_t value = 0;
        if (std::from_chars(line.data(), line.data() + line.size(), value).ec == std::errc{}
            && value >= 0) {
            into = std::min(value, figure_max);
        }
        return true;
    }

    void tell() {
        if (share_.whole <= Milliseconds{0}) {
            return;
        }
        const double part = std::min(1.0, static_cast<double>(run.reached.count())
                                              / static_cast<double>(share_.whole.count()));
        const int percent = share_.from + static_cast<int>(part * (share_.to - share_.from));
        if (percent > told_) {
            told_ = percent;
            share_.watch(percent);
        }
    }

    const ProgressShare& share_;
    int told_ = -1;
};

std::string last_line(std::string text) {
    text.erase(std::find_if(text.rbegin(), text.rend(), [](char c) { return c > ' '; }).base(),
               text.end());
    return plain_words(std::string_view(text).substr(text.rfind('\n') + 1), complaint_bytes_max);
}

} // namespace

bool disk_is_full(const std::filesystem::path& folder) {
    struct statvfs about {};
    return ::statvfs(folder.c_str(), &about) == 0
           && std::uint64_t{about.f_bavail} * about.f_frsize < limits::ingest_reserve_bytes / 8;
}

Result<FfmpegRun> run_ffmpeg(const Bench& bench, CellTask task, const ProgressShare& share) {
    ProgressLines lines(share);
    task.program = bench.programs.ffmpeg;
    task.medium = bench.medium;
    task.folder = bench.folder;
    const CellWatch watch{.line = [&](std::string_view line) { return lines(line); },
                          .stop = bench.stop};
    const auto run = run_in_cell(bench.programs, task, watch, bench.clock);
    const bool too_much =
        !run
        && (run.error().code == ErrorCode::timed_out || run.error().code == ErrorCode::too_large);
    if (too_much) { // of time, or of words
        return tl::unexpected(refusal(ErrorCode::damaged_media, "too_slow", run.error().what));
    }
    if (!run) {
        return tl::unexpected<Error>(run.error());
    }
    lines.run.said = run->errors;
    if (run->exit.clean()) {
        return std::move(lines.run);
    }
    if (disk_is_full(bench.folder)) {
        return fail(ErrorCode::disk_full, "no room for a rendition", bench.folder.string());
    }
    return tl::unexpected(refusal(ErrorCode::damaged_media, "damaged_file",
                                  "ffmpeg failed: " + last_line(run->errors)));
}

} // namespace marquee::manager
