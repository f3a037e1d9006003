#include "manager/housekeeping.hpp"

#include <future>
#include <optional>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/fakes/manual_clock.hpp"

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("Every chore is done once an interval, whatever becomes of the others") {
    ManualClock clock;
    ManualSleeper sleeper(clock);
    const Log log(clock, LogLevel::error);
    std::vector<std::pair<char, Seconds>> done;
    std::promise<void> enough;
    std::optional<Housekeeping> house;
    const auto note = [&](char name) {
        if (done.size() < 7) {
            done.emplace_back(name, std::chrono::duration_cast<Seconds>(clock.monotonic()));
            if (done.size() == 7) {
                enough.set_value();
            }
        }
    };
    house.emplace(std::vector<Chore>{{"fails", Seconds{10},
                                      [&]() -> Status {
                                          note('a');
                                          return fail(ErrorCode::io_failed, "the disk is away");
                                      }},
                                     {"works", Seconds{25},
                                      [&]() -> Status {
                                          note('b');
                                          return {};
                                      }}},
                  clock, sleeper, log);
    enough.get_future().wait();
    house.reset();
    CHECK(done
          == std::vector<std::pair<char, Seconds>>{{'a', Seconds{10}},
                                                   {'a', Seconds{20}},
                                                   {'b', Seconds{25}},
                                                   {'a', Seconds{30}},
                                                   {'a', Seconds{40}},
                                                   {'a', Seconds{50}},
                                                   {'b', Seconds{50}}});
}
