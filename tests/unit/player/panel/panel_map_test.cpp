// Maps: what they say about themselves, and that no pixel is lost or doubled.
#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "player/panel/panel_map.hpp"
#include "player/panel_map_file.hpp"
#include "tests/unit/player/panel/mapped_pixels.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

std::string refusal(const PanelMap& map) {
    const Status checked = check(map);
    return checked ? "fine" : checked.error().what;
}

PanelMap two_halves() {
    return {{64, 16}, {32, 32}, {{{0, 0, 32, 16}, 0, 0}, {{32, 0, 32, 16}, 0, 16}}};
}

std::string refused(std::string_view text) {
    const auto map = panel_map_from_text(text, {64, 16});
    return map ? "fine" : map.error().where + ": " + map.error().what;
}

} // namespace

TEST_CASE("named maps are what their names say") {
    const PanelMap folded = named_map("folded:4", {128, 16}).value();
    CHECK(folded.output == Size{32, 64});
    REQUIRE(folded.parts.size() == 4);
    CHECK(folded.parts[3] == MapPart{{96, 0, 32, 16}, 0, 48});
    const PanelMap serpentine = named_map("serpentine:4", {128, 16}).value();
    CHECK(serpentine.parts[0] == folded.parts[0]);
    CHECK(serpentine.parts[1] == MapPart{{32, 0, 32, 16}, 0, 16, Rotation::half});
    CHECK(serpentine.parts[2] == folded.parts[2]);
    CHECK(named_map("rotate:90", {128, 16})->output == Size{16, 128});
    CHECK(named_map("rotate:180", {128, 16})->output == Size{128, 16});
    CHECK(named_map("mirror", {128, 16})->parts.front().mirrored);
    CHECK(is_plain(named_map("plain", {128, 16}).value()));
    CHECK(is_plain(named_map("folded:1", {128, 16}).value()));
}

TEST_CASE("what is no named map is refused, and what cannot be cut is") {
    for (const char* name :
         {"rotate:45", "rotate:", "rotate:360", "folded:0", "folded:x", "spiral"}) {
        INFO(name);
        CHECK(named_map(name, {128, 16}).error().code == ErrorCode::malformed);
    }
    const auto uneven = named_map("folded:3", {128, 16});
    CHECK(uneven.error().code == ErrorCode::out_of_range);
    CHECK(uneven.error().what == "a canvas of 128x16 cannot be cut into 3 parts of equal width");
    CHECK(names_map("serpentine:2"));
    CHECK_FALSE(names_map("/etc/marquee/main.map.json"));
    CHECK_FALSE(names_map("folded"));
}

TEST_CASE("a map that loses, doubles or misplaces pixels is told which") {
    PanelMap map = two_halves();
    CHECK(refusal(map) == "fine");
    map.parts[1].from.x = 30;
    CHECK(refusal(map) == "part 1 and part 2 both take 2x16 at (30, 0) of the canvas");
    map = two_halves();
    map.parts[1].to_y = 15;
    CHECK(refusal(map) == "part 1 and part 2 both go to 32x1 at (0, 15) of the output");
    map = two_halves();
    map.parts[1].from.width = 31;
    CHECK(refusal(map) == "no part takes 1x16 at (63, 0) of the canvas");
    map = two_halves();
    map.parts[1].from.width = 40;
    CHECK(refusal(map) == "part 2 takes 40x16 at (32, 0), outside of the canvas of 64x16");
    map = two_halves();
    map.parts[1].turn = Rotation::quarter;
    CHECK(refusal(map) == "part 2 goes to 16x32 at (0, 16), outside of the output of 32x32");
    map = two_halves();
    map.parts[0].from.height = 0;
    CHECK(refusal(map) == "part 1 has no pixels");
}

TEST_CASE("every map takes each pixel of the canvas to a place of its own") {
    std::mt19937_64 random(20261122);
    for (int round = 0; round < 300; ++round) {
        const PanelMap map = random_map(random);
        INFO("round " << round);
        REQUIRE(check(map));
        std::set<std::pair<std::int32_t, std::int32_t>> reached;
        std::size_t pixels = 0;
        for (const MapPart& part : map.parts) {
            for (std::int32_t y = part.from.y; y < part.from.y + part.from.height; ++y) {
                for (std::int32_t x = part.from.x; x < part.from.x + part.from.width; ++x) {
                    const auto place = place_of(part, x, y);
                    REQUIRE(mapped(part, {x, y, 1, 1}) == Rect{place.first, place.second, 1, 1});
                    reached.insert(place);
                    ++pixels;
                }
            }
        }
        REQUIRE(reached.size() == pixels);
        REQUIRE(pixels == static_cast<std::size_t>(map.canvas.width * map.canvas.height));
    }
}

TEST_CASE("a map in a file is read strictly") {
    const std::string good = R"({"format": "panel-map/1.0",
        "canvas": {"width": 64, "height": 16}, "output": {"width": 40, "height": 40},
        "parts": [
          {"from": {"x": 0, "y": 0, "width": 32, "height": 16}, "to": {"x": 4, "y": 0}},
          {"from": {"x": 32, "y": 0, "width": 32, "height": 16}, "to": {"x": 4, "y": 16},
           "turn": 180, "mirrored": true}]})";
    const PanelMap map = panel_map_from_text(good, {64, 16}).value();
    CHECK(map.output == Size{40, 40});
    CHECK(map.parts[1] == MapPart{{32, 0, 32, 16}, 4, 16, Rotation::half, true});
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    CHECK(refused(with("panel-map/1.0", "panel-map/2.0")).starts_with("/format: "));
    CHECK(refused(with("180", "45")).starts_with("/parts/1/turn: a part is turned by"));
    CHECK(refused(with("mirrored", "mirorred")).starts_with("/parts/1/mirorred: "));
    CHECK(refused(with("\"x\": 4, \"y\": 0", "\"x\": 4")).starts_with("/parts/0/to"));
    CHECK(refused(with("\"y\": 16", "\"y\": 15"))
          == ": part 1 and part 2 both go to 32x1 at (4, 15) "
             "of the output");
    CHECK(panel_map_from_text(good, {64, 32}).error().what
          == "the map is for a canvas of 64x16, the display has 64x32");
    CHECK(panel_map_from_file("/nonexistent/main.map.json", {64, 16}).error().where
          == "/nonexistent/main.map.json");
}
