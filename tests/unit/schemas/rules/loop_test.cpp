#include "schemas/rules/loop.hpp"

#include <catch2/catch.hpp>

#include "schemas/rules/cycle.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

Playlist playlist_of(std::initializer_list<Milliseconds> durations) {
    Playlist playlist;
    for (const Milliseconds duration : durations) {
        PlaylistItem item;
        item.duration = duration;
        playlist.items.push_back(item);
    }
    return playlist;
}

const Instant start = *instant_from_rfc3339("2026-11-21T08:00:00Z");

} // namespace

TEST_CASE("a loop's position is the time since its slot began, modulo the loop") {
    const Playlist playlist = playlist_of({10s, 5s, 15s});
    CHECK(loop_position(playlist, start, start) == LoopPosition{0, start, 0us, 1, start + 10s});
    CHECK(loop_position(playlist, start, start + 10s - 1us)->item == 0);
    CHECK(loop_position(playlist, start, start + 10s)
          == LoopPosition{1, start + 10s, 0us, 2, start + 15s});
    CHECK(loop_position(playlist, start, start + 300s + 29s)
          == LoopPosition{2, start + 315s, 14s, 0, start + 330s});
}

TEST_CASE("a single item follows itself") {
    const Playlist playlist = playlist_of({10s});
    CHECK(loop_position(playlist, start, start + 25s)
          == LoopPosition{0, start + 20s, 5s, 0, start + 30s});
}

TEST_CASE("before its slot a loop counts backwards") {
    const Playlist playlist = playlist_of({10s, 5s});
    CHECK(loop_position(playlist, start, start - 1s) == LoopPosition{1, start - 5s, 4s, 0, start});
}

TEST_CASE("items that take no time are passed over, and nothing but such has no position") {
    const Playlist playlist = playlist_of({0s, 4s, 0s, 6s, 0s});
    CHECK(loop_position(playlist, start, start)->item == 1);
    CHECK(loop_position(playlist, start, start)->next == 3);
    CHECK(loop_position(playlist, start, start + 9s)->item == 3);
    CHECK(loop_position(playlist, start, start + 9s)->next == 1);
    CHECK_FALSE(loop_position(playlist_of({0s}), start, start));
    CHECK_FALSE(loop_position(Playlist{}, start, start));
}

TEST_CASE("a loop anchored at the Unix epoch stands right in fifty years") {
    const Playlist playlist = playlist_of({100ms, 86'400s});
    const Instant now = *instant_from_rfc3339("2076-01-01T00:00:00Z");
    const auto position = loop_position(playlist, Instant{}, now);
    REQUIRE(position);
    CHECK(position->from + position->within == now);
    CHECK((position->from.time_since_epoch() - (position->item == 0 ? 0ms : 100ms))
              % (86'400s + 100ms)
          == 0us);
}

TEST_CASE("a program's cycle is its longest zone") {
    Program program;
    CHECK(cycle_of(program) == 0ms);
    program.layout.zones.resize(2);
    program.layout.zones[0].playlist = playlist_of({10s, 5s});
    program.layout.zones[1].playlist = playlist_of({12s});
    CHECK(cycle_of(program) == 15s);
}
