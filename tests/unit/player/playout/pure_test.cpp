// The decisions of playout that need no engine.
#include <catch2/catch.hpp>

#include "player/playout/cue.hpp"
#include "player/playout/pacer.hpp"
#include "player/playout/slewed_clock.hpp"
#include "player/playout/transition.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

TEST_CASE("an item set aside gives its turn to the next, from that one's beginning") {
    const Playlist list{{item_named("a", 10s), item_named("b", 5s), item_named("c", 10s)}};
    const auto cue = cue_at(list, noon, noon + 12s, {false, true, false});
    REQUIRE(cue);
    CHECK(*cue == Cue{2, noon + 10s, noon + 15s, noon + 10s});
    CHECK(cue_at(list, noon, noon + 16s, {false, true, false})->item == 2);
    CHECK(cue_at(list, noon, noon + 12s, {false, true, true})->item == 0);
    CHECK_FALSE(cue_at(list, noon, noon + 12s, {true, true, true}));
    CHECK_FALSE(cue_at(Playlist{}, noon, noon, {}));
}

TEST_CASE("a slogan that is alone never starts again, a video does") {
    PlaylistItem alone = item_named("a", 10s);
    CHECK(cue_at({{alone}}, noon, noon + 25s, {})->position_from == noon + 20s);
    alone.content = Slogan{"反诈", "zh-Hans", {}};
    const auto cue = cue_at({{alone}}, noon, noon + 25s, {});
    CHECK(cue->position_from == noon);
    CHECK(cue->starts == noon + 20s);
}

TEST_CASE("a turn ends where the validity of any item begins or ends") {
    Playlist list{{item_named("a", 10s), item_named("b", 5s)}};
    list.items[1].not_before = noon + 4s;
    list.items[0].not_after = noon + 60s;
    CHECK(*cue_at(list, noon, noon + 1s, {}) == Cue{0, noon, noon + 4s, noon});
    CHECK(*cue_at(list, noon, noon + 4s, {}) == Cue{0, noon + 4s, noon + 14s, noon + 4s});
    CHECK(cue_at(list, noon, noon + 60s, {})->item == 1);
    // What is not valid stands in for nobody.
    CHECK(cue_at(list, noon, noon + 5s, {true, false})->item == 1);
    CHECK_FALSE(cue_at(list, noon, noon + 1s, {true, false}));
}

TEST_CASE("a slogan that comes to be alone goes on from then") {
    Playlist list{{item_named("a", 10s), item_named("b", 10s)}};
    list.items[0].content = Slogan{"反诈", "zh-Hans", {}};
    list.items[1].not_after = noon + 5s;
    const auto cue = cue_at(list, noon, noon + 37s, {});
    CHECK(cue->starts == noon + 35s);
    CHECK(cue->position_from == noon + 5s);
}

TEST_CASE("a crossfade is even in time and a cut is at once") {
    const Transition fade{TransitionKind::crossfade, 1s};
    CHECK(progress_at(fade, 0s) == 0);
    CHECK(progress_at(fade, 250ms) == transition_whole / 4);
    CHECK(progress_at(fade, 500ms) == transition_whole / 2);
    CHECK(progress_at(fade, 1s) == transition_whole);
    CHECK(progress_at({TransitionKind::cut, 1s}, 0s) == transition_whole);
    CHECK(progress_at({TransitionKind::crossfade, 0s}, 0s) == transition_whole);
    CHECK(progress_at({TransitionKind::wipe, 1s}, 250ms) == transition_whole / 4);
}

TEST_CASE("a slide gathers speed and loses it again, and never goes back") {
    const Transition slide{TransitionKind::slide, 1s, Direction::up};
    CHECK(progress_at(slide, 0s) == 0);
    CHECK(progress_at(slide, 100ms) < transition_whole / 10);
    CHECK(progress_at(slide, 500ms) == transition_whole / 2);
    CHECK(progress_at(slide, 900ms) > transition_whole - transition_whole / 10);
    std::int32_t before = 0;
    for (Microseconds since{0}; since <= 1s; since += 1ms) {
        const std::int32_t progress = progress_at(slide, since);
        CHECK(progress >= before);
        CHECK(progress <= transition_whole);
        before = progress;
    }
    CHECK(before == transition_whole);
}

TEST_CASE("a transition has sixty pictures a second, and one where it is through") {
    const Transition fade{TransitionKind::crossfade, 510ms};
    Microseconds since{0};
    int steps = 0;
    while (since < 510ms) {
        const Microseconds next = next_step(fade, since);
        REQUIRE(next > since);
        CHECK(next_step(fade, next - 1us) == next);
        since = next;
        ++steps;
    }
    CHECK(since == 510ms);
    CHECK(steps == 31);
}

TEST_CASE("a small correction of the wall clock is slewed, a large one taken at once") {
    SlewedClock clock;
    REQUIRE(clock.update(1s, noon) == noon);
    CHECK(clock.update(2s, noon + 1s + 100ms) == noon + 1s + 5ms);
    CHECK(clock.update(3s, noon + 2s + 100ms) == noon + 2s + 10ms);
    Instant before = noon;
    for (int second = 4; second < 40; ++second) {
        const Instant now = clock.update(Seconds{second}, noon + Seconds{second - 1} + 100ms);
        CHECK(now - before > 900ms);
        before = now;
    }
    CHECK(before == noon + 38s + 100ms);
    CHECK(clock.update(41s, noon + 1h) == noon + 1h);
    CHECK(clock.monotonic_at(noon + 1h + 1s) == 42s);
}

TEST_CASE("a clock that is slewed back never runs backwards") {
    SlewedClock clock;
    clock.update(1s, noon);
    Instant before = noon;
    for (int step = 1; step < 100; ++step) {
        const Microseconds monotonic = 1s + step * 10ms;
        const Instant now = clock.update(monotonic, noon + step * 10ms - 400ms);
        CHECK(now > before);
        before = now;
    }
}

TEST_CASE("frames are drawn shortly before they are due") {
    const Wish later{noon + 1s, noon + 200ms};
    CHECK_FALSE(pace(later, noon).draw_for);
    CHECK(pace(later, noon).rest_until == noon + 200ms);
    CHECK(pace({noon + 100ms, noon + 200ms}, noon).rest_until == noon + 75ms);
    CHECK(pace({noon + 16ms, noon + 200ms}, noon).draw_for == noon + 16ms);
    CHECK(pace({std::nullopt, noon + 200ms}, noon).rest_until == noon + 200ms);
}

TEST_CASE("what was missed is skipped, not caught up, and counts as late") {
    const Pace step = pace({noon - 500ms, noon}, noon);
    CHECK(step.draw_for == noon);
    CHECK(step.due == noon - 500ms);
    CHECK(pace({noon - 1ms, noon}, noon).draw_for == noon - 1ms);
}
