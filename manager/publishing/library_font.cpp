#include "manager/publishing/library_font.hpp"

#include "manager/publishing/composition.hpp"

namespace marquee::manager {

Status check_font(const View& view, const UnitId& unit, const SloganStyle& style,
                  const std::string& where) {
    if (!style.font_asset) {
        return {};
    }
    const Result<std::vector<AssetRecord>> holders =
        view.media.ready_assets(style.font_asset->sha256);
    if (!holders) {
        return tl::unexpected<Error>(holders.error());
    }
    bool is_there = false;
    for (const AssetRecord& asset : *holders) {
        if (asset.rendition->asset != *style.font_asset) {
            continue;
        }
        is_there = true;
        const Result<bool> shared = shares(view.fleet, asset.head.unit, unit);
        if (!shared || *shared) {
            return shared ? Status{} : tl::unexpected<Error>(shared.error());
        }
    }
    return fail(ErrorCode::invalid_reference,
                is_there ? "the font is another unit's" : "there is no such font in the library",
                where);
}

} // namespace marquee::manager
