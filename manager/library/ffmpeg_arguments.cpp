#include "manager/library/ffmpeg_arguments.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "manager/library/ingest_cell.hpp"
#include "manager/library/loudness.hpp"
#include "manager/library/probe.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr int group_seconds = 2;
constexpr std::int32_t full_high_definition = 1'920;
// However many cores there are: every thread holds pictures, and the memory of a cell is limited.
constexpr const char* threads = "4";

using Arguments = std::vector<std::string>;

void append(Arguments& arguments, std::initializer_list<std::string> more) {
    arguments.insert(arguments.end(), more);
}

// Up to and with the input.
Arguments beginning(const MediaFacts& facts, std::initializer_list<std::string> of_the_input) {
    Arguments arguments{"-hide_banner",
                        "-nostdin",
                        "-nostats",
                        "-filter_threads",
                        threads,
                        "-max_alloc",
                        std::to_string(limits::ingest_address_space_bytes / 2)};
    const auto options = input_options(facts.file);
    arguments.insert(arguments.end(), options.begin(), options.end());
    append(arguments, {"-threads", threads});
    append(arguments, of_the_input);
    append(arguments, {"-i", std::string(medium_name)});
    return arguments;
}

// EXIF 2.3, tag 0x0112, as filters; ffmpeg itself is told not to turn anything.
std::string turning(int orientation) {
    static constexpr std::array<const char*, 9> filters{"",
                                                        "",
                                                        "hflip,",
                                                        "hflip,vflip,",
                                                        "vflip,",
                                                        "transpose=0,",
                                                        "transpose=1,",
                                                        "transpose=3,",
                                                        "transpose=2,"};
    return filters[static_cast<std::size_t>(orientation)];
}

std::string picture_filter(const MediaFacts& facts, const TranscodePlan& plan) {
    const bool jpeg = plan.media_type == "image/jpeg";
    const bool fine_colour = facts.video->pixel_format.find("444") != std::string::npos
                             || facts.video->pixel_format.find("rgb") != std::string::npos
                             || facts.video->pixel_format.find("bgr") != std::string::npos;
    const char* const pixels = jpeg ? (fine_colour ? "yuvj444p" : "yuvj420p") : "rgba";
    return turning(facts.file.orientation)
           + fmt::format("scale={}:{}:flags=lanczos+accurate_rnd+full_chroma_int,format={}",
                         plan.size.width, plan.size.height, pixels);
}

std::string film_filter(const MediaFacts& facts, const TranscodePlan& plan) {
    std::string filter;
    if (plan.deinterlaced) {
        filter += "bwdif=mode=send_frame,";
    }
    if (plan.tone_mapped) {
        const bool said = facts.video->matrix == "bt2020nc" || facts.video->matrix == "bt2020c";
        filter +=
            fmt::format("setparams=color_primaries=bt2020{},"
                        "scale={}:{}:flags=bicubic,"
                        "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
                        "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,",
                        said ? "" : ":colorspace=bt2020nc", plan.size.width, plan.size.height);
    } else {
        const bool unsaid = facts.video->matrix.empty() || facts.video->matrix == "unknown";
        const bool high = facts.video->size.height >= 720;
        filter += fmt::format("scale={}:{}:flags=bicubic:out_color_matrix=bt709:out_range=tv{},",
                              plan.size.width, plan.size.height,
                              unsaid && high ? ":in_color_matrix=bt709" : "");
    }
    return filter + "setsar=1,format=yuv420p";
}

void encode_film(Arguments& arguments, const MediaFacts& facts, const TranscodePlan& plan) {
    const bool large = std::max(plan.size.width, plan.size.height) > full_high_definition;
    const long group = std::lround(std::ceil(plan.rate.value() * group_seconds - 0.01));
    append(arguments, {"-vf",
                       film_filter(facts, plan),
                       "-c:v",
                       "libx264",
                       "-profile:v",
                       "high",
                       "-preset",
                       large ? "veryfast" : "fast",
                       "-crf",
                       "20",
                       "-maxrate",
                       large ? "40M" : "16M",
                       "-bufsize",
                       large ? "80M" : "32M",
                       "-g",
                       std::to_string(std::max(group, 1L)),
                       "-bf",
                       "2",
                       "-flags:v",
                       "+cgop+bitexact",
                       "-fps_mode",
                       "cfr",
                       "-r",
                       fmt::format("{}/{}", plan.rate.over, plan.rate.under),
                       "-colorspace",
                       "bt709",
                       "-color_primaries",
                       "bt709",
                       "-color_trc",
                       "bt709",
                       "-color_range",
                       "tv"});
}

