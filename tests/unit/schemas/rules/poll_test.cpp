#include "schemas/rules/poll.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

TEST_CASE("the next contact comes when it was asked for, within a fifth either way") {
    const PlayerId player{"0192f0a0-0000-7000-8000-000000000001"};
    for (std::uint64_t turn = 0; turn < 1'000; ++turn) {
        const Microseconds wait = time_to_next_contact(player, {30s, 0, turn});
        if (wait < 24s || wait > 36s) {
            FAIL_CHECK("turn " << turn << ": " << wait.count() << " us");
        }
    }
    CHECK(time_to_next_contact(player, {30s, 0, 7}) == time_to_next_contact(player, {30s, 0, 7}));
    CHECK(time_to_next_contact(player, {30s, 0, 7}) != time_to_next_contact(player, {30s, 0, 8}));
}

TEST_CASE("what is asked for is bounded") {
    const PlayerId player{"p"};
    CHECK(time_to_next_contact(player, {0s, 0, 1}) >= 800ms);
    CHECK(time_to_next_contact(player, {-5s, 0, 1}) >= 800ms);
    CHECK(time_to_next_contact(player, {Seconds{1'000'000}, 0, 1})
          <= Seconds{limits::next_contact_seconds_max} * 6 / 5);
}

TEST_CASE("failures double the wait up to a cap") {
    const PlayerId player{"p"};
    Microseconds before{0};
    for (const std::uint32_t failures : {1U, 3U, 5U}) {
        const Microseconds wait = time_to_next_contact(player, {30s, failures, 1});
        CHECK(wait > before);
        before = wait;
    }
    const Seconds cap{limits::contact_retry_seconds_max};
    for (const std::uint32_t failures : {20U, 1'000U, 4'294'967'295U}) {
        const Microseconds wait = time_to_next_contact(player, {30s, failures, 1});
        CHECK(wait >= cap * 4 / 5);
        CHECK(wait <= cap * 6 / 5);
    }
}

TEST_CASE("a thousand players that fail together do not come back together") {
    std::set<Microseconds> waits;
    for (int i = 0; i < 1'000; ++i) {
        waits.insert(time_to_next_contact(PlayerId{"player " + std::to_string(i)}, {30s, 0, 1}));
    }
    CHECK(waits.size() > 990);
    CHECK(*waits.rbegin() - *waits.begin() > 11s);
}
