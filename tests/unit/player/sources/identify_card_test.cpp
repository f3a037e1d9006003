// The card by which a display is told from the others, as it looks on real displays.
// tests/golden/README.md names the fonts it needs.
#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "player/sources/identify_card.hpp"
#include "player/sources/test_card.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// 西站北口, 城东街道
const CardOrder station{.name = "\u897F\u7AD9\u5317\u53E3",
                        .unit = "\u57CE\u4E1C\u8857\u9053",
                        .remaining = Seconds{1}};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

Picture drawn(MemorySink& sink, const Frame& frame) {
    Scene scene;
    scene.zones.push_back(
        {.name = "", .rect = {0, 0, sink.size().width, sink.size().height}, .frame = frame});
    REQUIRE(sink.compose(scene));
    return sink.picture();
}

void check_drawn(const CardOrder& order, Size size, const std::string& name) {
    MemorySink sink(size);
    const std::string file =
        "card/" + name + "-" + std::to_string(size.width) + "x" + std::to_string(size.height);
    const GoldenOutcome outcome =
        compare_golden(drawn(sink, identify_card(fonts(), order, size)), file);
    INFO(file << ": " << outcome.why);
    CHECK(outcome.equal);
}

bool is_white(const Picture& picture, std::int32_t x, std::int32_t y) {
    const std::uint8_t* const pixel = picture.planes[0] + y * picture.strides[0] + x * 4;
    return pixel[0] == 255 && pixel[1] == 255 && pixel[2] == 255;
}

} // namespace

TEST_CASE("a display says its name on every size") {
    for (const Size size : {Size{96, 16}, {192, 32}, {640, 64}, {64, 256}, {1920, 1080}}) {
        check_drawn(station, size, "identify");
    }
}

TEST_CASE("a long name loses its middle, for its end tells displays apart") {
    CardOrder order = station;
    // 城东街道西站北口公交站台南侧三号屏
    order.name = "\u57CE\u4E1C\u8857\u9053\u897F\u7AD9\u5317\u53E3\u516C\u4EA4\u7AD9\u53F0\u5357"
                 "\u4FA7\u4E09\u53F7\u5C4F";
    check_drawn(order, {96, 16}, "identify-long");
    check_drawn(order, {640, 64}, "identify-long");
}

TEST_CASE("the outermost pixels are a white line, on every size") {
    for (const Size size : {Size{16, 8}, {96, 16}, {640, 64}, {3840, 1080}}) {
        MemorySink sink(size);
        const Picture picture = drawn(sink, identify_card(fonts(), station, size));
        for (std::int32_t x = 0; x < size.width; ++x) {
            REQUIRE(is_white(picture, x, 0));
            REQUIRE(is_white(picture, x, size.height - 1));
        }
        for (std::int32_t y = 0; y < size.height; ++y) {
            REQUIRE(is_white(picture, 0, y));
            REQUIRE(is_white(picture, size.width - 1, y));
        }
        if (size.width > 2) {
            CHECK_FALSE(is_white(picture, 1, 1));
        }
    }
}

TEST_CASE("a display without a name says its size") {
    check_drawn({.remaining = Seconds{1}}, {192, 32}, "identify-nameless");
}

TEST_CASE("a card from the manager is the card of a program") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    CardRequest request{.order = station, .shown = {}, .zone = {384, 64}};
    request.order.kind = CardKind::modules;
    request.order.module = {96, 32};
    request.shown.item = ItemId{"card"};
    const auto source = sources.open_card(request);
    REQUIRE(source->poll() == SourceState::ready);
    const Frame frame = source->frame_at(Microseconds{0});
    CHECK(frame.item == request.shown);
    MemorySink sink(request.zone);
    MemorySink same(request.zone);
    const Rect all{0, 0, 384, 64};
    const Picture card = test_card_picture({TestCardKind::modules, {96, 32}}, request.zone);
    const Picture told = drawn(sink, frame);
    const Picture plain = drawn(same, {{}, colours::black, {{card, all, all}}, 0});
    for (std::int32_t y = 0; y < 64; ++y) {
        CHECK(std::equal(told.planes[0] + y * told.strides[0],
                         told.planes[0] + y * told.strides[0] + std::ptrdiff_t{384} * 4,
                         plain.planes[0] + y * plain.strides[0]));
    }

    request.order.kind = CardKind::identify;
    const auto name = sources.open_card(request);
    REQUIRE(name->poll() == SourceState::ready);
    CHECK(name->frame_at(Microseconds{0}).item == request.shown);
    CHECK(name->next_change(Microseconds{0}) == std::nullopt);
}
