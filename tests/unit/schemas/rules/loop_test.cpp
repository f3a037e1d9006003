#include "schemas/rules/loop.hpp"

#include <algorithm>
#include <random>

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

// What a playlist does second by second, found by living through it from `from` on.
class Witness {
public:
    Witness(const Playlist& playlist, Instant from) : playlist_(playlist), now_(from) {
        begin_anew();
    }

    Instant now() const { return now_; }
    std::optional<std::size_t> item() const { return item_; }
    Instant came_on() const { return came_on_; }

    // One second goes by.
    void step() {
        now_ += 1s;
        if (valid_now() != valid_) {
            begin_anew();
        } else if (item_ && now_ - came_on_ >= playlist_.items[*item_].duration) {
            come_on((*item_ + 1) % playlist_.items.size());
        }
    }

private:
    std::vector<bool> valid_now() const {
        std::vector<bool> valid;
        for (const PlaylistItem& item : playlist_.items) {
            valid.push_back((!item.not_before || now_ >= *item.not_before)
                            && (!item.not_after || now_ < *item.not_after));
        }
        return valid;
    }
    void begin_anew() {
        valid_ = valid_now();
        item_.reset();
        if (std::find(valid_.begin(), valid_.end(), true) != valid_.end()) {
            come_on(0);
        }
    }
    void come_on(std::size_t item) {
        while (!valid_[item]) {
            item = (item + 1) % valid_.size();
        }
        item_ = item;
        came_on_ = now_;
    }

    const Playlist& playlist_;
    Instant now_;
    std::vector<bool> valid_;
    std::optional<std::size_t> item_;
    Instant came_on_;
};

const Instant start = *instant_from_rfc3339("2026-11-21T08:00:00Z");

} // namespace

TEST_CASE("a loop's position is the time since its slot began, modulo the loop") {
    const Playlist playlist = playlist_of({10s, 5s, 15s});
    CHECK(loop_position(playlist, start, start)
          == LoopPosition{0, start, 0us, 1, start + 10s, start});
    CHECK(loop_position(playlist, start, start + 10s - 1us)->item == 0);
    CHECK(loop_position(playlist, start, start + 10s)
          == LoopPosition{1, start + 10s, 0us, 2, start + 15s, start});
    CHECK(loop_position(playlist, start, start + 300s + 29s)
          == LoopPosition{2, start + 315s, 14s, 0, start + 330s, start});
}

TEST_CASE("a single item follows itself") {
    const Playlist playlist = playlist_of({10s});
    CHECK(loop_position(playlist, start, start + 25s)
          == LoopPosition{0, start + 20s, 5s, 0, start + 30s, start, true});
}

TEST_CASE("before its slot a loop counts backwards") {
    const Playlist playlist = playlist_of({10s, 5s});
    CHECK(loop_position(playlist, start, start - 1s)
          == LoopPosition{1, start - 5s, 4s, 0, start, start});
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

TEST_CASE("items outside of their validity are passed over, and a change begins the loop anew") {
    Playlist playlist = playlist_of({10s, 5s, 15s});
    playlist.items[1].not_before = start + 12s;
    playlist.items[2].not_after = start + 100s;
    CHECK(loop_position(playlist, start, start + 11s)
          == LoopPosition{2, start + 10s, 1s, 0, start + 12s, start}); // cut short by the change
    CHECK(loop_position(playlist, start, start + 12s)
          == LoopPosition{0, start + 12s, 0us, 1, start + 22s, start + 12s});
    CHECK(loop_position(playlist, start, start + 99s)->next_from == start + 100s);
    CHECK(loop_position(playlist, start, start + 100s)
          == LoopPosition{0, start + 100s, 0us, 1, start + 110s, start + 100s});
    // A slot that begins after the last change counts from its own start.
    CHECK(loop_position(playlist, start + 105s, start + 106s)->from == start + 105s);
}

TEST_CASE("without a valid item there is no position, and it is known until when") {
    Playlist playlist = playlist_of({10s, 5s});
    playlist.items[0].not_after = start + 20s;
    playlist.items[1].not_after = start + 20s;
    const auto last = loop_position(playlist, start, start + 19s);
    REQUIRE(last);
    CHECK_FALSE(last->next);
    CHECK(last->next_from == start + 20s);
    CHECK_FALSE(loop_position(playlist, start, start + 20s));
    CHECK_FALSE(next_validity_change(playlist, start + 20s));
    playlist.items[1].not_before = start + 30s;
    playlist.items[1].not_after = std::nullopt;
    CHECK(next_validity_change(playlist, start + 20s) == start + 30s);
    CHECK(loop_position(playlist, start, start + 47s)
          == LoopPosition{1, start + 45s, 2s, 1, start + 50s, start + 30s, true});
}

TEST_CASE("what is never valid or takes no time changes nothing") {
    Playlist playlist = playlist_of({10s, 5s, 0s});
    playlist.items[1].not_before = start + 13s;
    playlist.items[1].not_after = start + 13s;
    playlist.items[2].not_before = start + 14s;
    CHECK(loop_position(playlist, start, start + 16s)
          == LoopPosition{0, start + 10s, 6s, 0, start + 20s, start, true});
    CHECK_FALSE(next_validity_change(playlist, start));
}

TEST_CASE("random validities: the loop is where a witness of every second has it") {
    std::mt19937 random(11);
    const auto below = [&](unsigned limit) { return random() % limit; };
    for (int round = 0; round < 400; ++round) {
        Playlist playlist;
        playlist.items.resize(1 + below(5));
        for (PlaylistItem& item : playlist.items) {
            item.duration = Seconds{1 + below(9)};
            const Instant from = start - 60s + Seconds{below(240)};
            if (below(2) == 0) {
                item.not_before = from;
            }
            if (below(2) == 0) {
                item.not_after = from + Seconds{1 + below(90)};
            }
        }
        // The witness knows when the next turn began only once it has seen it.
        std::vector<std::optional<LoopPosition>> told;
        Witness witness(playlist, start);
        Instant turn_began = start;
        std::optional<std::size_t> turn = witness.item();
        for (int second = 0; second < 200; ++second) {
            if (witness.item() != turn || (turn && witness.came_on() != turn_began)) {
                for (const auto& position : told) {
                    CHECK((!position
                           || (position->next_from == witness.now()
                               && position->next == witness.item())));
                }
                told.clear();
                turn = witness.item();
                turn_began = witness.came_on();
            }
            const auto position = loop_position(playlist, start, witness.now());
            REQUIRE(position.has_value() == turn.has_value());
            if (position) {
                CHECK(position->item == *turn);
                CHECK(position->from == turn_began);
                CHECK(position->within == witness.now() - turn_began);
            }
            told.push_back(position);
            witness.step();
        }
    }
}
