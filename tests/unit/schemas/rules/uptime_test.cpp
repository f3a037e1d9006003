#include "schemas/rules/uptime.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;

namespace {

Instant at(int second) {
    return Instant(Seconds(second));
}

Interval s(int from, int to) {
    return {at(from), at(to)};
}

UptimeSum sum(int up, int down, int planned_off, int unknown) {
    return {Seconds(up), Seconds(down), Seconds(planned_off), Seconds(unknown)};
}

} // namespace

TEST_CASE("sets of intervals unite, intersect and differ") {
    CHECK(united({s(5, 9), s(1, 3), s(3, 4), s(8, 12), s(20, 20)}) == Intervals{s(1, 4), s(5, 12)});
    CHECK(intersection({s(0, 10), s(20, 30)}, {s(5, 25), s(29, 40)})
          == Intervals{s(5, 10), s(20, 25), s(29, 30)});
    CHECK(difference({s(0, 10), s(20, 30)}, {s(2, 3), s(5, 22), s(29, 40)})
          == Intervals{s(0, 2), s(3, 5), s(22, 29)});
    CHECK(difference({s(0, 10)}, {}) == Intervals{s(0, 10)});
    CHECK(difference({s(0, 10), s(11, 12)}, {s(0, 20)}).empty());
    CHECK(length({s(0, 10), s(20, 25)}) == Seconds(15));
}

TEST_CASE("every moment of a period is one of four things") {
    const UptimeFacts facts{{s(10, 60)}, {s(10, 20), s(30, 40)}, {s(35, 50)}};
    CHECK(uptime_stretches(facts, s(0, 70))
          == std::vector<UptimeStretch>{{s(0, 10), UptimeState::unknown},
                                        {s(10, 20), UptimeState::up},
                                        {s(20, 30), UptimeState::down},
                                        {s(30, 40), UptimeState::up},
                                        {s(40, 50), UptimeState::planned_off},
                                        {s(50, 60), UptimeState::down},
                                        {s(60, 70), UptimeState::unknown}});
    CHECK(uptime_stretches(facts, s(12, 15))
          == std::vector<UptimeStretch>{{s(12, 15), UptimeState::up}});
    CHECK(uptime_stretches(facts, s(5, 5)).empty());
}

TEST_CASE("a night in the dark on purpose is no outage, whether the box ran or not") {
    DisplayUptime display;
    display.reported = {s(0, 100)};
    display.running = {s(0, 60), s(80, 100)}; // the mains were off from 60 to 80
    display.showing = {s(0, 50), s(90, 100)};
    display.off = {s(50, 85)};
    display.watched = {s(0, 100)};
    display.reachable = {s(0, 62), s(81, 100)};
    const UptimeMeasures measured = measure(display, {s(0, 100)});
    CHECK(measured.running == sum(80, 0, 20, 0));
    CHECK(measured.showing == sum(60, 5, 35, 0));
    CHECK(measured.reachable == sum(81, 0, 19, 0));
    CHECK(measured.running.availability() == 1.0);
    CHECK(measured.showing.availability().value() == Approx(60.0 / 65));
}

TEST_CASE("what a player has not told yet is unknown, and only that") {
    DisplayUptime display;
    display.reported = {s(10, 40), s(50, 70)};
    display.running = {s(10, 70)}; // more than counts
    display.showing = {s(20, 70)};
    display.watched = {s(0, 90)};
    display.reachable = {s(5, 90)};
    const UptimeMeasures measured = measure(display, {s(0, 45), s(45, 100)});
    CHECK(measured.running == sum(50, 0, 0, 50));
    CHECK(measured.showing == sum(40, 10, 0, 50));
    CHECK(measured.reachable == sum(85, 5, 0, 10));
    CHECK_FALSE(measure({}, {s(0, 10)}).running.availability());
}
