// Fonts of the library, for the slogans that are written in them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "player/ports/asset_store.hpp"
#include "player/text/font_catalog.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// Hears why a slogan is written in other letters than it asks for. Any thread.
using FontWatch = std::function<void(const Error&)>;

// Any thread. Its bytes, up to limits::font_bytes_max for each font, are held as long as a slogan
// uses them.
class FontShelf {
public:
    // All must outlive the shelf and whoever holds what it gave.
    FontShelf(const FontCatalog& fonts, AssetStore& assets, FontWatch watch = {})
        : fonts_(fonts), assets_(assets), watch_(std::move(watch)) {}

    // The catalogue with that font asked first. Where the store does not hold it, or what it holds
    // is no font: the catalogue alone. Reads a file; not for the render thread.
    std::shared_ptr<const FontCatalog> fonts_for(const std::optional<AssetRef>& font);

    // The same, for who must know: fails as the store does, too_large, damaged_media.
    Result<std::shared_ptr<const FontCatalog>> lend(const AssetRef& font);

    const FontCatalog& fonts() const { return fonts_; } // those that are always there

private:
    Result<std::shared_ptr<const FontCatalog>> open(const AssetRef& font);

    const FontCatalog& fonts_;
    AssetStore& assets_;
    FontWatch watch_;
    std::mutex mutex_;
    std::map<Sha256, std::weak_ptr<const FontCatalog>> lent_; // guarded by mutex_
};

} // namespace marquee::player
