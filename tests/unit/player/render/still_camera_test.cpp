// A preview shows what the glass would show: the same pixels as the engine, at the same instant.
#include <catch2/catch.hpp>

#include <algorithm>

#include "common/clock.hpp"
#include "player/render/still_camera.hpp"
#include "player/sinks/memory_sink.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sources/content_sources.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/fakes/patient_sources.hpp"
#include "tests/places.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path media = source_path("tests/data/media");

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

// Sources of the real kind, with a real decoder behind.
struct Darkroom {
    MediaStage stage;
    InlineTasks drawing;
    ContentSources sources{fonts(), drawing, stage.supply()};
    SystemClock clock;
    SystemSleeper sleeper;
    StillCamera camera{sources, clock, sleeper};
};

PlaylistItem item_of(const std::string& name, Milliseconds duration, Content content) {
    PlaylistItem item;
    item.id = ItemId{name};
    item.name = name;
    item.duration = duration;
    item.content = std::move(content);
    return item;
}

Slogan slogan_of(const std::string& text, Motion motion) {
    Slogan slogan;
    slogan.text = text;
    slogan.style.motion = motion;
    return slogan;
}

// Above: a film, then a picture that fades in. Below: a ticker.
Layout film_and_ticker(Darkroom& room) {
    Video film;
    film.asset.sha256 = room.stage.assets.add(media / "big_buck_bunny_720p.mp4");
    Poster picture;
    picture.asset.sha256 = room.stage.assets.add(media / "photo_portrait_exif8.jpg");
    PlaylistItem fading = item_of("picture", 2s, picture);
    fading.transition = {TransitionKind::crossfade, 800ms};
    Layout layout;
    layout.canvas = {640, 480};
    layout.zones.push_back({"above", {0, 0, 640, 400}, {{item_of("film", 1s, film), fading}}});
    layout.zones.push_back(
        {"below",
         {0, 400, 640, 80},
         {{item_of("ticker", 10s,
                   slogan_of("陌生来电要提防,多方确认防上当", Motion::scroll_left))}}});
    return layout;
}

// What a display shows `after` its slot began, played from its start frame by frame.
std::string played_png(Darkroom& room, const Layout& layout, Size display, Milliseconds after) {
    Program program = program_of("program", {});
    program.layout = layout;
    Presentation presentation = showing(program);
    presentation.size = display;
    PatientSources sources(room.sources);
    RecordingObserver observer;
    Engine engine({"display"}, display, sources, observer);
    engine.show(std::make_shared<const Presentation>(presentation));
    MemorySink sink(display);
    constexpr Microseconds step{1'000'000 / 60};
    for (Microseconds at{0}; at <= after;
         at = at == after ? after + step : std::min<Microseconds>(at + step, after)) {
        engine.attend(noon + at, rules::ClockTrust::trusted);
        REQUIRE(sink.compose(engine.compose(noon + at)));
        engine.presented(noon + at, 0us);
    }
    return encode_png(sink.picture()).value();
}

} // namespace

