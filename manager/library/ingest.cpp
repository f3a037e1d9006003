#include "manager/library/ingest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "common/file_error.hpp"
#include "common/sha256.hpp"
#include "manager/library/font_rendition.hpp"
#include "manager/library/probe.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

struct OpenRendition {
    FileDescriptor file;
    AssetRef asset;
};

Result<OpenRendition> open_rendition(const std::filesystem::path& path,
                                     const std::string& media_type) {
    // No link and nothing else that a cell could have put in the file's place: a pipe would block.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat about {};
    const bool open = file.is_open() && ::fstat(file.get(), &about) == 0;
    if (!open && errno != ENOENT && errno != ELOOP) {
        return tl::unexpected(file_error(errno, "open", path));
    }
    const bool file_of_bytes =
        open && S_ISREG(about.st_mode) && about.st_size > 0
        && static_cast<std::uint64_t>(about.st_size) <= limits::asset_bytes_max;
    if (!file_of_bytes) {
        return tl::unexpected(
            refusal(ErrorCode::damaged_media, "damaged_file", "ffmpeg wrote no rendition"));
    }
    if (::fsync(file.get()) != 0) {
        return tl::unexpected(file_error(errno, "make durable", path));
    }
    return sha256_of_file(file.get()).map([&](const Sha256& digest) {
        return OpenRendition{std::move(file),
                             {digest, static_cast<std::uint64_t>(about.st_size), media_type}};
    });
}

tl::unexpected<Error> not_as_planned(const std::string& what) {
    return fail(ErrorCode::internal, "the rendition is not what was planned: " + what);
}

// The rendition must say of itself what the plan promised.
Result<Rendition> checked(const Bench& bench, const TranscodePlan& plan, OpenRendition open) {
    Bench look = bench;
    look.medium = open.file.get();
    const auto facts = probe(look);
    if (!facts) {
        return tl::unexpected<Error>(facts.error());
    }
    Rendition rendition{.asset = std::move(open.asset), .size = plan.size};
    rendition.has_sound = facts->sound.has_value();
    if (plan.moves) {
        return facts->file.moves && facts->file.size == plan.size
                   ? Result<Rendition>(rendition)
                   : not_as_planned("it stands still");
    }
    if (plan.kind != MediaKind::audio) {
        if (!facts->video || facts->video->size != plan.size || !facts->file.complete) {
            return not_as_planned("its size");
        }
    }
    if (plan.kind == MediaKind::picture) {
        return rendition;
    }
    if (facts->file.kind != "mp4"
        || (plan.kind == MediaKind::video
            && (facts->video->codec != "h264" || facts->video->pixel_format != "yuv420p"))) {
        return not_as_planned("its codec");
    }
    rendition.duration = facts->duration;
    if (rendition.duration.count() < limits::item_duration_ms_min) {
        return tl::unexpected(
            refusal(ErrorCode::out_of_range, "too_short", "there is no length to it"));
    }
    return rendition;
}

Result<FreshRendition> make_font(const Bench& bench) {
    const std::string name = "font";
    return sanitize_font(bench, name)
        .and_then([&] { return open_rendition(bench.folder / name, {}); })
        .map([&](OpenRendition&& open) {
            open.asset.media_type = font_media_type(open.file.get());
            Rendition rendition;
            rendition.asset = std::move(open.asset);
            return FreshRendition{{MediaKind::font, std::move(rendition), {}}, bench.folder / name};
        });
}

} // namespace

bool is_refusal(const Error& error) {
    return std::any_of(error.params.begin(), error.params.end(),
                       [](const auto& param) { return param.first == "reason"; });
}

Result<FreshRendition> make_rendition(const CellPrograms& programs,
                                      const RenditionSettings& settings, int original,
                                      const std::filesystem::path& folder, const IngestWatch& watch,
                                      const Clock& clock) {
    const Bench bench{programs, clock, original, folder, watch.stop};
    const auto facts = probe(bench);
    if (!facts) {
        return tl::unexpected<Error>(facts.error());
    }
    if (facts->file.kind == "font") {
        return make_font(bench);
    }
    auto plan = plan_rendition(*facts, settings);
    if (!plan) {
        return tl::unexpected<Error>(plan.error());
    }
    const Status made = plan->moves ? copy_animation(bench, *facts, *plan)
                        : plan->kind == MediaKind::picture
                            ? make_picture(bench, *facts, *plan)
                            : make_film(bench, *facts, *plan, watch.progress);
    if (!made) {
        return tl::unexpected<Error>(made.error());
    }
    const auto file = folder / plan->file;
    return open_rendition(file, plan->media_type)
        .and_then([&](OpenRendition&& open) { return checked(bench, *plan, std::move(open)); })
        .map([&](const Rendition& rendition) {
            const bool film = plan->kind == MediaKind::video;
            return FreshRendition{{plan->kind, rendition, plan->notes},
                                  file,
                                  film ? facts->video->codec : std::string(),
                                  plan->kept};
        });
}

} // namespace marquee::manager
