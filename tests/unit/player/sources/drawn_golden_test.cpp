// Clocks, countdowns and QR codes as they look on real displays. tests/golden/README.md names the
// fonts they need.
#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Size ticker{192, 32};
constexpr Size led{640, 64};
constexpr Size panel{256, 128};
constexpr Size wall{1920, 1080};
constexpr Size portrait{720, 1280};

const Instant new_years_eve = *instant_from_rfc3339("2027-02-05T06:05:09Z"); // 14:05:09
const TextStyle amber{{255, 200, 40, 255}, {16, 24, 32, 255}, 0, Alignment::centre, ""};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

void check_drawn(Content content, Size size, const std::string& name, Microseconds position = 0us) {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    SourceRequest request;
    request.item.content = std::move(content);
    request.zone = size;
    request.starts = new_years_eve;
    request.position = position;
    request.wall = std::make_shared<const ZoneRules>(ZoneRules{"Asia/Shanghai", "", 8 * 3'600, {}});
    const auto source = sources.open(request);
    REQUIRE(source->poll() == SourceState::ready);
    MemorySink sink(size);
    Scene scene;
    scene.zones.push_back(
        {.name = "", .rect = {0, 0, size.width, size.height}, .frame = source->frame_at(position)});
    REQUIRE(sink.compose(scene));
    const std::string file =
        "drawn/" + name + "-" + std::to_string(size.width) + "x" + std::to_string(size.height);
    const GoldenOutcome outcome = compare_golden(sink.picture(), file);
    INFO(file << ": " << outcome.why);
    CHECK(outcome.equal);
}

ClockFace full_clock() {
    return {ClockTime::seconds, true, true, true, "zh-Hans", amber};
}

Countdown to_new_year(CountdownUnit unit) {
    Countdown countdown{2027y / 2 / 20, {0},          unit,      "距元宵节还有",
                        "天",           "元宵节快乐", "zh-Hans", amber};
    if (unit == CountdownUnit::seconds) {
        countdown.after.clear();
    }
    return countdown;
}

} // namespace

TEST_CASE("golden: a clock with everything on every kind of display") {
    for (const Size size : {led, panel, wall, portrait}) {
        check_drawn(full_clock(), size, "clock");
    }
}

TEST_CASE("golden: a clock with one thing only, and in English") {
    ClockFace time;
    time.style = amber;
    check_drawn(time, ticker, "time");
    check_drawn(time, led, "time");
    check_drawn(time, panel, "time");
    ClockFace calendar = full_clock();
    calendar.time = ClockTime::none;
    check_drawn(calendar, panel, "calendar");
    ClockFace english = full_clock();
    english.language = "en";
    english.lunar_date = false;
    english.style.alignment = Alignment::start;
    english.style.text_height_pixels = 200;
    check_drawn(english, wall, "english");
}

TEST_CASE("golden: a countdown before its moment and after it") {
    for (const Size size : {led, panel, wall, portrait}) {
        check_drawn(to_new_year(CountdownUnit::days), size, "days");
        check_drawn(to_new_year(CountdownUnit::seconds), size, "seconds");
    }
    check_drawn(to_new_year(CountdownUnit::days), wall, "over", 24h * 30);
}

TEST_CASE("golden: a QR code with and without words") {
    const Qr bare{.text = "https://police.example/96110"};
    check_drawn(bare, {64, 64}, "qr");
    check_drawn(bare, panel, "qr");
    Qr captioned = bare;
    captioned.caption = "扫码举报诈骗线索";
    check_drawn(captioned, portrait, "qr-caption");
    captioned.dark = {0, 32, 96, 255};
    captioned.light = {255, 250, 230, 255};
    check_drawn(captioned, {400, 300}, "qr-colours");
}
