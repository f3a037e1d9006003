#include "tests/unit/schemas/rules/random_manifest.hpp"

#include <algorithm>

#include "schemas/rules/times.hpp"
#include "tests/unit/schemas/rules/random_days.hpp"

namespace marquee::tests {

using namespace std::chrono_literals;

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>{low, high}(random);
}

bool chance(Random& random, int percent) {
    return pick(random, 1, 100) <= percent;
}

Instant utc(const char* text) {
    return *instant_from_rfc3339(text);
}

namespace {

// Each with a change of offset on the day, at 07:00 UTC: none, an hour of gap, an hour of fold over
// midnight, half an hour, a whole day skipped, a whole day repeated, and two changes in two days.
ZoneRules zone_number(std::int64_t number, Instant change) {
    switch (number) {
    case 0:
        return {"Fixed", "", 8 * 3'600, {}};
    case 1:
        return {"Gap", "", -5 * 3'600, {{change, -4 * 3'600, "D"}}};
    case 2:
        return {"Fold", "", -6 * 3'600 - 1'800, {{change, -7 * 3'600 - 1'800, "S"}}};
    case 3:
        return {"Half", "", 37'800, {{change, 39'600, "D"}}};
    case 4:
        return {"Skipped", "", -10 * 3'600, {{change, 14 * 3'600, "E"}}};
    case 5:
        return {"Repeated", "", 12 * 3'600, {{change, -12 * 3'600, "W"}}};
    default:
        return {"Twice", "", 0, {{change, 3'600, "D"}, {change + 25h, 0, "S"}}};
    }
}

Times times_by_chance(Random& random, LocalDate day) {
    return chance(random, 50) ? random_times(random, day, 50) : random_ruled_times(random, day);
}

LevelRules levels_by_chance(Random& random, LocalDate day) {
    LevelRules levels;
    for (std::int64_t n = pick(random, -1, 5); n > 0; --n) {
        const std::int64_t coarse = chance(random, 60) ? 3'600 : 7;
        levels.curve.push_back(
            {{static_cast<std::int32_t>(pick(random, 0, 86'399 / coarse) * coarse)},
             static_cast<std::int32_t>(pick(random, 0, 100))});
    }
    std::stable_sort(levels.curve.begin(), levels.curve.end(),
                     [](const LevelPoint& a, const LevelPoint& b) { return a.at < b.at; });
    for (std::int64_t n = pick(random, -1, 2); n > 0; --n) {
        levels.caps.push_back(
            {times_by_chance(random, day), static_cast<std::int32_t>(pick(random, 0, 100))});
    }
    return levels;
}

} // namespace

Manifest random_manifest(Random& random, LocalDate day) {
    Manifest manifest;
    const Instant midnight{std::chrono::sys_days{day}};
    manifest.zone = zone_number(pick(random, 0, 6), midnight + 7h);
    manifest.issued_at = midnight + 1h * pick(random, -110 * 24, 3 * 24);
    manifest.not_after = chance(random, 10) ? midnight + 9h + 30min : rules::never;
    manifest.holidays = random_holidays(random);
    for (std::int64_t n = pick(random, 1, 5); n > 0; --n) {
        ProgramRef program;
        program.id = ProgramId{"p" + std::to_string(n)};
        program.cycle = Milliseconds{pick(random, 100, 400'000)};
        if (chance(random, 10)) {
            program.not_before = midnight - 2h - 50min;
        }
        if (chance(random, 10)) {
            program.not_after = midnight + 15h + 20min + 30s;
        }
        manifest.programs.push_back(program);
    }
    const auto any_program = [&] {
        return manifest
            .programs[static_cast<std::size_t>(
                pick(random, 0, std::int64_t(manifest.programs.size()) - 1))]
            .id;
    };
    for (std::int64_t n = pick(random, 0, 9); n > 0; --n) {
        manifest.schedules.push_back({ScheduleId{"s" + std::to_string(n)}, "", any_program(),
                                      static_cast<PriorityClass>(pick(random, 0, 3)),
                                      times_by_chance(random, day), chance(random, 30)});
    }
    for (std::int64_t n = pick(random, 0, 3); n > 0; --n) {
        manifest.filler.push_back(any_program());
    }
    if (chance(random, 40)) {
        manifest.off_hours.push_back(times_by_chance(random, day));
        manifest.off_hours.back().windows.push_back({{23 * 3'600}, {6 * 3'600}});
    }
    manifest.volume_percent = static_cast<std::int32_t>(pick(random, 0, 100));
    manifest.brightness = levels_by_chance(random, day);
    manifest.volume = levels_by_chance(random, day);
    return manifest;
}

} // namespace marquee::tests
