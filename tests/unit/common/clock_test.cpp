#include "common/clock.hpp"

#include <thread>

#include <catch2/catch.hpp>

#include "tests/fakes/manual_clock.hpp"

using namespace marquee;
using namespace std::chrono_literals;

TEST_CASE("the system's monotonic clock does not go back and its wall clock is past 2020") {
    SystemClock clock;
    const Microseconds before = clock.monotonic();
    CHECK(clock.monotonic() >= before);
    CHECK(clock.wall() > *instant_from_rfc3339("2020-01-01T00:00:00Z"));
}

TEST_CASE("a sleeper returns when the deadline has come, not before") {
    SystemClock clock;
    SystemSleeper sleeper;
    const Microseconds deadline = clock.monotonic() + 20ms;
    sleeper.wait_until(deadline);
    CHECK(clock.monotonic() >= deadline);
    sleeper.wait_until(deadline); // passed already: returns at once
}

TEST_CASE("a wake that came before the wait ends it, once") {
    SystemClock clock;
    SystemSleeper sleeper;
    sleeper.wake();
    sleeper.wake();
    const Microseconds far = clock.monotonic() + 1h;
    sleeper.wait_until(far);
    CHECK(clock.monotonic() < far);
    const Microseconds deadline = clock.monotonic() + 5ms;
    sleeper.wait_until(deadline);
    CHECK(clock.monotonic() >= deadline);
}

TEST_CASE("a wake from another thread ends the wait in progress") {
    SystemClock clock;
    SystemSleeper sleeper;
    const Microseconds far = clock.monotonic() + 1h;
    std::thread sleeping([&] { sleeper.wait_until(far); });
    sleeper.wake();
    sleeping.join();
    CHECK(clock.monotonic() < far);
}

TEST_CASE("a manual clock moves only by hand, and a manual sleeper moves it to the deadline") {
    ManualClock clock{Instant{10s}, 5s};
    ManualSleeper sleeper{clock};
    sleeper.wait_until(7s);
    CHECK(clock.monotonic() == 7s);
    CHECK(clock.wall() == Instant{12s});
    clock.step_wall(Instant{0s});
    CHECK(clock.monotonic() == 7s);
    sleeper.wake();
    sleeper.wait_until(9s);
    CHECK(clock.monotonic() == 7s);
}
