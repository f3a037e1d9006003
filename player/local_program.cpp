#include "player/local_program.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "player/local_store.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/cycle.hpp"

namespace marquee::player {
namespace {

constexpr int ticker_share = 8; // of the height

struct MediaType {
    std::string_view extension;
    std::string_view name;
};

constexpr std::array<MediaType, 19> media_types{{
    {".jpg", "image/jpeg"},  {".jpeg", "image/jpeg"},     {".png", "image/png"},
    {".gif", "image/gif"},   {".webp", "image/webp"},     {".mp4", "video/mp4"},
    {".m4v", "video/mp4"},   {".mov", "video/quicktime"}, {".mkv", "video/x-matroska"},
    {".webm", "video/webm"}, {".ts", "video/mp2t"},       {".mp3", "audio/mpeg"},
    {".m4a", "audio/mp4"},   {".ogg", "audio/ogg"},       {".wav", "audio/wav"},
    {".aac", "audio/aac"},   {".oga", "audio/ogg"},       {".opus", "audio/ogg"},
    {".flac", "audio/flac"},
}};

Result<std::string> media_type_of(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    for (const MediaType& type : media_types) {
        if (type.extension == extension) {
            return std::string(type.name);
        }
    }
    return fail(ErrorCode::unsupported_media, "this type of file cannot be shown", file.string());
}

Result<AssetRef> asset_of(const std::filesystem::path& file) {
    const auto type = media_type_of(file);
    if (!type) {
        return tl::unexpected(type.error());
    }
    const auto opened = open_file(file);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto identity = identity_of(*opened);
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    return AssetRef{*identity, opened->size_bytes(), *type};
}

Content content_of(AssetRef asset) {
    if (asset.media_type.starts_with("image/")) {
        return Poster{std::move(asset), Fit::contain, colours::black};
    }
    if (asset.media_type.starts_with("video/")) {
        return Video{std::move(asset), Fit::contain, colours::black, 100};
    }
    return Audio{std::move(asset), 100};
}

PlaylistItem item_of(std::string name, Content content) {
    PlaylistItem item;
    item.id = ItemId{name};
    item.name = std::move(name);
    item.content = std::move(content);
    return item;
}

Zone card_zone(const TestCard& card, Size display) {
    PlaylistItem item = item_of("test card", card);
    item.duration = Milliseconds{limits::item_duration_ms_max};
    return {"card", {0, 0, display.width, display.height}, {{std::move(item)}}};
}

Zone slogan_zone(const LocalPlay& play, Rect rect) {
    Slogan slogan;
    slogan.text = play.slogan;
    slogan.style.motion = play.slogan_motion;
    return {"slogan", rect, {{item_of("slogan", std::move(slogan))}}};
}

// From the second of `now` on, day after day.
Schedule schedule_from(const ProgramId& program, Instant now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const auto second = std::chrono::floor<Seconds>(now - day);
    const TimeOfDay start{static_cast<std::int32_t>(second.count())};
    Schedule schedule;
    schedule.id = ScheduleId{"local"};
    schedule.program = program;
    schedule.times.dates.first = LocalDate{day};
    schedule.times.windows.push_back({start, start});
    return schedule;
}

Presentation around(Program program, Size display, Instant now) {
    Presentation presentation;
    presentation.display = DisplayId{"local"};
    presentation.size = display;
    Manifest manifest;
    manifest.display = presentation.display;
    manifest.not_after = Instant::max();
    ProgramRef ref;
    ref.id = program.id;
    ref.cycle = rules::cycle_of(program);
    ref.not_before = program.not_before;
    ref.not_after = program.not_after;
    manifest.programs.push_back(std::move(ref));
    manifest.schedules.push_back(schedule_from(program.id, now));
    presentation.manifest = std::move(manifest);
    const ProgramId id = program.id;
    presentation.programs.emplace(id, std::make_shared<const Program>(std::move(program)));
    return presentation;
}

} // namespace

Result<LocalProgram> local_program(const LocalPlay& play, Size display, Instant now,
                                   const FilmLength& film_length) {
    Program program;
    program.id = ProgramId{"local"};
    program.name = "local";
    program.not_before = Instant::min();
    program.not_after = Instant::max();
    program.layout.canvas = display;
    LocalProgram local;
    if (play.test_card) {
        program.layout.zones.push_back(card_zone(*play.test_card, display));
        local.presentation = around(std::move(program), display, now);
        return local;
    }
    const bool both = !play.files.empty() && !play.slogan.empty();
    const std::int32_t ticker = both ? std::max(1, display.height / ticker_share) : 0;
    if (!play.files.empty()) {
        Zone zone{"files", {0, 0, display.width, display.height - ticker}, {}};
        for (const auto& file : play.files) {
            auto asset = asset_of(file);
            if (!asset) {
                return tl::unexpected(asset.error());
            }
            local.files.emplace(asset->sha256, file);
            PlaylistItem item = item_of(file.string(), content_of(*asset));
            const bool is_picture = std::holds_alternative<Poster>(item.content);
            item.duration =
                is_picture ? play.item_time : film_length(*asset, file).value_or(play.item_time);
            item.transition = play.transition;
            item.transition.duration = std::min(play.transition.duration, item.duration);
            zone.playlist.items.push_back(std::move(item));
        }
        program.layout.zones.push_back(std::move(zone));
    }
    if (!play.slogan.empty()) {
        const std::int32_t height = both ? ticker : display.height;
        program.layout.zones.push_back(
            slogan_zone(play, {0, display.height - height, display.width, height}));
    }
    local.presentation = around(std::move(program), display, now);
    return local;
}

} // namespace marquee::player
