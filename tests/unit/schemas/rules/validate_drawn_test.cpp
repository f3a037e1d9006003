#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/qr_place.hpp"
#include "schemas/rules/time_words.hpp"
#include "schemas/rules/validate.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const Countdown new_year{.until_date = 2027y / 2 / 6, .over = "春节快乐"};

// "too_large /text" of the first finding about content that stands in a zone of this size.
std::string finding(Content content, Size zone = {640, 360}) {
    Program program;
    program.id = ProgramId{"p"};
    program.name = "p";
    program.not_after = program.not_before + 1h;
    program.layout.canvas = {640, 360};
    PlaylistItem item;
    item.id = ItemId{"i"};
    item.content = std::move(content);
    program.layout.zones.push_back({"z", {0, 0, zone.width, zone.height}, {{std::move(item)}}});
    const Findings findings = validate(program);
    if (findings.empty()) {
        return "fine";
    }
    const std::string place = "/layout/zones/0/playlist/items/0/content";
    const Error& first = findings.front();
    CHECK(first.where.starts_with(place));
    return std::string(error_slug(first.code)) + " " + first.where.substr(place.size());
}

template<typename Drawn, typename Change>
std::string after(Drawn drawn, Change change) {
    change(drawn);
    return finding(std::move(drawn));
}

} // namespace

TEST_CASE("a clock shows something, in a language it can write") {
    CHECK(finding(ClockFace{}) == "fine");
    CHECK(after(ClockFace{}, [](ClockFace& face) { face.time = ClockTime::none; })
          == "missing_member /time");
    CHECK(after(ClockFace{},
                [](ClockFace& face) {
                    face.time = ClockTime::none;
                    face.lunar_date = true;
                })
          == "fine");
    CHECK(after(ClockFace{}, [](ClockFace& face) { face.language = "fr"; })
          == "unsupported /language");
    CHECK(after(ClockFace{}, [](ClockFace& face) { face.language = "en-GB"; }) == "fine");
    CHECK(after(ClockFace{}, [](ClockFace& face) { face.style.text_height_pixels = -1; })
          == "out_of_range /style/text_height_pixels");
    CHECK(time_language("zh-Hans-CN") == TimeLanguage::chinese);
    CHECK(time_language("zhx") == std::nullopt);
}

TEST_CASE("a countdown has an end and something to say then") {
    CHECK(finding(new_year) == "fine");
    CHECK(after(new_year, [](Countdown& each) { each.over = " \n"; }) == "missing_member /over");
    CHECK(after(new_year, [](Countdown& each) { each.until_date = 2027y / 2 / 30; })
          == "out_of_range /until_date");
    CHECK(after(new_year, [](Countdown& each) { each.before = "距春节\n还有"; }) == "fine");
    CHECK(after(new_year, [](Countdown& each) { each.before = "a\tb"; }) == "malformed /before");
    CHECK(after(new_year, [](Countdown& each) { each.after = std::string(401, 'a'); })
          == "too_large /after");
}

TEST_CASE("a QR code is dark on light and fits its zone") {
    const Qr code{.text = "https://police.example/96110"};
    CHECK(finding(code) == "fine");
    CHECK(after(code, [](Qr& each) { each.text.clear(); }) == "missing_member /text");
    CHECK(after(code, [](Qr& each) { each.text.assign(limits::qr_bytes_max + 1, 'a'); })
          == "too_large /text");
    CHECK(after(code, [](Qr& each) { std::swap(each.dark, each.light); }) == "out_of_range /dark");
    CHECK(after(code, [](Qr& each) { each.dark = {150, 150, 150, 255}; }) == "out_of_range /dark");
    CHECK(after(code, [](Qr& each) { each.dark = {200, 0, 0, 255}; }) == "fine");
    CHECK(after(code, [](Qr& each) { each.light.alpha = 254; }) == "out_of_range /light");
    CHECK(after(code, [](Qr& each) { each.caption = "两\n行"; }) == "malformed /caption");
    // Version 2 at M holds 26 bytes, version 3 42: 29 modules and the quiet zone make 37.
    CHECK(finding(code, {37, 37}) == "fine");
    CHECK(finding(code, {360, 36}) == "out_of_range /text");
    CHECK(qr_side_pixels_min(code) == 37);
}

TEST_CASE("a QR code takes the smallest version that holds its bytes") {
    const auto version = [](std::size_t bytes) { return qr_version(std::string(bytes, 'a')); };
    CHECK(version(14) == 1); // table 7 of ISO/IEC 18004, byte mode, level M
    CHECK(version(15) == 2);
    CHECK(version(180) == 9);
    CHECK(version(181) == 10); // from here on the count takes a byte more
    CHECK(version(213) == 10);
    CHECK(version(214) == 11);
    CHECK(version(limits::qr_bytes_max) == 26);
    CHECK(version(2'331) == 40);
    CHECK(version(2'332) == std::nullopt);
    CHECK(qr_version("举报电12") == 1); // 11 bytes and the header that says UTF-8
    CHECK(qr_version("举报电话") == 2);
}

TEST_CASE("a QR code is as large as whole pixels let it be, in the middle, above its caption") {
    Qr code{.text = "1"}; // 21 modules and the quiet zone: 29
    const auto bare = place_qr(code, {300, 100});
    REQUIRE(bare);
    CHECK(bare->module_pixels == 3);
    CHECK(bare->code == Rect{106, 6, 87, 87});
    CHECK(bare->caption.empty());
    code.caption = "扫一扫";
    const auto captioned = place_qr(code, {300, 120});
    REQUIRE(captioned);
    CHECK(captioned->module_pixels == 3);
    CHECK(captioned->caption == Rect{0, captioned->code.y + 87, 300, 20});
    CHECK_FALSE(place_qr(code, {300, 40}));
    const std::int32_t side = qr_side_pixels_min(code);
    CHECK(place_qr(code, {side, side}));
    CHECK_FALSE(place_qr(code, {side - 1, side - 1}));
}
