// Damage and drawing, in memory.
#include <catch2/catch.hpp>

#include "player/sinks/damage.hpp"
#include "player/sinks/memory_sink.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Colour red{255, 0, 0, 255};
constexpr Colour blue{0, 0, 255, 255};

Picture plain(Size size, Colour colour, PixelFormat format = PixelFormat::bgrx) {
    const auto pixels = std::make_shared<std::vector<std::uint8_t>>();
    for (int i = 0; i < size.width * size.height; ++i) {
        pixels->insert(pixels->end(), {colour.blue, colour.green, colour.red, colour.alpha});
    }
    Picture picture;
    picture.format = format;
    picture.size = size;
    picture.planes[0] = pixels->data();
    picture.strides[0] = std::ptrdiff_t{size.width} * 4;
    picture.owner = pixels;
    return picture;
}

Picture yuv(Size size, std::uint8_t luma) {
    const auto bytes = std::make_shared<std::vector<std::uint8_t>>(
        static_cast<std::size_t>(size.width * size.height * 3 / 2), std::uint8_t{128});
    std::fill_n(bytes->begin(), size.width * size.height, luma);
    Picture picture;
    picture.format = PixelFormat::i420;
    picture.size = size;
    const std::uint8_t* start = bytes->data();
    picture.planes = {start, start + size.width * size.height,
                      start + size.width * size.height * 5 / 4};
    picture.strides = {size.width, size.width / 2, size.width / 2};
    picture.owner = bytes;
    return picture;
}

SceneZone zone(Rect rect, Picture picture, Rect target) {
    Frame frame;
    const Rect source{0, 0, picture.size.width, picture.size.height};
    frame.pieces.push_back({std::move(picture), source, target});
    return {"", rect, frame};
}

Colour at(const MemorySink& sink, int x, int y) {
    const Picture picture = sink.picture();
    const std::uint8_t* pixel = picture.planes[0] + y * picture.strides[0] + x * 4;
    return {pixel[2], pixel[1], pixel[0], 255};
}

} // namespace

TEST_CASE("a picture lies where it should and is cut at its zone") {
    MemorySink sink({40, 20});
    Scene scene;
    scene.background = blue;
    scene.zones.push_back(zone({10, 5, 20, 10}, plain({30, 30}, red), {-5, -5, 30, 30}));
    REQUIRE(sink.compose(scene));
    CHECK(at(sink, 9, 10) == blue);
    CHECK(at(sink, 10, 5) == red);
    CHECK(at(sink, 29, 14) == red);
    CHECK(at(sink, 30, 10) == blue);
    CHECK(at(sink, 15, 4) == blue);
    CHECK(at(sink, 15, 15) == blue);
}

TEST_CASE("the zone's background fills what no picture covers") {
    MemorySink sink({40, 20});
    Scene scene;
    scene.zones.push_back(zone({0, 0, 40, 20}, plain({10, 10}, red), {5, 5, 10, 10}));
    scene.zones[0].frame.background = blue;
    REQUIRE(sink.compose(scene));
    CHECK(at(sink, 4, 5) == blue);
    CHECK(at(sink, 5, 5) == red);
    CHECK(at(sink, 14, 14) == red);
    CHECK(at(sink, 15, 14) == blue);
}

TEST_CASE("scaled, translucent and planar pictures are drawn") {
    MemorySink sink({40, 20});
    Scene scene;
    scene.zones.push_back(zone({0, 0, 20, 20}, plain({4, 4}, red), {0, 0, 20, 20}));
    scene.zones.push_back(zone({20, 0, 20, 20}, yuv({10, 10}, 235), {0, 0, 20, 20}));
    scene.zones.push_back(zone(
        {0, 10, 20, 10}, plain({20, 10}, {0, 0, 128, 128}, PixelFormat::bgra), {0, 0, 20, 10}));
    scene.zones[2].frame.background = {0, 0, 0, 0};
    REQUIRE(sink.compose(scene));
    CHECK(int{at(sink, 10, 5).red} >= 252); // libyuv filters with 7 bits
    CHECK(at(sink, 10, 5).blue == 0);
    CHECK(int{at(sink, 30, 10).green} >= 252);
    CHECK(at(sink, 10, 15).red == Approx(127).margin(2));
    CHECK(at(sink, 10, 15).blue == Approx(128).margin(2));
}

