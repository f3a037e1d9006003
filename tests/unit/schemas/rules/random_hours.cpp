#include "tests/unit/schemas/rules/random_hours.hpp"

#include <array>

#include "tests/unit/schemas/rules/random_days.hpp"

namespace marquee::tests {

namespace {

template<typename T, std::size_t count>
T one_of(Random& random, const std::array<T, count>& all) {
    return all.at(static_cast<std::size_t>(pick(random, 0, std::int64_t{count} - 1)));
}

void give_pace(Random& random, Schedule& schedule) {
    if (chance(random, 30)) {
        schedule.weight = static_cast<std::int32_t>(pick(random, 1, 4));
    }
    if (chance(random, 20)) { // divisors of an hour, so that plays begin on whole seconds
        schedule.plays_per_hour_max = one_of(random, std::array{1, 2, 4, 6, 20, 60, 120});
    }
    if (chance(random, 20)) {
        schedule.repeat_gap = Seconds{pick(random, 1, 1'200)};
    }
}

} // namespace

void add_hours(Random& random, Manifest& manifest) {
    for (ProgramRef& program : manifest.programs) {
        const bool long_one = chance(random, 10);
        program.cycle = Seconds{pick(random, 1, long_one ? 4'000 : 200)};
    }
    for (Schedule& schedule : manifest.schedules) {
        give_pace(random, schedule);
    }
    for (std::int64_t n = pick(random, 0, 4); n > 0; --n) {
        Schedule schedule;
        schedule.id = ScheduleId{"i" + std::to_string(n)};
        schedule.program =
            one_of(random, std::array{manifest.programs.front().id, manifest.programs.back().id});
        schedule.priority = static_cast<PriorityClass>(pick(random, 0, 3));
        if (chance(random, 50)) {
            schedule.times = chance(random, 50) ? random_times(random, difficult_day, 20)
                                                : random_ruled_times(random, difficult_day);
        }
        schedule.interrupt_seconds_per_hour =
            one_of(random, std::array{1, 30, 90, 360, 700, 1'800, 3'599, 3'600});
        manifest.schedules.push_back(schedule);
    }
}

} // namespace marquee::tests
