// QR codes, read back by Debian's zbarimg: a reader that shares nothing with what drew them.
#include "player/sources/qr.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sources/qr_modules.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/qr_place.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/places.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

SourceRequest request_for(const Qr& code, Size zone) {
    SourceRequest request;
    request.item.content = code;
    request.zone = zone;
    return request;
}

// A code on its display.
MemorySink draw(const Qr& code, Size zone) {
    InlineTasks tasks;
    QrSource source(fonts(), tasks, request_for(code, zone));
    REQUIRE(source.poll() == SourceState::ready);
    MemorySink sink(zone);
    Scene scene;
    scene.background = {90, 90, 90, 255}; // nothing of it may show
    scene.zones.push_back(
        {.name = "", .rect = {0, 0, zone.width, zone.height}, .frame = source.frame_at({})});
    REQUIRE(sink.compose(scene));
    return sink;
}

// What zbarimg reads in the picture, enlarged as a camera sees it.
std::string read_back(const MemorySink& display, int enlarged) {
    const std::filesystem::path folder = build_path("qr");
    std::filesystem::create_directories(folder);
    const auto png = folder / "code.png";
    const auto seen = folder / "seen.png";
    const auto text = folder / "text";
    {
        std::ofstream out(png, std::ios::binary);
        out << encode_png(display.picture()).value();
    }
    const std::string scale = std::to_string(enlarged);
    const std::string command =
        "ffmpeg -nostdin -loglevel error -y -i " + png.string() + " -vf scale=iw*" + scale + ":ih*"
        + scale + ":flags=neighbor " + seen.string()
        + " && zbarimg --nodbus --quiet --raw --oneshot -Sdisable -Sqrcode.enable " + seen.string()
        + " > " + text.string();
    if (std::system(command.c_str()) != 0) {
        return "not read";
    }
    std::ifstream in(text, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        text += static_cast<char>('!' + (i * 7 + i / 90) % 90);
    }
    return text;
}

} // namespace

TEST_CASE("codes of every length are read back as they were written") {
    for (const std::size_t bytes : {1U, 14U, 15U, 84U, 180U, 181U, 500U, 1'000U}) {
        const Qr code{.text = text_of(bytes)};
        const std::int32_t side = 3 * rules::qr_side_pixels_min(code);
        CHECK(read_back(draw(code, {side, side}), 1) == code.text);
    }
}

TEST_CASE("Chinese, emoji and every byte of UTF-8 are read back") {
    std::string han;
    while (han.size() + 3 <= limits::qr_bytes_max) {
        han += han.size() % 2 == 0 ? "防" : "诈";
    }
    for (const std::string& text :
         {std::string("防"), std::string("公安局提醒您:不轻信、不透露、不转账 96110"),
          std::string("👮‍♀️ é ß Ж 日本"), han}) {
        const Qr code{.text = text};
        const std::int32_t side = 3 * rules::qr_side_pixels_min(code);
        CHECK(read_back(draw(code, {side, side}), 1) == text);
    }
}

TEST_CASE("a code of one pixel a module is read when a camera comes close") {
    const Qr code{.text = "https://police.example/96110"};
    const std::int32_t side = rules::qr_side_pixels_min(code);
    CHECK(read_back(draw(code, {side, side}), 4) == code.text);
    CHECK(read_back(draw(code, {200, side + 3}), 4) == code.text);
}

TEST_CASE("a code in colours, beside words, is read back") {
    const Qr code{.text = "https://police.example/96110",
                  .dark = {0, 32, 96, 255},
                  .light = {255, 214, 0, 255},
                  .caption = "扫码举报"};
    CHECK(read_back(draw(code, {400, 300}), 1) == code.text);
}

TEST_CASE("the rules and the library agree on how large every code is") {
    for (std::size_t bytes = 1; bytes <= limits::qr_bytes_max; bytes += 3) {
        for (const std::string& text : {std::string(bytes, 'a'), std::string(bytes, '\xC3')}) {
            const int version = rules::qr_version(text).value();
            const auto modules = QrModules::encode(text, version);
            REQUIRE(modules); // refused when it takes a larger version
            CHECK(modules->width() == rules::qr_modules(version));
            CHECK((version == 1 || !QrModules::encode(text, version - 1)));
        }
    }
}

TEST_CASE("a code stands on whole pixels inside a quiet zone of four modules") {
    const Qr code{.text = "1"};
    const auto place = rules::place_qr(code, {300, 100}).value();
    const MemorySink display = draw(code, {300, 100});
    const Picture picture = display.picture();
    const auto pixel = [&](std::int32_t x, std::int32_t y) {
        const std::uint8_t* at = picture.planes[0] + y * picture.strides[0] + std::ptrdiff_t{x} * 4;
        return at[0] + at[1] + at[2];
    };
    const std::int32_t quiet = rules::qr_quiet_modules * place.module_pixels;
    for (std::int32_t y = 0; y < 100; ++y) {
        for (std::int32_t x = 0; x < 300; ++x) {
            const bool inside = x >= place.code.x + quiet && y >= place.code.y + quiet
                                && x < place.code.x + place.code.width - quiet
                                && y < place.code.y + place.code.height - quiet;
            const int seen = pixel(x, y);
            REQUIRE((seen == 0 || seen == 3 * 255));
            REQUIRE((inside || seen == 3 * 255));
        }
    }
}

TEST_CASE("a zone without a pixel for each module is refused with what it would need") {
    InlineTasks tasks;
    QrSource source(fonts(), tasks,
                    request_for({.text = "https://police.example/96110"}, {36, 36}));
    REQUIRE(source.poll() == SourceState::failed);
    CHECK(source.failure().code == ErrorCode::out_of_range);
    CHECK(source.failure().params.front()
          == std::pair<std::string, std::string>{"qr_pixels", "37"});
    QrSource wordy(fonts(), tasks,
                   request_for({.text = "1", .caption = std::string(300, 'm')}, {64, 64}));
    CHECK(wordy.poll() == SourceState::failed);
}
