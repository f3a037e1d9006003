#include "manager/library/picture_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::int32_t small_long_side = 640;
constexpr std::int64_t animation_pixels_max = 1'920 * 1'080;

bool may_be_transparent(std::string_view pixel_format) {
    static constexpr std::array<std::string_view, 14> with_alpha{
        "rgba", "bgra",   "argb",   "abgr",     "rgba64be", "rgba64le", "ya8",
        "pal8", "ya16be", "ya16le", "yuva420p", "yuva444p", "gbrap",    "bgra64le"};
    return std::find(with_alpha.begin(), with_alpha.end(), pixel_format) != with_alpha.end();
}

Size turned_by_exif(Size size, int orientation) {
    return orientation >= 5 ? Size{size.height, size.width} : size;
}

Size fitted(Size size, std::int32_t long_side_max) {
    const std::int32_t long_side = std::max(size.width, size.height);
    if (long_side <= long_side_max) {
        return size;
    }
    const auto scaled = [&](std::int32_t side) {
        return std::max<std::int32_t>(
            1, static_cast<std::int32_t>(
                   std::llround(static_cast<double>(side) * long_side_max / long_side)));
    };
    return {scaled(size.width), scaled(size.height)};
}

} // namespace

std::string size_in_pixels(Size size) {
    return std::to_string(size.width) + "×" + std::to_string(size.height);
}

void note_shape(TranscodePlan& plan) {
    if (std::max(plan.size.width, plan.size.height) + 1
        < std::max(plan.upright.width, plan.upright.height)) {
        plan.notes.push_back(
            {"scaled",
             {{"from", size_in_pixels(plan.upright)}, {"to", size_in_pixels(plan.size)}}});
    }
    if (plan.size.height > plan.size.width) {
        plan.notes.push_back({"portrait", {}});
    }
    if (std::max(plan.size.width, plan.size.height) < small_long_side) {
        plan.notes.push_back({"small", {{"size", size_in_pixels(plan.size)}}});
    }
}

Status check_pixels(Size picture) {
    if (std::int64_t{picture.width} * picture.height <= limits::picture_pixels_max) {
        return {};
    }
    return tl::unexpected(
        refusal(ErrorCode::too_large, "too_many_pixels", "more pixels than allowed",
                {{"size", size_in_pixels(picture)},
                 {"limit", std::to_string(limits::picture_pixels_max / 1'000'000)}}));
}

bool stays_animation(const MediaFacts& facts) {
    const FileFacts& file = facts.file;
    const std::int64_t pixels = std::int64_t{file.size.width} * file.size.height;
    const std::int32_t long_side = std::max(file.size.width, file.size.height);
    const bool small = !file.size.empty() && pixels <= animation_pixels_max
                       && long_side <= limits::rendition_picture_pixels_max;
    const bool opened = file.kind == "gif" && facts.video && facts.video->size == file.size;
    return file.moves && !file.too_long && small && (opened || file.kind == "webp");
}

Result<TranscodePlan> plan_picture(const MediaFacts& facts) {
    if (!facts.video || facts.video->size.empty()) {
        return tl::unexpected(
            refusal(ErrorCode::damaged_media, "damaged_file", "the picture has no size"));
    }
    // What ffprobe found in it may be larger than what its head says.
    if (const Status small = check_pixels(facts.video->size); !small) {
        return tl::unexpected<Error>(small.error());
    }
    const VideoFacts& video = *facts.video;
    TranscodePlan plan{.kind = MediaKind::picture};
    plan.upright = turned_by_exif(video.size, facts.file.orientation);
    plan.size = fitted(plan.upright, limits::rendition_picture_pixels_max);
    const bool photograph =
        facts.file.kind == "jpeg" || facts.file.kind == "webp" || facts.file.kind == "tiff";
    // A JPEG of four channels is ink on paper, not transparent.
    const bool jpeg =
        facts.file.kind == "jpeg" || (photograph && !may_be_transparent(video.pixel_format));
    plan.file = jpeg ? "rendition.jpg" : "rendition.png";
    plan.media_type = jpeg ? "image/jpeg" : "image/png";
    note_shape(plan);
    return plan;
}

TranscodePlan plan_animation(const MediaFacts& facts) {
    TranscodePlan plan{.kind = MediaKind::picture};
    plan.file = "rendition." + facts.file.kind;
    plan.media_type = "image/" + facts.file.kind;
    plan.size = plan.upright = facts.file.size;
    plan.moves = true;
    plan.notes.push_back({"animation_kept", {}});
    note_shape(plan);
    return plan;
}

} // namespace marquee::manager
