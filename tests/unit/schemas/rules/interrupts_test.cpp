// Interrupts of one class that hold at different times.
#include <algorithm>

#include <catch2/catch.hpp>

#include "schemas/rules/hour_plan.hpp"
#include "schemas/rules/interrupts.hpp"
#include "tests/unit/schemas/rules/random_manifest.hpp"
#include "tests/unit/schemas/rules/reference_line.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t hour_seconds = 3'600;

Instant at(std::int64_t second) {
    return utc("2026-11-22T01:00:00Z") + 1s * second;
}

bool within(const Intervals& all, std::int64_t second) {
    return std::any_of(all.begin(), all.end(), [&](const Interval& each) {
        return each.from <= at(second) && at(second) < each.to;
    });
}

// Stretches of the hour, on half minutes, between pauses.
Intervals some_of_the_hour(Random& random, std::int64_t length_max, std::int64_t pause_max) {
    Intervals all;
    for (std::int64_t from = pick(random, -pause_max, pause_max) * 30; from < hour_seconds;) {
        const std::int64_t to =
            std::min(from + pick(random, 1, length_max / 30) * 30, hour_seconds);
        if (to > 0) {
            all.push_back({at(std::max<std::int64_t>(from, 0)), at(to)});
        }
        from = to + pick(random, 1, pause_max) * 30;
    }
    return all;
}

