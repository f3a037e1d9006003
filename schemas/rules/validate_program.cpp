#include <algorithm>
#include <optional>
#include <unordered_set>

#include "schemas/model/limits.hpp"
#include "schemas/rules/validate_drawn.hpp"
#include "schemas/rules/validate_slogan.hpp"

namespace marquee::rules {

namespace {

void check_asset(FindingList& findings, const AssetRef& asset, std::string_view family) {
    findings.within("asset", [&] {
        findings.range("size_bytes", static_cast<std::int64_t>(asset.size_bytes), 1,
                       static_cast<std::int64_t>(limits::asset_bytes_max));
        if (!asset.media_type.starts_with(family)) {
            findings.add(ErrorCode::unsupported_media,
                         "'" + asset.media_type + "' is not " + std::string(family) + "…",
                         "media_type",
                         {{"value", asset.media_type}, {"expected", std::string(family)}});
        }
    });
}

struct ContentCheck {
    FindingList& findings;
    std::optional<Size> zone; // that shows it

    void operator()(const Slogan& slogan) const { check_slogan(findings, slogan); }
    void operator()(const Poster& poster) const { check_asset(findings, poster.asset, "image/"); }
    void operator()(const Video& video) const {
        check_asset(findings, video.asset, "video/");
        findings.range("volume_percent", video.volume_percent, 0, 100);
    }
    void operator()(const Audio& audio) const {
        check_asset(findings, audio.asset, "audio/");
        findings.range("volume_percent", audio.volume_percent, 0, 100);
    }
    void operator()(const ClockFace& face) const { check_clock_face(findings, face); }
    void operator()(const Countdown& countdown) const { check_countdown(findings, countdown); }
    void operator()(const Qr& code) const { check_qr(findings, code, zone); }
    void operator()(const TestCard& card) const { check_test_card(findings, card); }
};

class ProgramCheck {
public:
    Findings check(const Program& program) {
        findings_.line("name", program.name, limits::name_bytes_max);
        findings_.range("revision", program.revision, 1, INT32_MAX);
        if (program.not_after <= program.not_before) {
            findings_.add(ErrorCode::out_of_range, "the approval ends before it begins",
                          "not_after",
                          {{"not_before", to_rfc3339(program.not_before)},
                           {"not_after", to_rfc3339(program.not_after)}});
        }
        findings_.within("layout", [&] { check_layout(program.layout); });
        return findings_.take();
    }

    Findings check(const Playlist& playlist) {
        check_playlist(playlist, std::nullopt);
        return findings_.take();
    }

private:
    void check_layout(const Layout& layout) {
        findings_.within("canvas", [&] {
            findings_.range("width", layout.canvas.width, 1, limits::canvas_pixels_max);
            findings_.range("height", layout.canvas.height, 1, limits::canvas_pixels_max);
        });
        findings_.some("zones", layout.zones.size(), limits::zones_max);
        findings_.each("zones", layout.zones, [&](const Zone& zone) {
            findings_.line("name", zone.name, limits::name_bytes_max);
            if (!zone_names_.insert(zone.name).second) {
                findings_.add(ErrorCode::already_exists, "two zones have this name", "name",
                              {{"name", zone.name}});
            }
            check_rect(zone, layout.canvas);
            findings_.range("opacity_percent", zone.opacity_percent, 1, 100);
            findings_.within("playlist", [&] { check_playlist(zone.playlist, zone.rect.size()); });
        });
    }

    void check_rect(const Zone& zone, Size canvas) {
        const Rect& rect = zone.rect;
        const bool inside = rect.x >= 0 && rect.y >= 0
                            && std::int64_t{rect.x} + rect.width <= canvas.width
                            && std::int64_t{rect.y} + rect.height <= canvas.height;
        if (rect.empty()) {
            findings_.add(ErrorCode::out_of_range, "the zone has no area", "rect",
                          {{"zone", zone.name}});
        } else if (!inside) {
            findings_.add(ErrorCode::out_of_range, "the zone reaches out of the canvas", "rect",
                          {{"zone", zone.name},
                           {"canvas_width", std::to_string(canvas.width)},
                           {"canvas_height", std::to_string(canvas.height)}});
        }
    }

    void check_playlist(const Playlist& playlist, std::optional<Size> zone) {
        findings_.some("items", playlist.items.size(), limits::playlist_items_max);
        findings_.each("items", playlist.items, [&](const PlaylistItem& item) {
            if (item.id.empty() || !item_ids_.insert(item.id).second) {
                findings_.add(ErrorCode::already_exists, "the item has no id of its own", "id",
                              {{"id", item.id.value}, {"name", item.name}});
            }
            findings_.range("duration_ms", item.duration.count(), limits::item_duration_ms_min,
                            limits::item_duration_ms_max);
            findings_.within("transition", [&] {
                findings_.range("duration_ms", item.transition.duration.count(), 0,
                                std::max<std::int64_t>(0, item.duration.count()));
            });
            findings_.within("content", [&] {
                std::visit(ContentCheck{findings_, zone}, item.content);
            });
            if (item.not_before && item.not_after && *item.not_after <= *item.not_before) {
                findings_.add(ErrorCode::out_of_range, "the item ends before it begins",
                              "not_after", {{"id", item.id.value}, {"name", item.name}});
            }
        });
    }

    FindingList findings_;
    std::unordered_set<std::string> zone_names_;
    std::unordered_set<ItemId> item_ids_;
};

} // namespace

Findings validate(const Program& program) {
    return ProgramCheck{}.check(program);
}

Findings validate(const Playlist& playlist) {
    return ProgramCheck{}.check(playlist);
}

} // namespace marquee::rules
