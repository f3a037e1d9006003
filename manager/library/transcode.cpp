#include "manager/library/transcode.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::uint64_t picture_cpu_seconds = 120;
constexpr std::int64_t picture_ms_max = 120'000;
constexpr double decoded_part_min = 0.98; // fewer pictures than declared are told
constexpr int measured_percent = 15;
constexpr double copied_loudness_apart_max = 1.0;
constexpr double loudness_wanted = -16;

bool disk_is_full(const std::filesystem::path& folder) {
    struct statvfs about {};
    return ::statvfs(folder.c_str(), &about) == 0
           && std::uint64_t{about.f_bavail} * about.f_frsize < limits::ingest_reserve_bytes / 8;
}

// Lines of ffmpeg's -progress: "frame=12", "out_time_us=480000", …
class ProgressLines {
public:
    ProgressLines(Milliseconds whole, int from, int to, const ProgressWatch& watch)
        : whole_(whole), from_(from), to_(to), watch_(watch) {}

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
            into = value;
        }
        return true;
    }

    void tell() {
        if (whole_ <= Milliseconds{0}) {
            return;
        }
        const double part = std::min(1.0, static_cast<double>(run.reached.count())
                                              / static_cast<double>(whole_.count()));
        const int percent = from_ + static_cast<int>(part * (to_ - from_));
        if (percent > told_) {
            told_ = percent;
            watch_(percent);
        }
    }

    Milliseconds whole_;
    int from_;
    int to_;
    int told_ = -1;
    const ProgressWatch& watch_;
};

std::string last_line(std::string text) {
    text.erase(std::find_if(text.rbegin(), text.rend(), [](char c) { return c > ' '; }).base(),
               text.end());
    return text.substr(text.rfind('\n') + 1);
}

Result<FfmpegRun> run_ffmpeg(const Bench& bench, CellTask task, ProgressLines lines) {
    task.program = bench.programs.ffmpeg;
    task.medium = bench.medium;
    task.folder = bench.folder;
    const CellWatch watch{.line = [&](std::string_view line) { return lines(line); },
                          .stop = bench.stop};
    const auto run = run_in_cell(bench.programs, task, watch, bench.clock);
    if (!run && run.error().code == ErrorCode::timed_out) {
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

CellTask film_task(std::vector<std::string> arguments) {
    return {.program = {},
            .arguments = std::move(arguments),
            .folder = {},
            .cpu_seconds_max = limits::ingest_cpu_seconds_max,
            .patience = Milliseconds(limits::ingest_film_ms_max),
            .silence_max = Milliseconds(limits::ingest_silence_ms_max)};
}

// Whether the film may be copied, as far as its packets tell.
Result<TrackWork> work_for_video(const Bench& bench, const MediaFacts& facts,
                                 const TranscodePlan& plan) {
    if (plan.kind == MediaKind::audio) {
        return TrackWork::none;
    }
    if (!plan.copyable) {
        return TrackWork::encoded;
    }
    const auto packets = probe_packets(bench, facts);
    if (!packets && packets.error().code == ErrorCode::wrong_state) {
        return tl::unexpected<Error>(packets.error());
    }
    return packets && may_be_copied(plan, packets->is_regular(), packets->longest_run())
               ? TrackWork::copied
               : TrackWork::encoded;
}

bool sound_is_as_promised(const SoundFacts& sound) {
    return sound.codec == "aac" && sound.profile == "LC" && sound.samples_per_second == 48'000
           && sound.channels == 2;
}

// Copies what is loud enough already; notes what cannot be heard.
void choose_sound(const MediaFacts& facts, const FfmpegRun& measured, TrackChoices& choices,
                  TranscodePlan& plan) {
    const auto loudness = loudness_in(measured.said);
    if (!loudness) {
        plan.notes.push_back({"silent", {}});
        return;
    }
    choices.gain_decibels = gain_for(*loudness);
    const bool loud_enough =
        std::abs(loudness->integrated - loudness_wanted) <= copied_loudness_apart_max;
    if (loud_enough && sound_is_as_promised(*facts.sound) && choices.video != TrackWork::encoded) {
        choices.sound = TrackWork::copied;
    }
}

Result<TrackChoices> choose_tracks(const Bench& bench, const MediaFacts& facts, TranscodePlan& plan,
                                   const ProgressWatch& progress) {
    TrackChoices choices;
    const auto video = work_for_video(bench, facts, plan);
    if (!video) {
        return tl::unexpected<Error>(video.error());
    }
    choices.video = *video;
    choices.sound = facts.sound ? TrackWork::encoded : TrackWork::none;
    if (!facts.sound && choices.video != TrackWork::copied) {
        return choices;
    }
    const auto measured = run_ffmpeg(bench, film_task(measure_arguments(facts, choices.video)),
                                     ProgressLines(facts.duration, 0, measured_percent, progress));
    if (!measured && !measured.error().params.empty()) {
        // Broken somewhere: encoding takes what there is and leaves the rest away.
        choices.video = choices.video == TrackWork::copied ? TrackWork::encoded : choices.video;
        return choices;
    }
    if (!measured) {
        return tl::unexpected<Error>(measured.error());
    }
    const bool whole = measured->decoded() >= facts.video.value_or(VideoFacts{}).frames;
    if (choices.video == TrackWork::copied && !whole) {
        choices.video = TrackWork::encoded;
    }
    if (facts.sound) {
        choose_sound(facts, *measured, choices, plan);
    }
    return choices;
}

// What is missing of what the container declared.
void note_missing(const MediaFacts& facts, const FfmpegRun& run, TranscodePlan& plan) {
    const std::int64_t declared = facts.video->frames;
    if (declared > 0 && static_cast<double>(run.decoded()) < decoded_part_min * declared - 1) {
        plan.notes.push_back(
            {"incomplete", {{"percent", std::to_string(100 * run.decoded() / declared)}}});
    }
}

} // namespace

Status make_picture(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan) {
    const CellTask task{.program = {},
                        .arguments = picture_arguments(facts, plan),
                        .folder = {},
                        .cpu_seconds_max = picture_cpu_seconds,
                        .patience = Milliseconds(picture_ms_max)};
    const ProgressWatch nobody = [](int) {};
    return run_ffmpeg(bench, task, ProgressLines(Milliseconds{0}, 0, 0, nobody))
        .and_then([](const FfmpegRun&) -> Status { return {}; })
        .map_error([](Error error) {
            if (error.code != ErrorCode::damaged_media) {
                return error;
            }
            return refusal(ErrorCode::damaged_media, "damaged_picture", error.what);
        });
}

Status make_film(const Bench& bench, const MediaFacts& facts, TranscodePlan& plan,
                 const ProgressWatch& progress) {
    const auto choices = choose_tracks(bench, facts, plan, progress);
    if (!choices) {
        return tl::unexpected<Error>(choices.error());
    }
    const auto run = run_ffmpeg(bench, film_task(film_arguments(facts, plan, *choices)),
                                ProgressLines(facts.duration, measured_percent, 99, progress));
    if (!run) {
        return tl::unexpected<Error>(run.error());
    }
    if (choices->video == TrackWork::encoded) {
        if (run->decoded() <= 0) {
            return tl::unexpected(refusal(ErrorCode::damaged_media, "no_frames",
                                          "not one picture of the film decodes"));
        }
        note_missing(facts, *run, plan);
    }
    return {};
}

} // namespace marquee::manager
