#include "player/sources/scroll_motion.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Microseconds frame{1'000'000 / 60 + 1}; // just past one sixtieth

using Places = std::vector<std::int32_t>;

ScrollMotion scroll(std::int32_t zone, std::int32_t strip, std::int32_t steps) {
    ScrollDescription description;
    description.zone_pixels = zone;
    description.strip_pixels = strip;
    description.period_pixels = scroll_period(zone, strip);
    description.steps_per_second = steps;
    return ScrollMotion(description);
}

ScrollMotion turned(const ScrollMotion& motion, Direction direction, std::int32_t passes = 0,
                    std::int32_t phases = 1) {
    ScrollDescription description = motion.description();
    description.direction = direction;
    description.passes = passes;
    description.phases = phases;
    return ScrollMotion(description);
}

Places places(const ScrollMotion& motion, Microseconds position) {
    Places places;
    for (const ScrollCopy& copy : motion.copies(position)) {
        places.push_back(copy.at);
    }
    return places;
}

} // namespace

TEST_CASE("a speed near an even one becomes even, another stays") {
    CHECK(even_speed(64) == 60);
    CHECK(even_speed(32) == 30);
    CHECK(even_speed(1080) == 1080);
    CHECK(even_speed(720) == 720);
    CHECK(even_speed(100) == 100);
    CHECK(even_speed(1) == 1);
    for (int speed = 1; speed < 2'000; ++speed) {
        CHECK(std::abs(even_speed(speed) - speed) * 10 <= speed);
        const int nearest = nearest_even_speed(speed);
        CHECK((nearest % 60 == 0 || 60 % nearest == 0));
    }
    CHECK(nearest_even_speed(135) == 120);
    CHECK(nearest_even_speed(100) == 120);
}

TEST_CASE("a strip enters at the right edge and leaves whole at the left") {
    const ScrollMotion motion = scroll(192, 500, 60);
    CHECK(places(motion, 0us).empty());
    CHECK(places(motion, frame) == Places{191});
    CHECK(places(motion, 2s) == Places{192 - 120});
    CHECK(motion.description().period_pixels == 548);
    // At 548 pixels the second copy stands outside the right edge while the first still shows.
    CHECK(places(motion, Microseconds{548'000'000 / 60 + 1}) == Places{192 - 548});
    CHECK(places(motion, 10s) == Places{192 - 52, 192 - 600});
    CHECK(places(motion, 12s) == Places{192 - 172}); // the first has left
}

TEST_CASE("to the right and down everything is as in a mirror") {
    const ScrollMotion left = scroll(192, 500, 97);
    const ScrollMotion right = turned(left, Direction::right);
    for (Microseconds at = 0us; at < 20s; at += 7ms) {
        Places mirrored;
        for (const std::int32_t place : places(left, at)) {
            mirrored.push_back(192 - (place + 500));
        }
        REQUIRE(places(right, at) == mirrored);
        REQUIRE(places(turned(left, Direction::down), at) == mirrored);
        REQUIRE(places(turned(left, Direction::up), at) == places(left, at));
        REQUIRE(right.next_change(at) == left.next_change(at));
    }
    CHECK(places(right, frame) == Places{1 - 500}); // its end comes first
}

TEST_CASE("copies never touch and never leave more than the gap between them") {
    std::mt19937 dice(7);
    for (int i = 0; i < 300; ++i) {
        const auto zone = static_cast<std::int32_t>(1 + dice() % 2'000);
        const auto strip = static_cast<std::int32_t>(1 + dice() % 5'000);
        const ScrollMotion motion =
            scroll(zone, strip, static_cast<std::int32_t>(1 + dice() % 900));
        for (int k = 0; k < 50; ++k) {
            const Microseconds at{dice() % 600'000'000U};
            const Places seen = places(motion, at);
            REQUIRE(seen.size() <= 2);
            for (const std::int32_t place : seen) {
                REQUIRE(place < zone);
                REQUIRE(place + strip > 0);
            }
            if (seen.size() == 2) {
                REQUIRE(seen[0] - seen[1] == motion.description().period_pixels);
            }
        }
    }
}

TEST_CASE("an even speed moves the same number of pixels every frame") {
    const ScrollMotion motion = scroll(1920, 3'000, 1'080);
    for (int k = 1; k < 600; ++k) {
        const Microseconds at{(k * 1'000'000LL + 59) / 60};
        CHECK(motion.travelled(at) == 18 * k);
    }
}

TEST_CASE("between pixels a strip goes phase by phase") {
    const ScrollMotion motion = turned(scroll(96, 300, 60), Direction::left, 0, 4);
    std::int32_t last = 96 * 4;
    for (int k = 1; k < 900; ++k) {
        const auto copies = motion.copies(Microseconds{(k * 1'000'000LL + 59) / 60});
        REQUIRE(copies.size() == 1);
        REQUIRE(copies.front().phase >= 0);
        REQUIRE(copies.front().phase < 4);
        REQUIRE(copies.front().at * 4 + copies.front().phase == last - 1);
        --last;
    }
}

TEST_CASE("the next change is the first position at which something moved") {
    for (const int speed : {1, 30, 60, 97, 1'000, 10'000}) {
        const ScrollMotion motion = scroll(640, 2'000, speed);
        Microseconds at{0};
        for (int step = 0; step < 200; ++step) {
            const Microseconds next = motion.next_change(at).value();
            REQUIRE(next > at);
            CHECK(motion.travelled(next) > motion.travelled(at));
            CHECK(motion.travelled(next - 1us) == motion.travelled(at));
            at = next;
        }
    }
}

TEST_CASE("after its passes the zone stays empty, and nothing changes any more") {
    const ScrollMotion motion = turned(scroll(192, 500, 60), Direction::left, 2);
    const std::int32_t way = 548 + 192 + 500;
    const Microseconds last{((way - 1) * 1'000'000LL + 59) / 60};
    CHECK(places(motion, last) == Places{-499});
    const auto over = motion.next_change(last);
    REQUIRE(over);
    CHECK(places(motion, *over).empty());
    CHECK_FALSE(motion.next_change(*over));
    CHECK(places(motion, 1h).empty());
}

TEST_CASE("a scroll goes on for days") {
    const ScrollMotion motion = scroll(640, 2'000, 60);
    const Microseconds days = std::chrono::hours{24 * 30};
    CHECK(motion.travelled(days) == 60LL * 86'400 * 30);
    CHECK_FALSE(motion.copies(days + 5s).empty());
}
