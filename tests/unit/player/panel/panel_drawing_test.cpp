// Canvases on outputs: maps, offsets, several in one, colours, by every pixel.
#include <catch2/catch.hpp>

#include <cstring>

#include "player/sinks/panel_drawing.hpp"
#include "player/sources/test_card.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/unit/player/panel/mapped_pixels.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// The memory of an output, black at first as a window is.
struct Output {
    explicit Output(Size size) : canvas(buffer.cover({0, 0, size.width, size.height})) {
        std::memset(canvas.pixels, 0, static_cast<std::size_t>(canvas.stride * size.height));
    }
    std::uint32_t at(std::int32_t x, std::int32_t y) const {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, canvas.at(x, y), sizeof(pixel));
        return pixel & 0xFFFFFFU;
    }
    Picture picture() const {
        Picture picture;
        picture.size = canvas.area.size();
        picture.planes[0] = canvas.pixels;
        picture.strides[0] = canvas.stride;
        return picture;
    }
    CanvasBuffer buffer;
    Canvas canvas;
};

// Every pixel says where it is.
constexpr std::uint32_t told(std::int32_t x, std::int32_t y, std::uint32_t round) {
    return 0x800000U | round << 16U | static_cast<std::uint32_t>(y) << 8U
           | static_cast<std::uint32_t>(x);
}

SceneZone telling_zone(Rect rect, std::uint32_t round) {
    const auto count = static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
    const std::shared_ptr<std::uint32_t[]> pixels = std::make_shared<std::uint32_t[]>(count);
    for (std::int32_t y = 0; y < rect.height; ++y) {
        for (std::int32_t x = 0; x < rect.width; ++x) {
            pixels[static_cast<std::size_t>(y * rect.width + x)] =
                told(rect.x + x, rect.y + y, round);
        }
    }
    Picture picture;
    picture.size = rect.size();
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels.get());
    picture.strides[0] = std::ptrdiff_t{rect.width} * 4;
    picture.owner = pixels;
    const Rect all{0, 0, rect.width, rect.height};
    Frame frame{{}, colours::black, {{picture, all, all}}, round};
    return {std::to_string(round), rect, frame};
}

Scene card_scene(Size size, TestCard card) {
    const Rect all{0, 0, size.width, size.height};
    Scene scene;
    Frame frame{{}, colours::black, {{test_card_picture(card, size), all, all}}, 1};
    scene.zones.push_back({"card", all, frame});
    return scene;
}

void check_golden(const Output& output, const std::string& name) {
    const GoldenOutcome outcome = compare_golden(output.picture(), "panel/" + name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

const Size strip{128, 32};
const TestCard numbered{TestCardKind::modules, {32, 32}};

} // namespace

TEST_CASE("through any map each pixel of the canvas is at its place, and the rest is black") {
    std::mt19937_64 random(7);
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        const PanelMap map = random_map(random);
        PanelDrawing drawing({3, 2, map});
        Output output({map.output.width + 6, map.output.height + 4});
        Scene scene;
        scene.zones.push_back(telling_zone({0, 0, map.canvas.width, map.canvas.height}, 0));
        drawing.draw(scene, output.canvas);
        // A part of it changes: the rest stays as it was.
        const Rect changed{map.canvas.width / 3, map.canvas.height / 3,
                           std::max(1, map.canvas.width / 2), std::max(1, map.canvas.height / 2)};
        scene.zones.push_back(telling_zone(changed, 1));
        drawing.draw(scene, output.canvas);
        std::size_t lit = 0;
        for (const MapPart& part : map.parts) {
            for (std::int32_t y = part.from.y; y < part.from.y + part.from.height; ++y) {
                for (std::int32_t x = part.from.x; x < part.from.x + part.from.width; ++x) {
                    const auto [to_x, to_y] = place_of(part, x, y);
                    const bool is_changed = !intersect(changed, {x, y, 1, 1}).empty();
                    REQUIRE(output.at(to_x + 3, to_y + 2) == told(x, y, is_changed ? 1 : 0));
                }
            }
        }
        for (std::int32_t y = 0; y < output.canvas.area.height; ++y) {
            for (std::int32_t x = 0; x < output.canvas.area.width; ++x) {
                lit += output.at(x, y) == 0 ? 0 : 1;
            }
        }
        REQUIRE(lit == static_cast<std::size_t>(map.canvas.width * map.canvas.height));
    }
}

TEST_CASE("only what changed is written, where the map takes it") {
    PanelDrawing drawing({0, 0, named_map("serpentine:4", strip).value()});
    Output output({32, 128});
    Scene scene;
    scene.zones.push_back(telling_zone({0, 0, 128, 32}, 0));
    scene.zones.push_back(telling_zone({34, 1, 4, 3}, 0));
    CHECK(drawing.draw(scene, output.canvas).size() == 4);
    CHECK(drawing.draw(scene, output.canvas).empty());
    scene.zones.back() = telling_zone({34, 1, 4, 3}, 1);
    CHECK(drawing.draw(scene, output.canvas) == std::vector<Rect>{{26, 60, 4, 3}});
    drawing.forget();
    CHECK(drawing.draw(scene, output.canvas).size() == 4);
}

