#include "player/sources/page_motion.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Size zone{640, 64};
constexpr Rect everywhere{0, 0, 640, 64};

PageOrder order(std::vector<std::int32_t> pages, Effect enter = {}, Effect exit = {}) {
    PageOrder order{std::move(pages), enter, exit};
    order.duration = 10s;
    return order;
}

PageMotion motion(const PageOrder& wanted, std::int32_t graphemes = 10) {
    const PagesDescription description = describe_pages(wanted);
    return PageMotion(description, zone,
                      std::vector<std::int32_t>(description.pages.size(), graphemes));
}

Effect effect(EffectKind kind, Milliseconds duration, Direction direction = Direction::left) {
    return {kind, duration, direction};
}

} // namespace

TEST_CASE("pages share the item's time and leave none of it over") {
    const PagesDescription pages = describe_pages(order({3}));
    REQUIRE(pages.pages.size() == 3);
    CHECK(pages.pages[0].from == 0us);
    CHECK(pages.pages[0].until == 3'333'333us);
    CHECK(pages.pages[1].from == 3'333'333us);
    CHECK(pages.round() == 10s);
}

TEST_CASE("a text and its translation have equal times, however many pages each has") {
    const PagesDescription pages = describe_pages(order({3, 1}));
    REQUIRE(pages.pages.size() == 4);
    CHECK(pages.pages[2].until == 5s);
    CHECK(pages.pages[3].from == 5s);
    CHECK(pages.round() == 10s);
    PageOrder held =
        order({3, 1}, effect(EffectKind::fade, 500ms), effect(EffectKind::fade, 300ms));
    held.hold = 2s;
    const PagesDescription long_pages = describe_pages(held);
    CHECK(long_pages.pages[0].until == 2'800ms);
    CHECK(long_pages.pages[2].until == 8'400ms);
    CHECK(long_pages.round() == 16'800ms);
}

TEST_CASE("effects longer than their page are shortened in proportion") {
    const PagesDescription pages =
        describe_pages(order({10}, effect(EffectKind::wipe, 3s), effect(EffectKind::fade, 1s)));
    CHECK(pages.pages[4].enter == 750ms);
    CHECK(pages.pages[4].exit == 250ms);
}

TEST_CASE("a cut takes no time, whatever it says") {
    const PagesDescription pages = describe_pages(order({1}, effect(EffectKind::cut, 3s)));
    CHECK(pages.pages[0].enter == 0us);
    CHECK_FALSE(motion(order({1}, effect(EffectKind::cut, 3s))).next_change(0us));
}

TEST_CASE("what stands without effects never changes, and pages change at their ends only") {
    CHECK_FALSE(motion(order({1})).next_change(4s));
    const PageMotion two = motion(order({2}));
    CHECK(two.next_change(0us) == 5s);
    CHECK(two.next_change(5s) == 10s);
    CHECK(two.look(5s).page == 1);
    CHECK(two.look(10s).page == 0); // the next round
}

TEST_CASE("a still text leaves at the end of its item, and comes again with the next turn") {
    const PageMotion still =
        motion(order({1}, effect(EffectKind::slide, 1s), effect(EffectKind::slide, 2s)));
    CHECK(still.look(0us).x == 640);
    CHECK(still.look(500ms).x == 320);
    CHECK(still.look(1s).x == 0);
    CHECK(still.next_change(1s) > 8s);
    CHECK(still.next_change(1s) < 8'200ms);
    CHECK(still.look(9s).x == -320);
    CHECK(still.look(10s).x == 640);
}

TEST_CASE("a slide goes the way it says, in and out") {
    const auto at = [](Direction direction, bool leaving, std::int32_t progress) {
        const PageLook look =
            look_at({0, EffectKind::slide, direction, leaving, progress, 1s}, zone, 5);
        return std::pair(look.x, look.y);
    };
    CHECK(at(Direction::left, false, 0) == std::pair(640, 0));
    CHECK(at(Direction::left, true, effect_whole) == std::pair(-640, 0));
    CHECK(at(Direction::right, false, 0) == std::pair(-640, 0));
    CHECK(at(Direction::right, true, effect_whole) == std::pair(640, 0));
    CHECK(at(Direction::up, false, 0) == std::pair(0, 64));
    CHECK(at(Direction::up, true, effect_whole) == std::pair(0, -64));
    CHECK(at(Direction::down, false, 0) == std::pair(0, -64));
    CHECK(at(Direction::down, true, effect_whole) == std::pair(0, 64));
}

TEST_CASE("a wipe uncovers from the side its edge comes from and covers from there again") {
    const auto seen = [](Direction direction, bool leaving, std::int32_t progress) {
        return look_at({0, EffectKind::wipe, direction, leaving, progress, 1s}, zone, 5).seen;
    };
    const std::int32_t quarter = effect_whole / 4;
    CHECK(seen(Direction::left, false, quarter) == Rect{480, 0, 160, 64});
    CHECK(seen(Direction::left, true, quarter) == Rect{0, 0, 480, 64});
    CHECK(seen(Direction::right, false, quarter) == Rect{0, 0, 160, 64});
    CHECK(seen(Direction::right, true, quarter) == Rect{160, 0, 480, 64});
    CHECK(seen(Direction::up, false, quarter) == Rect{0, 48, 640, 16});
    CHECK(seen(Direction::up, true, quarter) == Rect{0, 0, 640, 48});
    CHECK(seen(Direction::down, false, quarter) == Rect{0, 0, 640, 16});
    CHECK(seen(Direction::down, true, quarter) == Rect{0, 16, 640, 48});
    for (const Direction each :
         {Direction::left, Direction::right, Direction::up, Direction::down}) {
        CHECK(seen(each, false, effect_whole) == everywhere);
        CHECK(seen(each, true, 0) == everywhere);
        CHECK(seen(each, false, 0).empty());
        CHECK(seen(each, true, effect_whole).empty());
    }
}

TEST_CASE("a typewriter writes one grapheme after the other and takes them back") {
    const PageMotion typed = motion(
        order({1}, effect(EffectKind::typewriter, 1s), effect(EffectKind::typewriter, 1s)), 4);
    CHECK(typed.look(0us).graphemes == 0);
    CHECK(typed.look(260ms).graphemes == 1);
    CHECK(typed.look(990ms).graphemes == 3);
    CHECK(typed.look(1s).graphemes == PageLook::all);
    CHECK(typed.look(9s).graphemes == PageLook::all);
    CHECK(typed.look(9'280ms).graphemes == 2);
    CHECK(typed.look(9'990ms).graphemes == 0);
}

TEST_CASE("a blink flashes at most three times in any second, and ends lit or dark") {
    const PageMotion blink =
        motion(order({1}, effect(EffectKind::blink, 3s), effect(EffectKind::blink, 2s)));
    std::vector<Microseconds> lit;
    for (Microseconds at = 0us; at < 30s;) {
        const Microseconds next = blink.next_change(at).value();
        if (blink.look(at).opacity == 0 && blink.look(next).opacity == 256) {
            lit.push_back(next);
        }
        at = next;
    }
    REQUIRE(lit.size() > 12);
    for (std::size_t i = 3; i < lit.size(); ++i) {
        CHECK(lit[i] - lit[i - 3] > 1s);
    }
    CHECK(blink.look(2'990ms).opacity == 256);
    CHECK(blink.look(9'990ms).opacity == 0);
}

TEST_CASE("a blink too short for a flash is left out") {
    const PageMotion blink = motion(order({1}, effect(EffectKind::blink, 300ms)));
    for (Microseconds at = 0us; at < 1s; at += 5ms) {
        CHECK(blink.look(at).opacity == 256);
    }
}

TEST_CASE("the next change is the first position that looks different") {
    for (const EffectKind kind : {EffectKind::slide, EffectKind::wipe, EffectKind::fade,
                                  EffectKind::typewriter, EffectKind::blink}) {
        PageOrder wanted = order({2, 1}, effect(kind, 700ms), effect(kind, 1'300ms, Direction::up));
        const PageMotion pages = motion(wanted);
        Microseconds at{0};
        while (at < 20s) {
            const Microseconds next = pages.next_change(at).value();
            REQUIRE(next > at);
            REQUIRE(pages.look(next) != pages.look(at));
            REQUIRE(pages.look(next - 1us) == pages.look(at));
            REQUIRE(pages.look((at + next) / 2) == pages.look(at));
            at = next;
        }
    }
}

TEST_CASE("effects go steadily: nothing comes back while a page enters, nothing once it leaves") {
    const PageMotion fade =
        motion(order({1}, effect(EffectKind::fade, 2s), effect(EffectKind::fade, 2s)));
    std::int32_t last = 0;
    for (Microseconds at = 0us; at < 10s; at += 3ms) {
        const std::int32_t now = fade.look(at).opacity;
        CHECK((at < 8s ? now >= last : now <= last));
        CHECK(std::abs(now - last) <= 3);
        last = now;
    }
    CHECK(fade.look(5s).opacity == 256);
}

TEST_CASE("after its rounds the last page stays and does not leave") {
    PageOrder wanted = order({2}, effect(EffectKind::fade, 1s), effect(EffectKind::fade, 1s));
    wanted.rounds = 2;
    const PageMotion pages = motion(wanted);
    CHECK(pages.description().round() == 5s);
    CHECK(pages.look(4'900ms).opacity < 256); // the first round's last page leaves
    CHECK(pages.look(9'900ms) == pages.look(9s));
    CHECK(pages.look(9'900ms).page == 1);
    CHECK_FALSE(pages.next_change(9s));
    CHECK_FALSE(pages.next_change(1h));
    CHECK(pages.look(1h) == pages.look(9s));
}
