// A device that holds no assets, and the fonts of its slogans.
#pragma once

#include <memory>

#include "player/sources/font_shelf.hpp"

namespace marquee::player {

class NoAssets final : public AssetStore {
public:
    Result<OpenAsset> open(const Sha256&) override {
        return fail(ErrorCode::not_found, "no such asset");
    }
};

inline std::shared_ptr<FontShelf> shelf_without_assets(const FontCatalog& fonts) {
    static NoAssets assets;
    return std::make_shared<FontShelf>(fonts, assets);
}

} // namespace marquee::player
