#include "manager/library/transcode_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "manager/library/codecs.hpp"
#include "manager/library/film_shape.hpp"
#include "manager/library/picture_plan.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr Milliseconds long_film{10 * 60 * 1'000};
constexpr Microseconds run_max{2'050'000};
constexpr std::int64_t copied_bits_per_second_max = 25'000'000;
constexpr int copied_level_max = 51;
constexpr std::int32_t high_definition_lines = 720;

bool is_picture(const FileFacts& file) {
    static constexpr std::array<std::string_view, 6> kinds{"jpeg", "png",  "webp",
                                                           "bmp",  "tiff", "gif"};
    return !file.moves && std::find(kinds.begin(), kinds.end(), file.kind) != kinds.end();
}

// Kinds that are certainly no medium, by their bytes.
struct NoMedium {
    std::string_view kind;
    std::string_view reason;
};
constexpr std::array no_media{NoMedium{"empty", "empty_file"}, NoMedium{"text", "text_file"},
                              NoMedium{"html", "web_page"},    NoMedium{"svg", "vector_drawing"},
                              NoMedium{"zip", "archive"},      NoMedium{"pdf", "document"},
                              NoMedium{"office", "document"},  NoMedium{"program", "program"}};

tl::unexpected<Error> codec_unknown(const std::string& name) {
    return tl::unexpected(refusal(ErrorCode::unsupported_media, "codec_unknown",
                                  "no decoder for " + name, {{"codec", name}}));
}

Status check_file(const MediaFacts& facts) {
    const FileFacts& file = facts.file;
    for (const NoMedium& no : no_media) {
        if (no.kind == file.kind) {
            return tl::unexpected(refusal(ErrorCode::unsupported_media, no.reason,
                                          "the file is no medium: " + file.kind));
        }
    }
    if (const Status small = check_pixels(file.size); !small) {
        return small;
    }
    if (file.encrypted) {
        return tl::unexpected(refusal(ErrorCode::unsupported_media, "encrypted", "encrypted film"));
    }
    if (file.kind == "webp" && file.moves && !stays_animation(facts)) {
        return tl::unexpected(
            refusal(ErrorCode::unsupported_media, "moving_webp", "a large animated WebP"));
    }
    if (is_picture(file) && !file.complete) {
        return tl::unexpected(refusal(ErrorCode::damaged_media, "picture_incomplete",
                                      "the picture's end is missing"));
    }
    if (!facts.refused_codec.empty()) {
        return codec_unknown(facts.refused_codec);
    }
    if (facts.container.empty() && !stays_animation(facts)) {
        const bool known = is_picture(file) || file.moves || file.kind == "mp4";
        return tl::unexpected(known ? refusal(ErrorCode::damaged_media, "damaged_file",
                                              "the " + file.kind + " does not open")
                                    : refusal(ErrorCode::unsupported_media, "not_media",
                                              "not a medium that ffprobe opens"));
    }
    return {};
}

Result<TranscodePlan> plan_sound(const MediaFacts& facts) {
    if (!facts.sound) {
        return tl::unexpected(refusal(ErrorCode::unsupported_media, "nothing_to_show",
                                      "neither picture nor sound in the file"));
    }
    TranscodePlan plan{
        .kind = MediaKind::audio, .file = "rendition.m4a", .media_type = "audio/mp4"};
    plan.notes.push_back({"sound_only", {}});
    return plan;
}

bool is_high_dynamic_range(const VideoFacts& video) {
    return video.transfer == "smpte2084" || video.transfer == "arib-std-b67";
}

// Said to be BT.709, or to be taken for it because nothing is said of a film of this size.
bool is_bt709(const VideoFacts& video) {
    const auto fits = [&](const std::string& said) {
        return said == "bt709"
               || ((said.empty() || said == "unknown")
                   && video.size.height >= high_definition_lines);
    };
    return fits(video.matrix) && fits(video.primaries) && fits(video.transfer)
           && video.range != "pc";
}

bool looks_copyable(const VideoFacts& video, const TranscodePlan& plan) {
    static constexpr std::array<std::string_view, 4> profiles{"Constrained Baseline", "Baseline",
                                                              "Main", "High"};
    return video.codec == "h264" && video.codec_tag == "avc1" && video.pixel_format == "yuv420p"
           && std::find(profiles.begin(), profiles.end(), video.profile) != profiles.end()
           && video.level <= copied_level_max && video.size == plan.size && video.rotation == 0
           && video.sample_aspect.over == video.sample_aspect.under && is_bt709(video)
           && !video.interlaced && video.start == Milliseconds{0} && video.average_rate.known()
           && video.rate == video.average_rate && plan.rate == video.rate
           && video.bits_per_second <= copied_bits_per_second_max;
}

