// Slogans as they look on real displays. tests/golden/README.md names the fonts they need.
#include "player/sources/content_sources.hpp"

#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Size ticker{192, 32};
constexpr Size led{640, 64};
constexpr Size wall{1920, 1080};
constexpr Size portrait{720, 1280};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

PlaylistItem slogan_item(const std::string& text, Motion motion) {
    Slogan slogan;
    slogan.text = text;
    slogan.style.motion = motion;
    slogan.style.text = {255, 214, 0, 255};
    slogan.style.background = {128, 0, 0, 255};
    PlaylistItem item;
    item.content = slogan;
    return item;
}

void check_frame(FrameSource& source, Size size, Microseconds position, const std::string& name) {
    REQUIRE(source.poll() == SourceState::ready);
    MemorySink sink(size);
    Scene scene;
    scene.zones.push_back(
        {.rect = {0, 0, size.width, size.height}, .frame = source.frame_at(position)});
    REQUIRE(sink.compose(scene));
    const GoldenOutcome outcome = compare_golden(sink.picture(), name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

void check_slogan(const PlaylistItem& item, Size size, Microseconds position,
                  const std::string& name) {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    const auto source = sources.open({.item = item, .shown = {}, .zone = size});
    check_frame(*source, size, position, "slogan/" + name);
}

void check_slate(const SlateRequest& request, const std::string& name) {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    check_frame(*sources.open_slate(request), request.zone, 0us, "slate/" + name);
}

} // namespace

TEST_CASE("golden: a still slogan on every kind of display") {
    const auto call = slogan_item("陌生来电要提防,多方确认防上当", Motion::still);
    check_slogan(call, ticker, 0us, "call-192x32");
    check_slogan(call, led, 0us, "call-640x64");
    check_slogan(call, wall, 0us, "call-1920x1080");
    check_slogan(call, portrait, 0us, "call-720x1280");
    const auto heart = slogan_item("心莫贪,擦亮眼,绷紧弦,防诈骗", Motion::still);
    check_slogan(heart, led, 0us, "heart-640x64");
    check_slogan(heart, portrait, 0us, "heart-720x1280");
    check_slogan(slogan_item("Call 96110 反诈专线", Motion::still), led, 0us, "mixed-640x64");
    check_slogan(slogan_item("不轻信 不透露\n不转账", Motion::still), led, 0us, "lines-640x64");
}

TEST_CASE("golden: a scrolling slogan enters, runs, and is followed by itself") {
    const auto call = slogan_item("陌生来电要提防,多方确认防上当", Motion::scroll_left);
    check_slogan(call, ticker, 1s, "call-scroll-192x32-01000ms");
    check_slogan(call, ticker, 10s, "call-scroll-192x32-10000ms");
    check_slogan(call, led, 3s, "call-scroll-640x64-03000ms");
    check_slogan(call, led, 18s, "call-scroll-640x64-18000ms");
    check_slogan(call, wall, 2s, "call-scroll-1920x1080-02000ms");
    check_slogan(slogan_item("Call 96110 反诈专线", Motion::scroll_left), led, 8s,
                 "mixed-scroll-640x64-08000ms");
}

TEST_CASE("golden: the slate") {
    for (const Size size : {ticker, led, wall, portrait}) {
        const std::string at = std::to_string(size.width) + "x" + std::to_string(size.height);
        check_slate({"西站北口 LED", "", size}, "name-" + at);
        check_slate({"", "K7PM2Q9X", size}, "code-" + at);
        check_slate({"", "K7PM2Q9X", size, "3F2A-90C1-7B44-E05D", "0B6D-5AE1-93C7-F284"},
                    "compare-" + at);
    }
    check_slate({"", "", wall}, "bare-1920x1080");
}