TEST_CASE("a canvas as it is, is drawn straight into the output") {
    PanelDrawing drawing({8, 4, plain_map({64, 32})});
    CHECK_FALSE(drawing.canvas());
    Output output({80, 40});
    Scene scene;
    scene.zones.push_back(telling_zone({0, 0, 64, 32}, 0));
    CHECK(drawing.draw(scene, output.canvas) == std::vector<Rect>{{8, 4, 64, 32}});
    CHECK(output.at(8, 4) == told(0, 0, 0));
    CHECK(output.at(71, 35) == told(63, 31, 0));
    CHECK(output.at(72, 35) == 0);
    Output small({40, 20}); // a desktop that gave less than was asked for
    drawing.forget();
    CHECK(drawing.draw(scene, small.canvas) == std::vector<Rect>{{8, 4, 32, 16}});
}

TEST_CASE("a dimmed picture is dimmed once, wherever damage overlaps, and comes back exactly") {
    PanelDrawing drawing({0, 0, plain_map({64, 32})});
    Output output({64, 32});
    Scene scene;
    scene.brightness = 500;
    scene.zones.push_back(telling_zone({0, 0, 64, 32}, 0));
    scene.zones.push_back(telling_zone({4, 4, 20, 20}, 1));
    scene.zones.push_back(telling_zone({10, 10, 40, 20}, 1));
    drawing.draw(scene, output.canvas);
    scene.zones[1].rect.x += 3;
    scene.zones[2].rect.x += 3;
    drawing.draw(scene, output.canvas);
    const ColourTable table = colour_table({}, 500);
    PanelDrawing bright({0, 0, plain_map({64, 32})});
    Output undimmed({64, 32});
    scene.brightness = full_brightness;
    bright.draw(scene, undimmed.canvas);
    for (std::int32_t y = 0; y < 32; ++y) {
        for (std::int32_t x = 0; x < 64; ++x) {
            const std::uint32_t was = undimmed.at(x, y);
            const std::uint32_t dim = std::uint32_t{table.channels[0][was >> 16U]} << 16U
                                      | std::uint32_t{table.channels[1][was >> 8U & 0xFFU]} << 8U
                                      | table.channels[2][was & 0xFFU];
            REQUIRE(output.at(x, y) == dim);
        }
    }
    drawing.draw(scene, output.canvas);
    CHECK(std::memcmp(output.canvas.pixels, undimmed.canvas.pixels, 64 * 32 * 4) == 0);
}

TEST_CASE("black is black on every pixel, whatever the panel") {
    PanelDrawing drawing({0, 0, named_map("folded:2", {64, 16}).value(), {2.8, 9'300}});
    Output output({32, 32});
    Scene scene = card_scene({64, 16}, numbered);
    drawing.draw(scene, output.canvas);
    scene.zones.clear();
    scene.rung = Rung::off;
    drawing.draw(scene, output.canvas);
    for (std::int32_t y = 0; y < 32; ++y) {
        for (std::int32_t x = 0; x < 32; ++x) {
            REQUIRE(output.at(x, y) == 0);
        }
    }
}

TEST_CASE("every named map looks as installers expect it") {
    for (const char* name : {"plain", "mirror", "rotate:90", "rotate:180", "rotate:270", "folded:4",
                             "serpentine:4", "serpentine:2"}) {
        const PanelMap map = named_map(name, strip).value();
        PanelDrawing drawing({0, 0, map});
        Output output(map.output);
        drawing.draw(card_scene(strip, numbered), output.canvas);
        std::string file = name;
        std::replace(file.begin(), file.end(), ':', '-');
        check_golden(output, file);
    }
}

TEST_CASE("several panels in one output, each at its place, mapped or not") {
    Output output({256, 144});
    PanelDrawing left({8, 8, plain_map(strip)});
    PanelDrawing folded({144, 8, named_map("serpentine:4", strip).value()});
    PanelDrawing turned({184, 8, named_map("rotate:90", {128, 32}).value(), {2.2, 5'000}});
    left.draw(card_scene(strip, numbered), output.canvas);
    folded.draw(card_scene(strip, numbered), output.canvas);
    turned.draw(card_scene(strip, numbered), output.canvas);
    check_golden(output, "three-panels-in-one-output");
}

TEST_CASE("gamma, white point and brightness look as they should") {
    const Size size{256, 64};
    const TestCard ramps{TestCardKind::gradients, {}};
    const auto check = [&](PanelColour colour, std::int32_t brightness, const char* name) {
        PanelDrawing drawing({0, 0, plain_map(size), colour});
        Output output(size);
        Scene scene = card_scene(size, ramps);
        scene.brightness = brightness;
        drawing.draw(scene, output.canvas);
        check_golden(output, name);
    };
    check({}, full_brightness, "colour-neutral");
    check({2.8, 0}, full_brightness, "colour-gamma-2.8");
    check({1.0, 0}, full_brightness, "colour-gamma-1.0");
    check({2.2, 4'500}, full_brightness, "colour-4500k");
    check({2.2, 9'300}, full_brightness, "colour-9300k");
    check({}, 200, "colour-brightness-20");
    check({}, 0, "colour-brightness-0");
}
