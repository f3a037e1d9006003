#include "player/sources/font_shelf.hpp"

#include <fcntl.h>

#include <filesystem>
#include <fstream>
#include <random>

#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "player/sources/slogan_plan.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/temporary_directory.hpp"

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

namespace {

// Damages `font` in one of four ways.
std::string damaged(std::string font, std::minstd_rand& chance) {
    const auto below = [&](std::size_t end) { return chance() % end; };
    const auto spoil = [&](std::size_t end) {
        for (std::size_t times = 1 + below(64); times > 0; --times) {
            font[below(end)] = static_cast<char>(chance() >> 8);
        }
    };
    switch (below(4)) {
    case 0:
        font.resize(below(font.size()));
        break;
    case 1:
        spoil(400); // the header and the list of tables
        break;
    case 2:
        std::fill_n(font.begin() + static_cast<std::ptrdiff_t>(below(font.size() / 2)), 4'096,
                    static_cast<char>(0xFF));
        break;
    default:
        spoil(font.size());
    }
    return font;
}

} // namespace

TEST_CASE("a damaged font is set aside with a reason or drawn with, and nothing else comes of it") {
    const TemporaryDirectory folder;
    const std::string whole = read_whole(dejavu(), limits::font_bytes_max).value();
    std::minstd_rand chance(20'261'123);
    int set_aside = 0;
    int drawn = 0;
    for (int round = 0; round < 120; ++round) {
        CAPTURE(round);
        OneFile store;
        store.files[1] = (folder.path() / "font").string();
        std::ofstream(folder.path() / "font", std::ios::binary | std::ios::trunc)
            << damaged(whole, chance);
        std::optional<Error> heard;
        FontShelf shelf(fonts(), store, [&](const Error& error) { heard = error; });
        const auto with = shelf.fonts_for(font_asset(1));
        CHECK(heard.has_value() == (with.get() == &fonts()));
        set_aside += heard ? 1 : 0;
        SloganStyle style;
        const auto plan =
            plan_slogan(*with, {style, {{"Stop Fraud 96110 \u9632\u8BC8\u9A97", "en"}}, {192, 32}});
        if (!plan) {
            CHECK_FALSE(plan.error().what.empty());
            continue;
        }
        const auto picture = draw_sheet(*with, *plan, 0);
        if (!picture) {
            CHECK(picture.error().code == ErrorCode::damaged_media);
        } else {
            ++drawn;
        }
    }
    CHECK(set_aside > 20);
    CHECK(drawn > 40);
}
