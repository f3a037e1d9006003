// What marquee-render tells a page that moves a slogan by itself; the pixels are compared in
// manager/web/golden.
#include <catch2/catch.hpp>

#include "player/render/drawing_office.hpp"
#include "player/render/motion_drawing.hpp"
#include "schemas/model/preview_limits.hpp"
#include "schemas/wire/preview.hpp"
#include "tests/fakes/no_assets.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

FontShelf& shelf() {
    static const std::shared_ptr<FontShelf> shelf = shelf_without_assets(fonts());
    return *shelf;
}

SloganMotionOrder order_of(const std::string& text, Motion motion, Size zone = {320, 32}) {
    SloganMotionOrder order;
    order.slogan.text = text;
    order.slogan.style.motion = motion;
    order.zone = zone;
    order.duration = 5s;
    return order;
}

std::string lines_of(const std::string& line, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += line;
    }
    return text;
}

const ScrollDescription& scroll_in(const DrawnMotion& drawn) {
    return std::get<ScrollDescription>(drawn.motion.motion);
}

// Each sheet's bytes are a PNG of its own.
void check_pictures(const DrawnMotion& drawn) {
    std::string_view rest = drawn.pictures;
    for (const MotionSheet& sheet : drawn.motion.sheets) {
        REQUIRE(sheet.png_bytes <= rest.size());
        CHECK(rest.starts_with("\x89PNG\r\n\x1a\n"));
        rest.remove_prefix(sheet.png_bytes);
    }
    CHECK(rest.empty());
}

} // namespace

TEST_CASE("a strip comes in sheets along its way, and its place across it") {
    const std::string text = lines_of("多方确认", 40);
    const DrawnMotion drawn = draw_motion(shelf(), order_of(text, Motion::scroll_left)).value();
    check_pictures(drawn);
    const ScrollDescription& scroll = scroll_in(drawn);
    CHECK(scroll.zone_pixels == 320);
    CHECK(scroll.lap == 0us);
    REQUIRE(drawn.motion.sheets.size() >= 2);
    std::int32_t along = 0;
    for (const MotionSheet& sheet : drawn.motion.sheets) {
        CHECK(sheet.at.x == along);
        CHECK(sheet.at.y >= 0);
        CHECK(sheet.at.y + sheet.at.height <= 32);
        CHECK(sheet.number == 0);
        CHECK(sheet.lines.empty());
        along += sheet.at.width;
    }
    CHECK(along == scroll.strip_pixels);

    INFO("a block that goes up lies along the other way");
    const DrawnMotion up = draw_motion(shelf(), order_of(text, Motion::scroll_up)).value();
    CHECK(scroll_in(up).zone_pixels == 32);
    CHECK(up.motion.sheets.front().at.y == 0);
    CHECK(up.motion.sheets.front().at.width <= 320);
}

TEST_CASE("pages come whole, with their lines where a typewriter writes them") {
    SloganMotionOrder order = order_of("不轻信\n不转账", Motion::still, {160, 96});
    const DrawnMotion still = draw_motion(shelf(), order).value();
    check_pictures(still);
    REQUIRE(still.motion.sheets.size() == 1);
    CHECK(still.motion.sheets.front().lines.empty());
    order.slogan.style.movement.exit = {EffectKind::typewriter, 500ms};
    const DrawnMotion typed = draw_motion(shelf(), order).value();
    REQUIRE(typed.motion.sheets.front().lines.size() == 2);
    CHECK(typed.motion.sheets.front().lines.front().reach.size() == 4);
    CHECK(std::get<PagesDescription>(typed.motion.motion).exit.kind == EffectKind::typewriter);
}

TEST_CASE("what lets through lies over black") {
    SloganMotionOrder order = order_of("防诈骗", Motion::still);
    order.slogan.style.background = {200, 100, 50, 128};
    const DrawnMotion drawn = draw_motion(shelf(), order).value();
    CHECK(drawn.motion.background == Colour{100, 50, 25});
    check_pictures(drawn);
}