void note_film(const MediaFacts& facts, TranscodePlan& plan) {
    const VideoFacts& video = *facts.video;
    if (facts.file.moves) {
        plan.notes.push_back({"animation", {}});
    }
    if (!facts.sound && !facts.unknown_sound.empty()) {
        plan.notes.push_back({"sound_unknown", {{"codec", facts.unknown_sound}}});
    } else if (!facts.sound) {
        plan.notes.push_back({"no_sound", {}});
    }
    if (plan.tone_mapped) {
        plan.notes.push_back({"tone_mapped", {}});
    }
    if (plan.deinterlaced) {
        plan.notes.push_back({"deinterlaced", {}});
    }
    const double average = video.average_rate.value();
    if (average > limits::rendition_frames_per_second_max * 1.01) {
        plan.notes.push_back({"fewer_pictures",
                              {{"from", std::to_string(std::llround(average))},
                               {"to", std::to_string(std::llround(plan.rate.value()))}}});
    }
    if (facts.has_subtitles) {
        plan.notes.push_back({"subtitles_dropped", {}});
    }
    if (facts.duration >= long_film) {
        plan.notes.push_back(
            {"long", {{"minutes", std::to_string(facts.duration / Milliseconds{60'000})}}});
    }
}

Result<TranscodePlan> plan_film(const MediaFacts& facts, const RenditionSettings& settings) {
    const VideoFacts& video = *facts.video;
    if (video.codec_tag == "encv" || video.codec_tag == "drmi"
        || (facts.sound
            && (facts.sound->codec_tag == "enca" || facts.sound->codec_tag == "drms"))) {
        return tl::unexpected(refusal(ErrorCode::unsupported_media, "encrypted", "encrypted film"));
    }
    if (!is_known_video(video.codec)) {
        return codec_unknown(video.codec.empty() ? video.codec_tag : video.codec);
    }
    if (video.size.empty()) {
        return tl::unexpected(
            refusal(ErrorCode::damaged_media, "damaged_file", "the film has no size"));
    }
    if (std::int64_t{video.size.width} * video.size.height > limits::video_pixels_max) {
        return tl::unexpected(
            refusal(ErrorCode::too_large, "too_many_pixels", "more pixels than allowed",
                    {{"size", size_in_pixels(video.size)},
                     {"limit", std::to_string(limits::video_pixels_max / 1'000'000)}}));
    }
    if (facts.duration.count() > limits::film_ms_max) {
        return tl::unexpected(
            refusal(ErrorCode::too_large, "too_long", "a film of many hours",
                    {{"hours", std::to_string(facts.duration / Milliseconds{3'600'000})},
                     {"limit", std::to_string(limits::film_ms_max / 3'600'000)}}));
    }
    TranscodePlan plan{
        .kind = MediaKind::video, .file = "rendition.mp4", .media_type = "video/mp4"};
    plan.upright = upright_size(video);
    plan.size = fitted_even(plan.upright, settings.film_size_max);
    plan.rate = steady_rate(video);
    plan.tone_mapped = is_high_dynamic_range(video);
    plan.deinterlaced = video.interlaced;
    plan.copyable = looks_copyable(video, plan);
    note_film(facts, plan);
    note_shape(plan);
    return plan;
}

} // namespace

Error refusal(ErrorCode code, std::string_view reason, std::string what, ErrorParams params) {
    params.insert(params.begin(), {"reason", std::string(reason)});
    return {code, std::move(what), {}, std::move(params)};
}

Result<TranscodePlan> plan_rendition(const MediaFacts& facts, const RenditionSettings& settings) {
    if (const Status media = check_file(facts); !media) {
        return tl::unexpected<Error>(media.error());
    }
    if (stays_animation(facts)) {
        return plan_animation(facts);
    }
    if (is_picture(facts.file)) {
        return plan_picture(facts);
    }
    return facts.video ? plan_film(facts, settings) : plan_sound(facts);
}

bool may_be_copied(const TranscodePlan& plan, bool packets_regular, Microseconds longest_run) {
    return plan.copyable && packets_regular && longest_run <= run_max;
}

} // namespace marquee::manager
