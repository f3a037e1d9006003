#include "player/playout/notice_program.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <variant>

#include "common/sha256.hpp"
#include "player/sources/slogan_plan.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// U+6CE8 U+610F: a text of so many characters of Chinese.
std::string chinese(int characters) {
    std::string text;
    for (int i = 0; i < characters; ++i) {
        text += i % 2 == 0 ? "\u6CE8" : "\u610F";
    }
    return text;
}

Program notice_on(Size display, const std::string& text) {
    Override notice;
    notice.id = OverrideId{"0198a9c2-6a51-7d3e-8f00-000000000001"};
    notice.serial = 7;
    notice.action = Notice{text, "zh-Hans"};
    return notice_program(notice, display);
}

const PlaylistItem& only_item(const Program& program) {
    REQUIRE(program.layout.zones.size() == 1);
    REQUIRE(program.layout.zones.front().playlist.items.size() == 1);
    return program.layout.zones.front().playlist.items.front();
}

Motion motion_on(Size display, const std::string& text) {
    return std::get<Slogan>(only_item(notice_on(display, text)).content).style.motion;
}

} // namespace

TEST_CASE("a notice stands where it is legible, passes over tickers and turns pages elsewhere") {
    CHECK(motion_on({1920, 1080}, chinese(200)) == Motion::still);
    CHECK(motion_on({640, 64}, chinese(6)) == Motion::still);
    CHECK(motion_on({640, 64}, chinese(60)) == Motion::scroll_left);
    CHECK(motion_on({96, 16}, chinese(10)) == Motion::scroll_left);
    CHECK(motion_on({64, 64}, chinese(60)) == Motion::pages);
    CHECK(motion_on({128, 256}, chinese(200)) == Motion::pages);
    // About half as wide.
    CHECK(motion_on({640, 64}, std::string(18, 'w')) == Motion::still);
}

TEST_CASE("a notice that stands does so in letters that can be read") {
    const FontCatalog fonts = FontCatalog::load().value();
    for (const Size display : {Size{96, 16}, Size{192, 32}, Size{640, 64}, Size{64, 64},
                               Size{360, 640}, Size{1920, 1080}, Size{3840, 1080}}) {
        for (const int characters : {1, 4, 12, 30, 80, 300}) {
            const Program program = notice_on(display, chinese(characters));
            const PlaylistItem& item = only_item(program);
            const auto& slogan = std::get<Slogan>(item.content);
            CAPTURE(display.width, display.height, characters);
            const auto plan = plan_slogan(
                fonts, {slogan.style, as_written(slogan), display, Milliseconds{60'000}});
            REQUIRE(plan);
            CHECK(plan->blocks.front().em_pixels >= 10);
            CHECK(program.layout.canvas == display);
        }
    }
}

TEST_CASE("a loudspeaker says a notice with a chime, under the digest of its words") {
    const Program program = notice_on({}, chinese(12));
    const auto& audio = std::get<Audio>(only_item(program).content);
    CHECK(audio.chime);
    CHECK(audio.asset.sha256 == sha256(chinese(12)));
    CHECK(only_item(program).duration == Milliseconds{30'000});
}