void add_sound(Arguments& arguments, const MediaFacts& facts, const TrackChoices& choices) {
    if (choices.sound == TrackWork::none) {
        append(arguments, {"-an"});
        return;
    }
    append(arguments, {"-map", fmt::format("0:{}", facts.sound->index)});
    if (choices.sound == TrackWork::copied) {
        append(arguments, {"-c:a", "copy"});
        return;
    }
    append(arguments, {"-af", folding_filter() + "," + levelling_filter(choices.levelling), "-c:a",
                       "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2", "-flags:a", "+bitexact"});
}

} // namespace

Arguments picture_arguments(const MediaFacts& facts, const TranscodePlan& plan) {
    // What does not decode wholly is refused: half a face on a wall is worse than none. Of TIFF
    // this ffmpeg takes any tag it does not know for damage.
    const bool strict = facts.file.kind != "tiff";
    Arguments arguments = beginning(
        facts, {"-xerror", "-err_detect",
                strict ? "crccheck+bitstream+buffer+explode" : "crccheck+bitstream+buffer",
                "-noautorotate"});
    append(arguments, {"-loglevel", "error", "-map", fmt::format("0:{}", facts.video->index),
                       "-frames:v", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v",
                       "+bitexact", "-vf", picture_filter(facts, plan)});
    if (plan.media_type == "image/jpeg") {
        append(arguments, {"-c:v", "mjpeg", "-q:v", "2", "-color_range", "pc"});
    } else {
        append(arguments, {"-c:v", "png", "-pred", "mixed"});
    }
    append(arguments,
           {"-f", "image2", "-update", "1", "-progress", "pipe:1", "-y", "file:" + plan.file});
    return arguments;
}

Arguments decoding_arguments(const MediaFacts& facts) {
    Arguments arguments = beginning(facts, {"-xerror", "-err_detect", "explode"});
    append(arguments, {"-loglevel", "error", "-map", fmt::format("0:{}", facts.video->index), "-f",
                       "null", "-"});
    return arguments;
}

Arguments film_arguments(const MediaFacts& facts, const TranscodePlan& plan,
                         const TrackChoices& choices) {
    Arguments arguments = beginning(facts, {});
    append(arguments, {"-loglevel", "error", "-stats_period", "0.5", "-progress", "pipe:1",
                       "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"});
    if (choices.video == TrackWork::none) {
        append(arguments, {"-vn"});
    } else {
        append(arguments, {"-map", fmt::format("0:{}", facts.video->index)});
    }
    if (choices.video == TrackWork::copied) {
        append(arguments, {"-c:v", "copy", "-bsf:v",
                           "h264_metadata=colour_primaries=1:transfer_characteristics=1:"
                           "matrix_coefficients=1:video_full_range_flag=0"});
    } else if (choices.video == TrackWork::encoded) {
        encode_film(arguments, facts, plan);
    }
    add_sound(arguments, facts, choices);
    append(arguments, {"-t", std::to_string(limits::film_ms_max / 1'000), "-fflags", "+bitexact",
                       "-movflags", "+faststart", "-f",
                       plan.kind == MediaKind::audio ? "ipod" : "mp4", "-y", "file:" + plan.file});
    return arguments;
}

Arguments measure_arguments(const MediaFacts& facts, TrackWork video,
                            const std::string& before_meter) {
    Arguments arguments = beginning(facts, {});
    append(arguments, {"-loglevel", "info", "-stats_period", "0.5", "-progress", "pipe:1"});
    if (video == TrackWork::copied) {
        append(arguments, {"-map", fmt::format("0:{}", facts.video->index), "-fps_mode",
                           "passthrough", "-f", "null", "-"});
    }
    if (facts.sound) {
        const std::string between = before_meter.empty() ? "," : "," + before_meter + ",";
        append(arguments, {"-map", fmt::format("0:{}", facts.sound->index), "-af",
                           folding_filter() + between + measuring_filter(), "-f", "null", "-"});
    }
    return arguments;
}

} // namespace marquee::manager