TEST_CASE("variables say what is true when the turn begins, and a strip of them laps") {
    SloganMotionOrder order = order_of("{time_seconds} {display}", Motion::scroll_left);
    order.slogan.variables = true;
    order.starts = instant_from_rfc3339("2026-11-23T07:04:05Z").value();
    const DrawnMotion drawn = draw_motion(shelf(), order).value();
    CHECK(scroll_in(drawn).lap == 5s);
    CHECK(drawn.pictures == draw_motion(shelf(), order).value().pictures);
    SloganMotionOrder later = order;
    later.starts += 1s;
    CHECK(drawn.pictures != draw_motion(shelf(), later).value().pictures);
    SloganMotionOrder elsewhere = order;
    elsewhere.display_name = "东门";
    CHECK(scroll_in(draw_motion(shelf(), elsewhere).value()).strip_pixels
          < scroll_in(drawn).strip_pixels);
}

TEST_CASE("more than a page can hold is refused, and said how much that is") {
    const std::string words = lines_of("陌生来电要提防，多方确认防上当，", 10);
    const auto pixels = draw_motion(shelf(), order_of(words, Motion::scroll_left, {1'920, 1'080}));
    REQUIRE_FALSE(pixels);
    CHECK(pixels.error().code == ErrorCode::too_large);
    CHECK(pixels.error().params
          == ErrorParams{{"motion_limit", std::to_string(limits::motion_pixels_max) + " px"}});
    SloganMotionOrder order = order_of(lines_of("字\n", 600), Motion::pages, {24, 24});
    order.slogan.translation = {order.slogan.text};
    order.slogan.style.text_height_pixels = 20;
    const auto pages = draw_motion(shelf(), order);
    REQUIRE_FALSE(pages);
    CHECK(pages.error().params == ErrorParams{{"motion_limit", "1024 PNG"}});
    CHECK(draw_motion(shelf(), order_of("\U0001FAE0", Motion::still)).error().code
          == ErrorCode::missing_glyph);
}

TEST_CASE("the largest answer fits the line that it is told in") {
    SloganMotionOrder order = order_of(lines_of("字字\n", 500), Motion::pages, {64, 18});
    order.slogan.translation = {order.slogan.text};
    order.slogan.style.text_height_pixels = 12;
    order.slogan.style.movement.enter = {EffectKind::typewriter, 100ms};
    const Reply reply = answer_by_fonts(shelf(), order, Instant{}).value();
    REQUIRE(std::holds_alternative<SloganMotion>(reply.head));
    CHECK(std::get<SloganMotion>(reply.head).sheets.size() == 1'000);
    CHECK(reply.picture.size() == bytes_following(reply.head));
    const std::string line = wire::write_render_answer(reply.head);
    CHECK(line.size() < limits::render_answer_bytes_max);
    const auto read = wire::read_render_answer(line);
    INFO((read ? std::string() : to_string(read.error())));
    REQUIRE(read);
    CHECK(*read == reply.head);
}

TEST_CASE("the command line tells it in the words of the staff REST") {
    const auto told = motion_report(
        shelf(),
        R"({"slogan":{"text":"防诈骗"},"size":{"width":64,"height":32},"duration_ms":5000})",
        Instant{1s});
    REQUIRE(told);
    CHECK(told->starts_with(R"({"zone":{"width":64,"height":32},"background":"#000000",)"));
    CHECK(told->find(R"("png":"iVBORw0KGgo)") != std::string::npos);
    const auto refused = [&](const char* body) {
        return motion_report(shelf(), body, Instant{}).error().code;
    };
    CHECK(refused("{}") == ErrorCode::missing_member);
    CHECK(refused(R"({"slogan":{"text":" "},"size":{"width":64,"height":32},"duration_ms":5000})")
          == ErrorCode::missing_member);
    CHECK(refused(R"({"slogan":{"text":"x"},"size":{"width":64,"height":32},"duration_ms":5000,)"
                  R"("zone":1})")
          == ErrorCode::unknown_member);
}
