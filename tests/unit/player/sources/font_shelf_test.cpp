#include "player/sources/font_shelf.hpp"

#include <fcntl.h>

#include <filesystem>

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::player;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

// Files by the first byte of their digest.
class OneFile final : public AssetStore {
public:
    Result<OpenAsset> open(const Sha256& digest) override {
        ++opened;
        const auto path = files.find(digest.bytes[0]);
        if (path == files.end()) {
            return fail(ErrorCode::not_found, "no such asset");
        }
        return OpenAsset(::open(path->second.c_str(), O_RDONLY | O_CLOEXEC),
                         std::filesystem::file_size(path->second));
    }

    std::map<std::uint8_t, std::string> files;
    int opened = 0;
};

AssetRef font_asset(std::uint8_t first) {
    AssetRef font;
    font.sha256.bytes[0] = first;
    font.media_type = "font/ttf";
    return font;
}

const std::string& dejavu() {
    static const std::string path = fonts().file(fonts().chain("DejaVu Sans").front()).path;
    return path;
}

} // namespace

TEST_CASE("a font of the library is asked before all others") {
    OneFile store;
    store.files[1] = dejavu();
    FontShelf shelf(fonts(), store);
    const auto with = shelf.fonts_for(font_asset(1));
    REQUIRE(with->size() == fonts().size() + 1);
    const std::size_t first = with->chain("Noto Serif CJK SC", FontWeight::bold, 16).front();
    CHECK(first == fonts().size());
    CHECK(with->draws(first, U'A'));
    CHECK_FALSE(with->draws(first, U'诈'));
    CHECK(with->version(first).find("Version 2.37") != std::string::npos);
}

TEST_CASE("a font is read once as long as somebody writes in it") {
    OneFile store;
    store.files[1] = dejavu();
    FontShelf shelf(fonts(), store);
    const auto one = shelf.fonts_for(font_asset(1));
    CHECK(shelf.fonts_for(font_asset(1)) == one);
    CHECK(store.opened == 1);
}

TEST_CASE("without its font a slogan is written in others, and somebody hears of it") {
    OneFile store;
    store.files[2] = "/proc/self/cmdline"; // no font
    std::vector<ErrorCode> heard;
    FontShelf shelf(fonts(), store, [&](const Error& error) { heard.push_back(error.code); });
    CHECK(shelf.fonts_for(font_asset(1)).get() == &fonts());
    CHECK(shelf.fonts_for(font_asset(2)).get() == &fonts());
    CHECK(heard == std::vector{ErrorCode::not_found, ErrorCode::damaged_media});
    CHECK(shelf.fonts_for(std::nullopt).get() == &fonts());
    CHECK(store.opened == 2);
}
