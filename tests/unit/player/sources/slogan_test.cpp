#include "player/sources/slogan.hpp"

#include <catch2/catch.hpp>

#include "player/sources/content_sources.hpp"
#include "player/sources/slogan_picture.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/fakes/no_assets.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

std::shared_ptr<FontShelf> shelf() {
    return shelf_without_assets(fonts());
}

SourceRequest request_for(const std::string& text, Motion motion, Size zone = {640, 64}) {
    Slogan slogan;
    slogan.text = text;
    slogan.style.motion = motion;
    SourceRequest request;
    request.item.content = slogan;
    request.shown.item = ItemId{"item"};
    request.zone = zone;
    return request;
}

} // namespace

TEST_CASE("a slogan is prepared by a task and never blocks") {
    HeldTasks tasks;
    SloganSource source(shelf(), tasks, request_for("反诈", Motion::still));
    CHECK(source.poll() == SourceState::preparing);
    tasks.run();
    CHECK(source.poll() == SourceState::ready);
}

TEST_CASE("a slogan may be closed before its task ran") {
    HeldTasks tasks;
    { const SloganSource source(shelf(), tasks, request_for("反诈", Motion::still)); }
    CHECK_NOTHROW(tasks.run()); // draws for nobody, and touches nothing that is gone
}

TEST_CASE("a still slogan never changes and a scrolling one does") {
    InlineTasks tasks;
    SloganSource still(shelf(), tasks, request_for("反诈", Motion::still));
    SloganSource moving(shelf(), tasks, request_for("反诈", Motion::scroll_left));
    REQUIRE(still.poll() == SourceState::ready);
    REQUIRE(moving.poll() == SourceState::ready);
    CHECK_FALSE(still.next_change(0us));
    CHECK(still.frame_at(0us).serial == still.frame_at(5s).serial);
    const auto next = moving.next_change(1s);
    REQUIRE(next);
    CHECK(moving.frame_at(*next).serial != moving.frame_at(1s).serial);
    CHECK(moving.frame_at(1s).item.item == ItemId{"item"});
}

TEST_CASE("a slogan with a missing glyph fails and says which") {
    InlineTasks tasks;
    SloganSource source(shelf(), tasks, request_for("防\U00013080", Motion::still));
    REQUIRE(source.poll() == SourceState::failed);
    CHECK(source.failure().code == ErrorCode::missing_glyph);
}

TEST_CASE("a scrolling slogan stays one line") {
    const auto slogan = std::get<Slogan>(request_for("一\n二", Motion::scroll_left).item.content);
    const auto moving = plan_slogan(fonts(), {slogan.style, as_written(slogan), {640, 64}});
    REQUIRE(moving);
    REQUIRE(moving->blocks.size() == 1);
    CHECK(moving->blocks.front().at.height <= 64);
    CHECK(moving->blocks.front().at.width > 2 * 50);
}

