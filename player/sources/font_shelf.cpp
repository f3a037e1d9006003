#include "player/sources/font_shelf.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

Result<std::string> read_all(const OpenAsset& file, const std::string& name) {
    if (file.size_bytes() > limits::font_bytes_max) {
        return fail(ErrorCode::too_large, "the font is too large", name);
    }
    std::string bytes(static_cast<std::size_t>(file.size_bytes()), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(file.descriptor(), bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return fail(ErrorCode::io_failed, "the font cannot be read", name);
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

} // namespace

Result<std::shared_ptr<const FontCatalog>> FontShelf::open(const AssetRef& font) {
    const std::string name = to_hex(font.sha256);
    const auto file = assets_.open(font.sha256);
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto bytes = read_all(*file, name);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return fonts_.preceded_by(std::make_shared<const std::string>(*std::move(bytes)), name)
        .map([](const FontCatalog& fonts) -> std::shared_ptr<const FontCatalog> {
            return std::make_shared<const FontCatalog>(fonts);
        });
}

Result<std::shared_ptr<const FontCatalog>> FontShelf::lend(const AssetRef& font) {
    const std::lock_guard lock(mutex_);
    if (auto lent = lent_[font.sha256].lock()) {
        return lent;
    }
    std::erase_if(lent_, [](const auto& each) { return each.second.expired(); });
    auto opened = open(font);
    if (opened) {
        lent_[font.sha256] = *opened;
    }
    return opened;
}

std::shared_ptr<const FontCatalog> FontShelf::fonts_for(const std::optional<AssetRef>& font) {
    const std::shared_ptr<const FontCatalog> without{std::shared_ptr<void>(), &fonts_};
    if (!font) {
        return without;
    }
    auto lent = lend(*font);
    if (!lent && watch_) {
        watch_(lent.error());
    }
    return lent ? *std::move(lent) : without;
}

} // namespace marquee::player
