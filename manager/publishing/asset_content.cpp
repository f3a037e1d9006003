#include "manager/publishing/asset_content.hpp"

#include <algorithm>
#include <variant>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

Result<Content> content_of(const AssetRecord& asset, const AssetReference& wanted,
                           const std::string& where) {
    if (asset.state != AssetState::ready || !asset.rendition || !asset.kind) {
        return fail(ErrorCode::wrong_state, "the asset '" + asset.name + "' is not ready", where,
                    {{"name", asset.name},
                     {"state", std::string(to_slug(asset.state))},
                     {"needed", std::string(to_slug(AssetState::ready))}});
    }
    const AssetRef& rendition = asset.rendition->asset;
    switch (*asset.kind) {
    case MediaKind::picture:
        return Poster{rendition, wanted.fit, wanted.background, wanted.motion};
    case MediaKind::video:
        return Video{rendition, wanted.fit, wanted.background, wanted.volume_percent};
    case MediaKind::font:
        return fail(ErrorCode::invalid_reference,
                    "the asset '" + asset.name + "' is a font, which shows nothing by itself",
                    where, {{"name", asset.name}});
    case MediaKind::audio:
        break;
    }
    return Audio{rendition, wanted.volume_percent, wanted.chime};
}

Milliseconds own_duration(const AssetRecord& asset, const AssetReference& wanted) {
    const bool chimes = *asset.kind == MediaKind::audio && wanted.chime;
    const Milliseconds length =
        asset.rendition->duration + (chimes ? chime_length : Milliseconds{0});
    return *asset.kind != MediaKind::picture && asset.rendition->duration > Milliseconds{0}
               ? std::clamp(length, Milliseconds{limits::item_duration_ms_min},
                            Milliseconds{limits::item_duration_ms_max})
               : PlaylistItem{}.duration;
}

bool needs_asset(const Content& content) {
    return std::visit(
        [](const auto& kind) {
            return requires {
                kind.asset;
            };
        },
        content);
}

} // namespace marquee::manager
