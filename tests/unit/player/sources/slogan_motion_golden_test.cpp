// How slogans move: every motion and every effect at given times, as sheets of zones.
#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/slogan.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/no_assets.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Size strip{192, 32};
constexpr Size board{192, 96};
constexpr Size pillar{64, 192};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

Slogan slogan_of(const std::string& text, Motion motion) {
    Slogan slogan;
    slogan.text = text;
    slogan.style.motion = motion;
    slogan.style.text = {255, 214, 0, 255};
    slogan.style.background = {96, 0, 0, 255};
    return slogan;
}

Slogan coming(const std::string& text, EffectKind kind, Direction direction = Direction::left) {
    Slogan slogan = slogan_of(text, Motion::still);
    slogan.style.movement.enter = {kind, 2s, direction};
    slogan.style.movement.exit = {kind, 2s, direction};
    return slogan;
}

Slogan vertical(Slogan slogan) {
    slogan.style.letters.writing = WritingMode::vertical;
    return slogan;
}

struct Cell {
    Slogan slogan;
    std::vector<Microseconds> positions; // below each other; in a row where zones are high
};

// One column a slogan, one row a position.
void check_sheet(const std::vector<Cell>& cells, Size zone, const std::string& name) {
    constexpr std::int32_t gap = 4;
    const auto rows = static_cast<std::int32_t>(cells.front().positions.size());
    const auto columns = static_cast<std::int32_t>(cells.size());
    Scene scene;
    scene.background = {90, 90, 90, 255};
    for (std::int32_t column = 0; column < columns; ++column) {
        const Cell& cell = cells[static_cast<std::size_t>(column)];
        SourceRequest request;
        request.item.content = cell.slogan;
        request.item.duration = 10s;
        request.zone = zone;
        InlineTasks tasks;
        SloganSource source(shelf_without_assets(fonts()), tasks, request);
        std::int32_t row = 0;
        for (const Microseconds position : cell.positions) {
            REQUIRE(source.poll() == SourceState::ready);
            const Rect rect{gap + column * (zone.width + gap), gap + row++ * (zone.height + gap),
                            zone.width, zone.height};
            scene.zones.push_back({.rect = rect, .frame = source.frame_at(position)});
            REQUIRE(source.settled(position));
        }
    }
    MemorySink sink({gap + columns * (zone.width + gap), gap + rows * (zone.height + gap)});
    REQUIRE(sink.compose(scene));
    const GoldenOutcome outcome = compare_golden(sink.picture(), "slogan_motion/" + name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

const std::vector<Microseconds> way{0s, 500ms, 1s, 1'900ms, 5s, 8'500ms, 9'400ms};
const char* const call = "陌生来电要提防";

} // namespace

TEST_CASE("golden: words slide in and out, and an edge uncovers them") {
    for (const auto& [kind, name] :
         {std::pair{EffectKind::slide, "slide"}, std::pair{EffectKind::wipe, "wipe"}}) {
        check_sheet({{coming(call, kind, Direction::left), way},
                     {coming(call, kind, Direction::right), way},
                     {coming(call, kind, Direction::up), way},
                     {coming(call, kind, Direction::down), way}},
                    strip, name);
    }
}

TEST_CASE("golden: words fade, are typed, and blink") {
    check_sheet({{coming(call, EffectKind::cut), way},
                 {coming(call, EffectKind::fade), way},
                 {coming(call, EffectKind::typewriter), way},
                 {coming(call, EffectKind::blink), way}},
                strip, "fade-typewriter-blink");
}

TEST_CASE("golden: a typewriter goes through all lines, and down columns") {
    Slogan outlined = coming("不轻信 不透露\n不转账", EffectKind::typewriter);
    outlined.style.letters.outline = {2, colours::black};
    outlined.style.letters.shadow = {2, 2, {0, 0, 160, 255}};
    check_sheet({{outlined, way}}, board, "typewriter-lines");
    check_sheet({{vertical(coming("电话96110\n反诈专线", EffectKind::typewriter)), {500ms}},
                 {vertical(coming("电话96110\n反诈专线", EffectKind::typewriter)), {1s}},
                 {vertical(coming("电话96110\n反诈专线", EffectKind::typewriter)), {1'700ms}},
                 {vertical(coming("电话96110\n反诈专线", EffectKind::typewriter)), {9s}}},
                pillar, "typewriter-columns");
}

TEST_CASE("golden: a line passes to the left and, its end first, to the right") {
    const std::vector<Microseconds> times{1s, 3s, 6s, 9s, 12s};
    check_sheet({{slogan_of("文明健康 绿色环保 96110", Motion::scroll_left), times},
                 {slogan_of("文明健康 绿色环保 96110", Motion::scroll_right), times}},
                strip, "along");
}

TEST_CASE("golden: lines pass up and down") {
    const std::vector<Microseconds> times{500ms, 1s, 2s, 4s};
    const char* text = "垃圾分类从我做起,高高兴兴出门,平平安安回家。";
    check_sheet({{slogan_of(text, Motion::scroll_up), times},
                 {slogan_of(text, Motion::scroll_down), times}},
                board, "across");
}

TEST_CASE("golden: a column passes up and down, columns pass to either side") {
    const char* text = "垃圾分类从我做起,平平安安回家";
    const std::vector<Microseconds> once{3s};
    check_sheet({{vertical(slogan_of(text, Motion::scroll_up)), once},
                 {vertical(slogan_of(text, Motion::scroll_down)), once},
                 {vertical(slogan_of(text, Motion::scroll_left)), once},
                 {vertical(slogan_of(text, Motion::scroll_right)), once},
                 {vertical(slogan_of(text, Motion::pages)), once}},
                pillar, "columns");
}

TEST_CASE("golden: pages, and a text with its translation") {
    const std::vector<Microseconds> times{0s, 2'600ms, 5'100ms, 7'600ms};
    const char* text = "垃圾分类从我做起,高高兴兴出门,平平安安回家。文明健康,绿色环保。";
    Slogan pair = slogan_of("小心台阶", Motion::still);
    pair.translation = Translation{"Mind the steps", "en"};
    check_sheet({{slogan_of(text, Motion::pages), times}, {pair, times}}, board, "pages");
    Slogan both = slogan_of("小心台阶", Motion::scroll_left);
    both.translation = Translation{"Mind the gap", "en"};
    check_sheet({{both, {2s, 5s, 8s, 11s}}}, strip, "translation");
}

TEST_CASE("golden: outlines and shadows of what moves are whole") {
    Slogan outlined = slogan_of("绿色gj 96110", Motion::scroll_left);
    outlined.style.letters.outline = {2, {0, 90, 40, 255}};
    outlined.style.letters.shadow = {3, 2, colours::black};
    outlined.style.letters.colours = {{0, 2, {255, 255, 255, 255}}};
    Slogan up = outlined;
    up.style.motion = Motion::scroll_up;
    Slogan pages = outlined;
    pages.style.motion = Motion::pages;
    check_sheet({{outlined, {3s}}, {up, {1s}}, {pages, {1s}}}, strip, "outlined");
}