TEST_CASE("a piece is seen as far as it is opaque") {
    const auto seen = [](std::int32_t opacity, const Picture& picture) {
        MemorySink sink({4, 4});
        Scene scene;
        scene.zones.push_back(zone({0, 0, 4, 4}, picture, {0, 0, 4, 4}));
        scene.zones[0].frame.background = blue;
        scene.zones[0].frame.pieces[0].opacity = opacity;
        REQUIRE(sink.compose(scene));
        return at(sink, 1, 1);
    };
    CHECK(seen(0, plain({4, 4}, red)) == blue);
    CHECK(seen(opaque_piece, plain({4, 4}, red)) == red);
    const Colour half = seen(opaque_piece / 2, plain({4, 4}, red));
    CHECK(half.red == Approx(128).margin(2));
    CHECK(half.blue == Approx(127).margin(2));
    const Picture veil = plain({4, 4}, {128, 0, 0, 128}, PixelFormat::bgra);
    CHECK(seen(opaque_piece / 2, veil).red == Approx(64).margin(2));
    CHECK(seen(opaque_piece / 2, veil).blue == Approx(191).margin(2));
}

TEST_CASE("a planar picture drawn in parts equals one drawn whole") {
    const Picture picture = yuv({40, 20}, 90);
    Scene scene;
    scene.zones.push_back(zone({0, 0, 40, 20}, picture, {0, 0, 40, 20}));
    MemorySink whole({40, 20});
    REQUIRE(whole.compose(scene));
    CanvasBuffer buffer;
    const Canvas canvas = buffer.cover({0, 0, 40, 20});
    BlitScratch scratch;
    for (int x = 0; x < 40; x += 3) {
        draw_scene(scene, {x, 0, 3, 7}, canvas, scratch);
        draw_scene(scene, {x, 7, 3, 13}, canvas, scratch);
    }
    CHECK(std::equal(canvas.pixels, canvas.pixels + 40 * 20 * 4, whole.picture().planes[0]));
}

TEST_CASE("a transition mixes two frames") {
    MemorySink sink({10, 10});
    Scene scene;
    scene.zones.push_back(zone({0, 0, 10, 10}, plain({10, 10}, red), {0, 0, 10, 10}));
    scene.zones[0].transition = {TransitionKind::crossfade, Direction::left, transition_whole / 4,
                                 zone({}, plain({10, 10}, blue), {0, 0, 10, 10}).frame};
    REQUIRE(sink.compose(scene));
    CHECK(at(sink, 5, 5).red == Approx(191).margin(2));
    CHECK(at(sink, 5, 5).blue == Approx(64).margin(2));
    scene.zones[0].transition->progress = transition_whole;
    REQUIRE(sink.compose(scene));
    CHECK(at(sink, 5, 5) == blue);
}

TEST_CASE("a picture whose source rectangle lies outside it is left out") {
    MemorySink sink({10, 10});
    Scene scene;
    scene.background = blue;
    scene.zones.push_back(zone({0, 0, 10, 10}, plain({4, 4}, red), {0, 0, 10, 10}));
    scene.zones[0].frame.pieces[0].source = {2, 2, 4, 4};
    scene.zones[0].frame.background = {0, 0, 0, 0};
    REQUIRE(sink.compose(scene));
    CHECK(at(sink, 5, 5) == blue);
}

TEST_CASE("only what changed is drawn again") {
    MemorySink sink({100, 100});
    Scene scene;
    scene.zones.push_back(zone({0, 0, 100, 80}, plain({100, 80}, red), {0, 0, 100, 80}));
    scene.zones.push_back(zone({0, 80, 100, 20}, plain({50, 10}, blue), {0, 5, 50, 10}));
    REQUIRE(sink.compose(scene));
    CHECK(sink.damaged() == std::vector<Rect>{{0, 0, 100, 100}});
    REQUIRE(sink.compose(scene));
    CHECK(sink.damaged().empty());
    scene.zones[1].frame.pieces[0].target.x = 3;
    scene.zones[1].frame.serial = 1;
    REQUIRE(sink.compose(scene));
    CHECK(sink.damaged() == std::vector<Rect>{{0, 85, 53, 10}});
    CHECK(at(sink, 1, 87) == colours::black);
    CHECK(at(sink, 52, 87) == blue);
}