std::vector<InterruptShare> some_equals(Random& random) {
    std::vector<InterruptShare> shares;
    for (std::int64_t n = pick(random, 2, 5); n > 0; --n) {
        const bool long_one = chance(random, 25);
        shares.push_back({.play = 1s * pick(random, 5, long_one ? 1'200 : 90),
                          .held = some_of_the_hour(random, 3'600, 60)});
    }
    return shares;
}

// Plays put anywhere where there is room, until so much of the hour is full: they are owed.
void owe_what_has_room(Random& random, std::vector<InterruptShare>& shares, std::int64_t percent) {
    std::vector<bool> taken(hour_seconds, false);
    std::int64_t full = 0;
    for (int tries = 0; tries < 2'000 && full * 100 < hour_seconds * percent; ++tries) {
        const std::int64_t index = pick(random, 0, std::int64_t(shares.size()) - 1);
        InterruptShare& share = shares[static_cast<std::size_t>(index)];
        const std::int64_t play = share.play / 1s;
        const std::int64_t from = pick(random, 0, hour_seconds - play);
        const bool holds =
            std::any_of(share.held.begin(), share.held.end(), [&](const Interval& held) {
                return held.from <= at(from) && at(from + play) <= held.to;
            });
        const auto first = taken.begin() + from;
        if (holds && std::count(first, first + play, true) == 0) {
            std::fill(first, first + play, true);
            ++share.owed;
            full += play;
        }
    }
}

// Without a free second where anybody holds for long enough.
void owe_one_behind_the_other(Random& random, std::vector<InterruptShare>& shares) {
    for (std::int64_t from = 0; from < hour_seconds;) {
        std::vector<std::size_t> here;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            for (const Interval& held : shares[i].held) {
                if (held.from <= at(from) && at(from) + shares[i].play <= held.to) {
                    here.push_back(i);
                }
            }
        }
        if (here.empty()) {
            ++from;
            continue;
        }
        InterruptShare& share = shares[here[std::size_t(pick(random, 0, std::ssize(here) - 1))]];
        ++share.owed;
        from += share.play / 1s;
    }
}

std::int64_t left_out(const std::vector<InterruptShare>& shares, Interval hour) {
    auto missing = -static_cast<std::int64_t>(place_interrupts(shares, {hour}, {}).size());
    for (const InterruptShare& share : shares) {
        missing += share.owed;
    }
    return missing;
}

ReferenceLine::Interrupt on_the_grid(const InterruptShare& share, const Intervals& rooms,
                                     const std::vector<std::int64_t>& open) {
    ReferenceLine::Interrupt its{share.play / 1s, share.owed,
                                 std::vector<std::int64_t>(open.size(), 0)};
    for (std::size_t k = open.size(); k-- > 0;) {
        bool goes_on = k + 1 < open.size();
        for (std::int64_t second = open[k]; goes_on && second < open[k + 1]; ++second) {
            goes_on = within(rooms, second) && within(share.held, second);
        }
        its.runs[k] = within(share.held, open[k]) ? 1 + (goes_on ? its.runs[k + 1] : 0) : 0;
    }
    return its;
}

// Three interrupts of one class with windows of their own, one of them of long plays.
Manifest some_windows(Random& random) {
    Manifest manifest;
    manifest.zone = {"Asia/Shanghai", "", 8 * 3'600, {}};
    manifest.not_after = never;
    for (const char* id : {"a", "b", "c"}) {
        const std::int64_t play = *id == 'a' ? pick(random, 200, 1'200) : pick(random, 5, 60);
        manifest.programs.push_back({.id = {id}, .cycle = 1s * play});
        Schedule schedule{.id = {id},
                          .program = {id},
                          .interrupt_seconds_per_hour = static_cast<std::int32_t>(
                              *id == 'a' ? pick(random, 300, 1'500) : pick(random, 30, 400))};
        if (*id != 'a' || chance(random, 50)) {
            const auto from = static_cast<std::int32_t>(pick(random, 0, 60 * 20) * 60);
            const auto length = static_cast<std::int32_t>(pick(random, 60, 60 * 3) * 60);
            schedule.times.windows = {{{from}, {from + length}}};
        }
        manifest.schedules.push_back(schedule);
    }
    return manifest;
}

Microseconds shown(const HourPlan& plan, const ScheduleId& id) {
    Microseconds sum{0};
    for (const HourPlan::Piece& piece : plan.pieces()) {
        const bool its = piece.turn.schedule != nullptr && piece.turn.schedule->id == id;
        sum += its ? piece.time.to - piece.time.from : Microseconds{0};
    }
    return sum;
}

} // namespace

TEST_CASE("equals that hold at different times stand where the slow evaluator puts them") {
    std::size_t placed = 0;
    std::size_t less_than_owed = 0;
    for (std::uint64_t seed = 1; seed <= 300; seed += slice) {
        Random random{seed};
        std::vector<InterruptShare> shares = some_equals(random);
        for (InterruptShare& share : shares) {
            share.owed = pick(random, 0, 2'400) / (share.play / 1s);
        }
        const Intervals rooms = some_of_the_hour(random, 3'600, 10);
        const Intervals covers = common_part(rooms, some_of_the_hour(random, 90, 40));
        std::vector<std::int64_t> open;
        for (std::int64_t second = 0; second < hour_seconds; ++second) {
            if (within(rooms, second) && !within(covers, second)) {
                open.push_back(second);
            }
        }
        std::vector<ReferenceLine::Interrupt> line;
        for (const InterruptShare& share : shares) {
            line.push_back(on_the_grid(share, rooms, open));
            less_than_owed += static_cast<std::size_t>(share.owed);
        }
        const auto expected = ReferenceLine(line).placed();
        const auto plays = place_interrupts(shares, rooms, covers);
        INFO("seed " << seed);
        REQUIRE(plays.size() == expected.size());
        for (std::size_t i = 0; i < plays.size(); ++i) {
            CHECK(plays[i].share == expected[i].interrupt);
            CHECK(length_of(plays[i].parts) == shares[plays[i].share].play);
            const auto last =
                static_cast<std::size_t>(expected[i].begins + line[plays[i].share].play - 1);
            CHECK(plays[i].parts.front().from
                  == at(open[static_cast<std::size_t>(expected[i].begins)]));
            CHECK(plays[i].parts.back().to == at(open[last] + 1));
        }
        placed += plays.size();
    }
    CHECK(placed > 5'000 / slice);
    CHECK(less_than_owed > placed); // in some there was no room for all
}

TEST_CASE("where there is room for all plays of equals, all stand") {
    for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
        Random random{seed};
        std::vector<InterruptShare> shares = some_equals(random);
        owe_what_has_room(random, shares, 50);
        INFO("seed " << seed);
        CHECK(left_out(shares, {at(0), at(hour_seconds)}) == 0);
    }
}

TEST_CASE("of hours packed to the last second none that can be weighed leaves a play out") {
    int weighed = 0;
    std::int64_t beyond = 0;
    std::int64_t beyond_left_out = 0;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        Random random{seed};
        std::vector<InterruptShare> shares = some_equals(random);
        owe_one_behind_the_other(random, shares);
        const std::int64_t left = left_out(shares, {at(0), at(hour_seconds)});
        double numbers = 1;
        std::int64_t plays = 0;
        for (const InterruptShare& share : shares) {
            numbers *= static_cast<double>(share.owed + 1);
            plays += share.owed;
        }
        INFO("seed " << seed);
        if (numbers <= 65'536) {
            CHECK(left == 0);
            ++weighed;
        } else {
            beyond += plays;
            beyond_left_out += left;
        }
    }
    CHECK(weighed > 300);
    CHECK(beyond > 10'000);
    CHECK(beyond_left_out * 25 < beyond); // 4 %, of an hour without a free second
}

TEST_CASE("equals that want more than the hour all give way alike") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random{seed};
        std::vector<InterruptShare> shares;
        double wanted = 0;
        double longest = 0;
        double one_of_each = 0;
        for (std::int64_t n = pick(random, 2, 4); n > 0; --n) {
            const std::int64_t play = pick(random, 5, 200);
            shares.push_back({1s * play, pick(random, 1'500, 3'600) / play, {{at(0), at(3'600)}}});
            wanted += static_cast<double>(shares.back().owed * play);
            longest = std::max(longest, static_cast<double>(play));
            one_of_each += static_cast<double>(play);
        }
        std::vector<std::int64_t> standing(shares.size(), 0);
        for (const InterruptPlay& play : place_interrupts(shares, {{at(0), at(3'600)}}, {})) {
            ++standing[play.share];
        }
        // The deal ends where a play no longer fits; each is then within half a play of its part.
        const double room = hour_seconds - longest - one_of_each / 2;
        const double part = std::min(1.0, room / wanted);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            INFO("seed " << seed << ", share " << i);
            CHECK(static_cast<double>(standing[i])
                  >= part * static_cast<double>(shares[i].owed) - 0.5);
        }
    }
}

TEST_CASE("who meets no one of a crowd keeps all its plays where they are") {
    const Intervals hour{{at(0), at(3'600)}};
    const InterruptShare first{10s, 120, {{at(0), at(1'200)}}};
    const InterruptShare second{15s, 80, {{at(0), at(1'200)}}};
    const InterruptShare innocent{20s, 60, {{at(1'200), at(2'400)}, {at(3'000), at(3'600)}}};
    const InterruptShare beside{7s, 80, {{at(2'400), at(3'600)}}};
    const auto alone = place_interrupts({innocent, beside}, hour, {});
    REQUIRE(alone.size() == 140);
    const auto all = place_interrupts({first, innocent, second, beside}, hour, {});
    std::size_t next = 0;
    std::size_t of_crowd = 0;
    for (const InterruptPlay& play : all) {
        if (play.share == 0 || play.share == 2) {
            ++of_crowd;
            continue;
        }
        REQUIRE(next < alone.size());
        CHECK(play.share == (alone[next].share == 0 ? 1 : 3));
        CHECK(play.parts == alone[next].parts);
        ++next;
    }
    CHECK(next == 140);
    CHECK(of_crowd < 200);
    CHECK(of_crowd >= 95);
}

TEST_CASE("equals with windows of their own have their shares of every hour and day to one play") {
    const Instant midnight = utc("2026-11-21T16:00:00Z");
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        Random random{seed};
        const Manifest manifest = some_windows(random);
        const PreparedManifest prepared{manifest};
        for (std::size_t i = 0; i < manifest.schedules.size(); ++i) {
            const Schedule& schedule = manifest.schedules[i];
            const Microseconds play = manifest.programs[i].cycle;
            Microseconds of_day{0};
            for (int number = 0; number < 24; ++number) {
                const Interval hour{midnight + 1h * number, midnight + 1h * (number + 1)};
                Intervals held{hour};
                for (const DailyWindow& window : schedule.times.windows) {
                    held = common_part(held, {midnight + Seconds{window.start.seconds},
                                              midnight + Seconds{window.end.seconds}});
                }
                const auto plan = HourPlan::of(prepared, hour);
                const Microseconds its = plan ? shown(*plan, schedule.id) : Microseconds{0};
                const Microseconds share =
                    length_of(held) * schedule.interrupt_seconds_per_hour / hour_seconds;
                INFO("seed " << seed << ", " << schedule.id.value << " in hour " << number);
                CHECK(its - share < play);
                CHECK((share - its < play || length_of(held) < play));
                of_day += its;
            }
            if (schedule.times.windows.empty()) {
                const Microseconds share = 24 * Seconds{schedule.interrupt_seconds_per_hour};
                CHECK(std::chrono::abs(of_day - share) < play);
            }
        }
    }
}