TEST_CASE("a still has the pixels that the engine shows at that instant") {
    Darkroom room;
    const Layout layout = film_and_ticker(room);
    const Size display = GENERATE(Size{640, 480}, Size{320, 180});
    // In the film, while the picture fades in, after that, and in the second round's fade.
    const Milliseconds at = GENERATE(0ms, 400ms, 1'300ms, 2'500ms, 4'250ms);
    INFO(display.width << "x" << display.height << " at " << at.count());
    const auto still = room.camera.take({layout, display, at, {}});
    REQUIRE(still);
    CHECK(*still == played_png(room, layout, display, at));
}

TEST_CASE("the same order gives the same bytes, another instant others") {
    Darkroom room;
    const Layout layout = film_and_ticker(room);
    const auto first = room.camera.take({layout, {640, 480}, 700ms, {}});
    REQUIRE(first);
    CHECK(*first == room.camera.take({layout, {640, 480}, 700ms, {}}).value());
    CHECK(*first != room.camera.take({layout, {640, 480}, 740ms, {}}).value());
}

TEST_CASE("a still shows what it is asked for, whenever that is valid") {
    Darkroom room;
    Layout layout = film_and_ticker(room);
    const auto always = room.camera.take({layout, {320, 180}, 1'300ms, {}});
    layout.zones[0].playlist.items[0].not_before = noon;
    layout.zones[0].playlist.items[1].not_after = noon;
    CHECK(room.camera.take({layout, {320, 180}, 1'300ms, {}}) == always);
}

TEST_CASE("a filmstrip has its frames side by side, each as its still") {
    Darkroom room;
    const StillOrder frame{film_and_ticker(room), {320, 180}, 0ms, {160, 90}};
    const auto still_at = [&](Milliseconds at) {
        StillOrder still = frame;
        still.at = at;
        return room.camera.take(still);
    };
    CHECK(room.camera.take_strip({frame, {700ms}}) == still_at(700ms));
    const auto strip = room.camera.take_strip({frame, {700ms, 1'300ms, 2'500ms}});
    REQUIRE(strip);
    CHECK(strip->substr(16, 8) == std::string("\0\0\x01\xE0\0\0\0\x5A", 8)); // IHDR: 480 × 90
    CHECK(strip != room.camera.take_strip({frame, {1'300ms, 700ms, 2'500ms}}));
    CHECK(room.camera.take_strip({frame, {}}).error().code == ErrorCode::too_large);
    const std::vector<Milliseconds> many(1'000, 0ms);
    CHECK(room.camera.take_strip({frame, many}).error().code == ErrorCode::too_large);
}

TEST_CASE("a still tells the time of its instant and of its place") {
    Darkroom room;
    ClockFace face;
    face.time = ClockTime::seconds;
    Layout layout;
    layout.canvas = {320, 64};
    layout.zones.push_back({"all", {0, 0, 320, 64}, {{item_of("clock", 10s, face)}}});
    const ZoneRules here{"Asia/Shanghai", "", 8 * 3'600, {}};
    const auto at_noon = room.camera.take({layout, {320, 64}, 1'500ms, {}, noon, here});
    REQUIRE(at_noon);
    CHECK(room.camera.take({layout, {320, 64}, 500ms, {}, noon + 1s, here}) == at_noon);
    CHECK(room.camera.take({layout, {320, 64}, 2'500ms, {}, noon, here}) != at_noon);
    const ZoneRules there{"Asia/Urumqi", "", 6 * 3'600, {}};
    CHECK(room.camera.take({layout, {320, 64}, 1'500ms, {}, noon, there}) != at_noon);
    CHECK(room.camera.take({layout, {320, 64}, 1'500ms, {}, noon + 2h, there}) == at_noon);
}

TEST_CASE("an item that cannot be shown is named with its place and its reason") {
    Darkroom room;
    Layout layout = film_and_ticker(room);
    layout.zones[0].playlist.items[0].content = slogan_of("\U0001FAE0", Motion::still);
    const auto refused = room.camera.take({layout, {640, 480}, 0ms, {}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::missing_glyph);
    CHECK(refused.error().where == "/layout/zones/0/playlist/items/0");
    CHECK(refused.error().params.front().second == "U+1FAE0 \U0001FAE0");
    INFO("when it is not its turn it does no harm");
    CHECK(room.camera.take({layout, {640, 480}, 2'500ms, {}}));
}

TEST_CASE("what is no film is refused by its decoder's reason, in bounded time") {
    Darkroom room;
    Layout layout = film_and_ticker(room);
    Video film;
    film.asset.sha256 = room.stage.assets.add(media / "README.md");
    layout.zones[0].playlist.items[0].content = film;
    CHECK(room.camera.take({layout, {640, 480}, 0ms, {}}).error().code
          == ErrorCode::unsupported_media);
}

TEST_CASE("a source that never becomes ready ends in a time-out, not in a hang") {
    ScriptedSources sources;
    sources.scripts["slow"].ready = false;
    ManualClock clock;
    ManualSleeper sleeper(clock);
    StillCamera camera(sources, clock, sleeper);
    const Layout layout = program_of("program", {item_named("slow", 5s)}).layout;
    CHECK(camera.take({layout, {100, 100}, 0ms, {}}).error().code == ErrorCode::timed_out);
    CHECK(clock.monotonic() >= Milliseconds{limits::render_draw_ms_max});
}

TEST_CASE("a still may come back smaller, never larger, and is never enormous") {
    Darkroom room;
    const Layout layout = film_and_ticker(room);
    const auto small = room.camera.take({layout, {640, 480}, 0ms, {160, 120}});
    REQUIRE(small);
    CHECK(small->size() < room.camera.take({layout, {640, 480}, 0ms, {}}).value().size());
    CHECK(room.camera.take({layout, {64, 64}, 0ms, {65, 64}}).error().code
          == ErrorCode::out_of_range);
    CHECK(room.camera.take({layout, {16'384, 16'384}, 0ms, {}}).error().code
          == ErrorCode::too_large);
}
