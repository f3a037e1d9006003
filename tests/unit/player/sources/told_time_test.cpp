#include "player/sources/told_time.hpp"

#include <catch2/catch.hpp>

#include "tests/fakes/inline_tasks.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const Instant evening = *instant_from_rfc3339("2026-11-22T15:59:58Z"); // two seconds to midnight

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

SourceRequest request_for(Content content, Size zone = {640, 360}) {
    SourceRequest request;
    request.item.content = std::move(content);
    request.shown.item = ItemId{"item"};
    request.zone = zone;
    request.starts = evening;
    request.wall = std::make_shared<const ZoneRules>(ZoneRules{"Asia/Shanghai", "", 8 * 3'600, {}});
    return request;
}

ClockFace clock_with_date() {
    ClockFace face;
    face.time = ClockTime::seconds;
    face.date = true;
    return face;
}

// Where each piece is that only one of the frames has.
std::vector<Rect> changed_places(const Frame& a, const Frame& b) {
    std::vector<Rect> places;
    for (const Piece& piece : b.pieces) {
        const bool stays = std::any_of(a.pieces.begin(), a.pieces.end(), [&](const Piece& each) {
            return each.target == piece.target && each.picture.planes == piece.picture.planes;
        });
        if (!stays) {
            places.push_back(piece.target);
        }
    }
    return places;
}

bool overlap(const Frame& frame) {
    for (std::size_t i = 0; i < frame.pieces.size(); ++i) {
        for (std::size_t j = i + 1; j < frame.pieces.size(); ++j) {
            if (!intersect(frame.pieces[i].target, frame.pieces[j].target).empty()) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

TEST_CASE("a clock is drawn by a task and never blocks") {
    HeldTasks tasks;
    ToldTimeSource source(fonts(), tasks, request_for(clock_with_date()));
    CHECK(source.poll() == SourceState::preparing);
    tasks.run();
    CHECK(source.poll() == SourceState::ready);
    CHECK(source.frame_at(0us).pieces.size() == 9); // six digits, two colons, the date
    CHECK(source.frame_at(0us).item.item == ItemId{"item"});
}

TEST_CASE("a clock may be closed before its task ran") {
    HeldTasks tasks;
    { const ToldTimeSource source(fonts(), tasks, request_for(clock_with_date())); }
    CHECK_NOTHROW(tasks.run());
}

TEST_CASE("with a second only its digits change, in columns that stay, and nothing is drawn") {
    HeldTasks tasks;
    SourceRequest request = request_for(clock_with_date());
    request.starts -= 58s; // 23:59:00
    ToldTimeSource source(fonts(), tasks, request);
    tasks.run();
    REQUIRE(source.poll() == SourceState::ready);
    tasks.run(); // tomorrow's words
    const Frame before = source.frame_at(0us);
    CHECK_FALSE(overlap(before));
    for (int second = 1; second < 60; ++second) {
        const Frame now = source.frame_at(Seconds{second});
        const auto places = changed_places(before, now);
        CHECK(places.size() <= 2);
        CHECK(now.pieces.size() == before.pieces.size());
        CHECK(source.settled(Seconds{second}));
    }
    const Frame again = source.frame_at(500ms);
    CHECK(changed_places(before, again).empty());
    CHECK(source.next_change(500ms) == 1s);
    CHECK(source.next_change(1s) == 2s);
}

TEST_CASE("the words of the next day are drawn ahead of midnight") {
    HeldTasks tasks;
    ToldTimeSource source(fonts(), tasks, request_for(clock_with_date()));
    tasks.run();
    REQUIRE(source.poll() == SourceState::ready);
    tasks.run(); // tomorrow, wanted by poll()
    const Frame today = source.frame_at(1s);
    const Frame tomorrow = source.frame_at(2s);
    CHECK(source.settled(2s));
    CHECK(changed_places(today, tomorrow).size() > 6); // the date too
}

TEST_CASE("words that come unforeseen are waited for with the last frame") {
    HeldTasks tasks;
    ToldTimeSource source(fonts(), tasks, request_for(clock_with_date()));
    tasks.run();
    REQUIRE(source.poll() == SourceState::ready);
    const Frame before = source.frame_at(0us);
    const Microseconds later = 40h;
    CHECK(changed_places(before, source.frame_at(later)).empty());
    CHECK_FALSE(source.settled(later));
    CHECK(source.next_change(later) == later + 5ms);
    CHECK(source.poll() == SourceState::ready);
    tasks.run();
    CHECK_FALSE(changed_places(before, source.frame_at(later)).empty());
    CHECK(source.settled(later));
    CHECK(source.next_change(later) == later + 1s);
}

TEST_CASE("a frame is a function of the instant, whatever was asked before") {
    InlineTasks tasks;
    ToldTimeSource once(fonts(), tasks, request_for(clock_with_date()));
    ToldTimeSource often(fonts(), tasks, request_for(clock_with_date()));
    REQUIRE(once.poll() == SourceState::ready);
    REQUIRE(often.poll() == SourceState::ready);
    for (const Microseconds position : {5h, 0h, 30h}) {
        often.frame_at(position);
    }
    const Frame a = once.frame_at(90min);
    const Frame b = often.frame_at(90min);
    REQUIRE(a.pieces.size() == b.pieces.size());
    for (std::size_t i = 0; i < a.pieces.size(); ++i) {
        CHECK(a.pieces[i].target == b.pieces[i].target);
    }
}

TEST_CASE("a countdown says its last words for ever") {
    InlineTasks tasks;
    Countdown countdown;
    countdown.until_date = 2026y / 11 / 23;
    countdown.unit = CountdownUnit::seconds;
    countdown.over = "到了";
    ToldTimeSource source(fonts(), tasks, request_for(countdown));
    REQUIRE(source.poll() == SourceState::ready);
    CHECK(source.next_change(0us) == 1s);
    CHECK(source.frame_at(1'999'999us).pieces.size() == 9); // 00时00分01秒
    CHECK(source.frame_at(2s).pieces.size() == 1);
    CHECK(source.next_change(2s) == std::nullopt);
    CHECK(source.frame_at(48h).pieces.size() == 1);
}

TEST_CASE("a clock without a zone to go by says UTC") {
    InlineTasks tasks;
    SourceRequest request = request_for(clock_with_date());
    SourceRequest utc = request;
    utc.wall = nullptr;
    utc.starts += 8h;
    ToldTimeSource here(fonts(), tasks, request);
    ToldTimeSource there(fonts(), tasks, utc);
    REQUIRE(here.poll() == SourceState::ready);
    REQUIRE(there.poll() == SourceState::ready);
    CHECK(here.frame_at(0us).pieces.back().target == there.frame_at(0us).pieces.back().target);
}

TEST_CASE("words that cannot be read in so small a zone, or that no font draws, fail") {
    InlineTasks tasks;
    ToldTimeSource small(fonts(), tasks, request_for(clock_with_date(), {96, 16}));
    REQUIRE(small.poll() == SourceState::failed);
    CHECK(small.failure().code == ErrorCode::too_large);
    Countdown countdown;
    countdown.until_date = 2027y / 2 / 6;
    countdown.before = "\U000F0000";
    countdown.over = "到了";
    ToldTimeSource undrawn(fonts(), tasks, request_for(countdown));
    REQUIRE(undrawn.poll() == SourceState::failed);
    CHECK(undrawn.failure().code == ErrorCode::missing_glyph);
}
