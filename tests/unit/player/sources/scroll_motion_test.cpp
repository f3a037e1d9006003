#include "player/sources/scroll_motion.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Microseconds frame{1'000'000 / 60 + 1}; // just past one sixtieth

using Lefts = std::vector<std::int32_t>;

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
    }
}

TEST_CASE("a strip enters at the right edge and leaves whole at the left") {
    const ScrollMotion motion(192, 500, 60);
    CHECK(motion.copies(0us).empty());
    CHECK(motion.copies(frame) == Lefts{191});
    CHECK(motion.copies(2s) == Lefts{192 - 120});
    CHECK(motion.period_pixels() == 548);
    // At 548 pixels the second copy stands outside the right edge while the first still shows.
    CHECK(motion.copies(Microseconds{548'000'000 / 60 + 1}) == Lefts{192 - 548});
    CHECK(motion.copies(10s) == Lefts{192 - 52, 192 - 600});
    CHECK(motion.copies(12s) == Lefts{192 - 172}); // the first has left
}

TEST_CASE("a short strip never shows more than two copies") {
    const ScrollMotion motion(640, 50, 60);
    for (Microseconds at = 0us; at < 60s; at += 7ms) {
        CHECK(motion.copies(at).size() <= 2);
    }
}

TEST_CASE("an even speed moves the same number of pixels every frame") {
    const ScrollMotion motion(1920, 3'000, 1'080);
    for (int k = 1; k < 600; ++k) {
        const Microseconds at{(k * 1'000'000LL + 59) / 60};
        CHECK(motion.travelled(at) == 18 * k);
    }
}

TEST_CASE("the next change is the first position at which something moved") {
    for (const int speed : {1, 30, 60, 97, 1'000, 10'000}) {
        const ScrollMotion motion(640, 2'000, speed);
        Microseconds at{0};
        for (int step = 0; step < 200; ++step) {
            const Microseconds next = motion.next_change(at);
            REQUIRE(next > at);
            CHECK(motion.travelled(next) > motion.travelled(at));
            CHECK(motion.travelled(next - 1us) == motion.travelled(at));
            at = next;
        }
    }
}

TEST_CASE("a scroll goes on for days") {
    const ScrollMotion motion(640, 2'000, 60);
    const Microseconds days = std::chrono::hours{24 * 30};
    CHECK(motion.travelled(days) == 60LL * 86'400 * 30);
    CHECK_FALSE(motion.copies(days + 5s).empty());
}
