// Tickers in a row, each an engine of its own, against one wide ticker: pixel by pixel.
#include <catch2/catch.hpp>

#include <cstring>
#include <random>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

// A display with everything of its own: what a player has.
struct Ticker {
    Ticker(const Presentation& presentation, Size size)
        : sources(fonts(), stage.tasks, stage.supply()),
          engine(DisplayId{"display"}, size, sources, observer),
          sink(size) {
        engine.show(std::make_shared<const Presentation>(presentation));
    }

    const Picture picture(Instant at) {
        engine.attend(at, rules::ClockTrust::trusted);
        engine.attend(at, rules::ClockTrust::trusted);
        REQUIRE(sink.compose(engine.compose(at)));
        return sink.picture();
    }

    MediaStage stage;
    ContentSources sources;
    RecordingObserver observer;
    Engine engine;
    MemorySink sink;
};

Presentation presentation_of(const Slogan& slogan, Size whole, Size display, std::int32_t x) {
    PlaylistItem first = item_named("first", 40s);
    first.content = slogan;
    PlaylistItem second = item_named("second", 7s);
    Slogan other = slogan;
    other.text = "高高兴兴出门 平平安安回家";
    other.style.text = {0, 220, 0, 255};
    second.content = other;
    second.transition = {TransitionKind::slide, 1s, Direction::left};
    Program program = program_of("row", {first, second});
    program.layout.canvas = whole;
    program.layout.zones[0].rect = {0, 0, whole.width, whole.height};
    Presentation presentation = showing(program);
    presentation.size = display;
    if (display != whole) {
        presentation.manifest->wall = WallPlace{whole, x, 0};
    }
    return presentation;
}

bool same_part(const Picture& wide, std::int32_t x, const Picture& part) {
    for (std::int32_t y = 0; y < part.size.height; ++y) {
        const std::uint8_t* row = wide.planes[0] + y * wide.strides[0] + std::ptrdiff_t{x} * 4;
        if (std::memcmp(row, part.planes[0] + y * part.strides[0],
                        static_cast<std::size_t>(part.size.width) * 4)
            != 0) {
            return false;
        }
    }
    return true;
}

void check_row(const Slogan& slogan, std::int32_t tickers) {
    constexpr Size display{192, 32};
    const Size whole{display.width * tickers, display.height};
    Ticker wide(presentation_of(slogan, whole, whole, 0), whole);
    std::vector<std::unique_ptr<Ticker>> row;
    for (std::int32_t i = 0; i < tickers; ++i) {
        row.push_back(std::make_unique<Ticker>(
            presentation_of(slogan, whole, display, i * display.width), display));
    }
    std::mt19937_64 dice(static_cast<std::uint64_t>(tickers));
    int lit = 0;
    for (int k = 0; k < 60; ++k) {
        const Instant at = noon + Microseconds{dice() % 3'600'000'000U};
        const Picture expected = wide.picture(at);
        for (std::int32_t i = 0; i < tickers; ++i) {
            const Picture part = row[static_cast<std::size_t>(i)]->picture(at);
            INFO("ticker " << i << " of " << tickers << " at " << to_rfc3339(at));
            REQUIRE(same_part(expected, i * display.width, part));
        }
        lit += row.back()->engine.changed() ? 1 : 0;
    }
    CHECK(lit > 30); // the last of the row shows something, and something else each time
}

Slogan slogan_of(Motion motion) {
    Slogan slogan;
    slogan.text = "文明健康 绿色环保 · 垃圾分类从我做起 · Call 96110";
    slogan.style.motion = motion;
    slogan.style.text = {255, 214, 0, 255};
    slogan.style.letters.outline = {1, {160, 0, 0, 255}};
    return slogan;
}

} // namespace

TEST_CASE("two tickers in a row show what one wide ticker shows") {
    check_row(slogan_of(Motion::scroll_left), 2);
    check_row(slogan_of(Motion::scroll_right), 2);
}

TEST_CASE("four tickers in a row show what one wide ticker shows") {
    check_row(slogan_of(Motion::scroll_left), 4);
    Slogan pages = slogan_of(Motion::pages);
    pages.style.movement.enter = {EffectKind::slide, 900ms, Direction::left};
    pages.style.movement.exit = {EffectKind::fade, 900ms};
    check_row(pages, 4);
}