TEST_CASE("a huge scrolling slogan on a wall is drawn piece by piece") {
    Slogan slogan;
    slogan.style.motion = Motion::scroll_left;
    slogan.style.text_height_pixels = 1'000;
    for (int i = 0; i < 2'000; ++i) {
        slogan.text += "防";
    }
    const SloganOrder order{slogan.style, as_written(slogan), {1920, 1080}};
    const auto plan = plan_slogan(fonts(), order);
    REQUIRE(plan);
    CHECK(sheet_count(*plan) > 600);
    CHECK(SloganCourse(std::make_shared<const SloganPlan>(*plan)).wanted(1h).size() <= 5);
    CHECK(draw_sheet(fonts(), *plan, 300)->size == Size{2'048, plan->blocks.front().at.height});
    CHECK(draw_block(fonts(), *plan, 0).error().code == ErrorCode::too_large);
}

TEST_CASE("a slogan that passes through begins with an empty zone, in every direction") {
    for (const Motion motion :
         {Motion::scroll_left, Motion::scroll_right, Motion::scroll_up, Motion::scroll_down}) {
        InlineTasks tasks;
        SloganSource source(shelf(), tasks, request_for("反诈\n提防", motion));
        REQUIRE(source.poll() == SourceState::ready);
        CHECK(source.frame_at(0us).pieces.empty());
        CHECK_FALSE(source.frame_at(1s).pieces.empty());
    }
}

TEST_CASE("a short strip is one picture, a long one is only held where it is seen") {
    Slogan slogan;
    slogan.style.motion = Motion::scroll_left;
    for (int i = 0; i < 2'000; ++i) {
        slogan.text += "防";
    }
    InlineTasks tasks;
    const Size zone{1920, 135};
    SloganSheets sheets(shelf(), tasks, {slogan.style, as_written(slogan), zone}, 0us);
    sheets.attend(0us);
    REQUIRE(sheets.course() != nullptr);
    const std::size_t count = sheet_count(sheets.course()->plan());
    CHECK(count > 90);
    for (Microseconds at = 0us; at < 2h; at += 13s) {
        sheets.attend(at);
        std::size_t held = 0;
        for (std::size_t sheet = 0; sheet < count; ++sheet) {
            held += sheets.sheet(sheet) != nullptr ? 1U : 0U;
        }
        REQUIRE(held <= 6);
        for (const SheetPart& part : sheets.course()->parts(at)) {
            REQUIRE(sheets.sheet(part.sheet) != nullptr);
        }
    }
}

TEST_CASE("the pieces of a strip show no seam") {
    Slogan slogan;
    slogan.style.motion = Motion::scroll_left;
    for (int i = 0; i < 120; ++i) {
        slogan.text += i % 7 == 0 ? "Call 96110 " : "防诈骗";
    }
    const auto plan = plan_slogan(fonts(), {slogan.style, as_written(slogan), {640, 64}});
    REQUIRE(plan);
    REQUIRE(sheet_count(*plan) > 3);
    const auto whole = draw_block(fonts(), *plan, 0);
    REQUIRE(whole);
    for (std::size_t sheet = 0; sheet < sheet_count(*plan); ++sheet) {
        const Rect area = sheet_area(*plan, sheet);
        const auto piece = draw_sheet(fonts(), *plan, sheet);
        REQUIRE(piece);
        for (std::int32_t y = 0; y < area.height; ++y) {
            const std::uint8_t* expected =
                whole->planes[0] + y * whole->strides[0] + std::ptrdiff_t{area.x} * 4;
            const std::uint8_t* row = piece->planes[0] + y * piece->strides[0];
            REQUIRE(std::equal(row, row + std::ptrdiff_t{area.width} * 4, expected));
        }
    }
}

TEST_CASE("a value that changes is there at its instant, and the old one until then") {
    SourceRequest request = request_for("{time_seconds}", Motion::still);
    std::get<Slogan>(request.item.content).variables = true;
    request.starts = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
    HeldTasks tasks;
    SloganSource source(shelf(), tasks, request);
    tasks.run();
    REQUIRE(source.poll() == SourceState::ready);
    const Frame first = source.frame_at(0us);
    CHECK(source.next_change(0us) == 1s);
    tasks.run(); // what is said a second later
    CHECK(same_picture(source.frame_at(999'999us), first));
    const Frame second = source.frame_at(1s);
    CHECK_FALSE(same_picture(second, first));
    CHECK(source.settled(1s));
    // Nobody draws: the last frame stays and is asked for again.
    CHECK(same_picture(source.frame_at(7s), second));
    CHECK_FALSE(source.settled(7s));
    CHECK(source.next_change(7s).value() < 7'010ms);
    tasks.run();
    source.poll();
    CHECK_FALSE(same_picture(source.frame_at(7s), second));
}

TEST_CASE("what passes through says its values anew with every turn") {
    SourceRequest request = request_for("{time_seconds}", Motion::scroll_left);
    std::get<Slogan>(request.item.content).variables = true;
    request.item.duration = 10s;
    InlineTasks tasks;
    SloganSource source(shelf(), tasks, request);
    REQUIRE(source.poll() == SourceState::ready);
    const Frame early = source.frame_at(3s);
    const Frame late = source.frame_at(9s);
    REQUIRE_FALSE(early.pieces.empty());
    CHECK(early.pieces.front().picture.owner == late.pieces.front().picture.owner);
    CHECK(source.frame_at(10s).pieces.empty()); // it begins again
    const Frame next = source.frame_at(13s);
    REQUIRE_FALSE(next.pieces.empty());
    CHECK(next.pieces.front().target == early.pieces.front().target);
    CHECK(next.pieces.front().picture.owner != early.pieces.front().picture.owner);
}

TEST_CASE("variables that mean nothing fail with a sentence") {
    SourceRequest request = request_for("{tiem}", Motion::still);
    std::get<Slogan>(request.item.content).variables = true;
    InlineTasks tasks;
    SloganSource source(shelf(), tasks, request);
    REQUIRE(source.poll() == SourceState::failed);
    CHECK(source.failure().what.find("{time}") != std::string::npos);
}

TEST_CASE("a text and its translation have a half of the item each, or one strip") {
    SourceRequest request = request_for("文明健康", Motion::still);
    auto& slogan = std::get<Slogan>(request.item.content);
    slogan.translation = Translation{"Civilised and healthy", "en"};
    request.item.duration = 10s;
    InlineTasks tasks;
    SloganSource source(shelf(), tasks, request);
    REQUIRE(source.poll() == SourceState::ready);
    const Frame chinese = source.frame_at(0us);
    CHECK(source.next_change(0us) == 5s);
    CHECK_FALSE(same_picture(source.frame_at(5s), chinese));
    CHECK(same_picture(source.frame_at(10s), chinese) == false); // its serial went on
    CHECK(source.frame_at(10s).pieces.front().picture.owner
          == chinese.pieces.front().picture.owner);
    slogan.style.motion = Motion::scroll_left;
    const auto both = plan_slogan(fonts(), {slogan.style, as_written(slogan), {640, 64}});
    slogan.translation.reset();
    const auto one = plan_slogan(fonts(), {slogan.style, as_written(slogan), {640, 64}});
    REQUIRE(both);
    REQUIRE(both->blocks.size() == 1);
    CHECK(both->blocks.front().lines.size() == 2);
    CHECK(both->blocks.front().at.width > one->blocks.front().at.width + 640 / 4);
}

TEST_CASE("the slate is there without a name, a code or a network") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    const auto slate = sources.open_slate({"", "", {192, 32}});
    REQUIRE(slate->poll() == SourceState::ready);
    CHECK_FALSE(slate->frame_at(0us).pieces.empty());
    CHECK_FALSE(slate->next_change(0us));
}

TEST_CASE("a name that no font draws still leaves a slate") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    const auto slate = sources.open_slate({"\U00013080", "", {640, 640}});
    CHECK(slate->poll() == SourceState::ready);
}

TEST_CASE("letters drawn by hand fill a panel of their height") {
    SloganOrder order;
    order.style.motion = Motion::scroll_left;
    order.style.letters.rendering = TextRendering::crisp;
    order.texts = {{"反诈中心提醒您", "zh-Hans"}};
    const auto em_in = [&](Size zone) {
        order.zone = zone;
        const auto plan = plan_slogan(fonts(), order);
        return plan ? plan->blocks.front().em_pixels : 0;
    };
    for (const auto& [height, em] : {std::pair(16, 16), std::pair(14, 13), std::pair(12, 12)}) {
        CHECK(em_in({192, height}) == em);
    }
    CHECK(em_in({192, 32}) >= 24); // outlines
    order.texts.push_back({"Police remind you", "en"});
    CHECK(em_in({192, 16}) == 16); // with its translation on one strip
    CHECK(em_in({192, 12}) == 12);
    CHECK(em_in({192, 32}) >= 24);
    order.texts.pop_back();
    order.style.letters.rendering = TextRendering::smooth;
    CHECK(em_in({192, 16}) < 16);
}

TEST_CASE("a slogan whose font is missing is drawn in its family") {
    HeldTasks tasks;
    SourceRequest request = request_for("反诈", Motion::still);
    std::get<Slogan>(request.item.content).style.font_asset = AssetRef{};
    SloganSource source(shelf(), tasks, request);
    tasks.run();
    REQUIRE(source.poll() == SourceState::ready);
    CHECK(source.frame_at(0us).pieces.size() == 1);
}
