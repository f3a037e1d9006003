#include "manager/library/transcode.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "manager/library/ffmpeg_arguments.hpp"
#include "manager/library/loudness.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::uint64_t picture_cpu_seconds = 120;
constexpr std::int64_t picture_ms_max = 120'000;
constexpr double decoded_part_min = 0.98; // fewer pictures than declared are told
constexpr int measured_percent = 15;
constexpr int level_passes_max = 3;
constexpr Milliseconds short_sound{1'000}; // at most this is measured repeated

CellTask film_task(std::vector<std::string> arguments) {
    return {.arguments = std::move(arguments),
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

// nullopt: nothing can be heard in it, behind the filter.
Result<std::optional<Loudness>> measured_behind(const Bench& bench, const MediaFacts& facts,
                                                const std::string& filter) {
    return run_ffmpeg(bench, film_task(measure_arguments(facts, TrackWork::none, filter)))
        .map([](const FfmpegRun& run) { return loudness_in(run.said); });
}

Result<std::optional<Loudness>> loudness_of(const Bench& bench, const MediaFacts& facts,
                                            const FfmpegRun& measured) {
    const auto loudness = loudness_in(measured.said);
    return loudness || !has_peak(measured.said) || facts.duration > short_sound
               ? loudness
               : measured_behind(bench, facts, repeating_filter());
}

std::string in_words(double lufs) {
    return fmt::format("{}{:.1f}", lufs < 0 ? "−" : "", std::abs(lufs));
}

// How to level a sound, and how loud it will be then. One gain tells; where peaks are held, the
// result is measured, and corrected where it lacks something.
Status settle_level(const Bench& bench, const MediaFacts& facts, const Loudness& loudness,
                    TrackChoices& choices, TranscodePlan& plan) {
    choices.levelling = levelling_for(loudness);
    double then = levelled(loudness, choices.levelling);
    const bool reachable = then > limits::loudness_lufs - loudness_apart_max;
    for (int pass = 0; choices.levelling.held && pass < level_passes_max; ++pass) {
        const auto result = measured_behind(bench, facts, levelling_filter(choices.levelling));
        if (!result) {
            return tl::unexpected<Error>(result.error());
        }
        if (!*result) {
            break;
        }
        then = (*result)->integrated;
        const bool right = std::abs(then - limits::loudness_lufs) < loudness_apart_max / 2;
        if (right || !reachable || pass + 1 == level_passes_max) {
            break;
        }
        choices.levelling = corrected(choices.levelling, **result);
    }
    const bool quiet = then < limits::loudness_lufs - loudness_apart_max;
    plan.notes.push_back({quiet ? "still_quiet" : "levelled",
                          {{"from", in_words(loudness.integrated)}, {"to", in_words(then)}}});
    return {};
}

// Copies what is level already; notes what is done to the rest.
Status choose_sound(const Bench& bench, const MediaFacts& facts, const FfmpegRun& measured,
                    TrackChoices& choices, TranscodePlan& plan) {
    const auto loudness = loudness_of(bench, facts, measured);
    if (!loudness) {
        return tl::unexpected<Error>(loudness.error());
    }
    if (!*loudness) {
        plan.notes.push_back({"silent", {}});
        return {};
    }
    if (is_level(**loudness) && sound_is_as_promised(*facts.sound)
        && choices.video != TrackWork::encoded) {
        choices.sound = TrackWork::copied;
        return {};
    }
    return settle_level(bench, facts, **loudness, choices, plan);
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
                                     {facts.duration, 0, measured_percent, progress});
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
    if (!facts.sound) {
        return choices;
    }
    return choose_sound(bench, facts, *measured, choices, plan).map([&] { return choices; });
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

Status copy_animation(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan) {
    const CellTask task{.program = "copy",
                        .arguments = {plan.file},
                        .medium = bench.medium,
                        .folder = bench.folder,
                        .cpu_seconds_max = picture_cpu_seconds,
                        .patience = Milliseconds(picture_ms_max)};
    const auto run = run_in_cell(bench.programs, task, {.stop = bench.stop}, bench.clock);
    if (!run && run.error().code != ErrorCode::timed_out) {
        return tl::unexpected<Error>(run.error());
    }
    if (run && !run->exit.clean() && disk_is_full(bench.folder)) {
        return fail(ErrorCode::disk_full, "no room for a rendition", bench.folder.string());
    }
    if (!run || !run->exit.clean()) {
        return tl::unexpected(refusal(ErrorCode::damaged_media, "damaged_picture",
                                      "the animation is not whole, or too long"));
    }
    if (facts.file.kind == "webp") {
        return {}; // was decoded while it was copied
    }
    return run_ffmpeg(bench, {.arguments = decoding_arguments(facts),
                              .folder = {},
                              .cpu_seconds_max = picture_cpu_seconds,
                              .patience = Milliseconds(picture_ms_max)})
        .map([](const FfmpegRun&) {});
}

Status make_picture(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan) {
    const CellTask task{.arguments = picture_arguments(facts, plan),
                        .folder = {},
                        .cpu_seconds_max = picture_cpu_seconds,
                        .patience = Milliseconds(picture_ms_max)};
    return run_ffmpeg(bench, task)
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
                                {facts.duration, measured_percent, 99, progress});
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
    plan.kept = choices->video == TrackWork::copied;
    return {};
}

} // namespace marquee::manager
