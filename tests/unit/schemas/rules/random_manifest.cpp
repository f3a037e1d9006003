#include "tests/unit/schemas/rules/random_manifest.hpp"

#include "schemas/rules/times.hpp"

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

// Each with a change of offset on 8 March 2026: none, an hour of gap, an hour of fold over
// midnight, half an hour, a whole day skipped, a whole day repeated, and two changes in two days.
ZoneRules zone_number(std::int64_t number) {
    const Instant change = utc("2026-03-08T07:00:00Z");
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

TimeOfDay random_time(Random& random, std::int64_t last) {
    const std::int64_t coarse = chance(random, 70) ? 1'800 : 60;
    return {static_cast<std::int32_t>(pick(random, 0, last / coarse) * coarse)};
}

} // namespace

Times random_times(Random& random, std::int64_t weekdays_percent) {
    Times times;
    const auto day = std::chrono::floor<std::chrono::days>(utc("2026-03-08T00:00:00Z"));
    if (chance(random, 40)) {
        times.dates.first = LocalDate{day + std::chrono::days{pick(random, -6, 3)}};
    }
    if (chance(random, 40)) {
        const auto last = LocalDate{day + std::chrono::days{pick(random, -2, 9)}};
        times.dates.last = times.dates.first ? std::max(last, *times.dates.first) : last;
    }
    if (chance(random, static_cast<int>(weekdays_percent))) {
        times.weekdays.bits = static_cast<std::uint8_t>(pick(random, 1, 127));
    }
    for (std::int64_t n = pick(random, 0, 3); n > 0; --n) {
        times.windows.push_back({random_time(random, 86'340), random_time(random, 86'400)});
    }
    return times;
}

Manifest random_manifest(Random& random) {
    Manifest manifest;
    manifest.zone = zone_number(pick(random, 0, 6));
    manifest.not_after = chance(random, 10) ? utc("2026-03-08T09:30:00Z") : rules::never;
    for (std::int64_t n = pick(random, 1, 5); n > 0; --n) {
        ProgramRef program;
        program.id = ProgramId{"p" + std::to_string(n)};
        program.cycle = Milliseconds{pick(random, 100, 400'000)};
        if (chance(random, 10)) {
            program.not_before = utc("2026-03-07T21:10:00Z");
        }
        if (chance(random, 10)) {
            program.not_after = utc("2026-03-08T15:20:30Z");
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
                                      random_times(random, 50), chance(random, 30)});
    }
    for (std::int64_t n = pick(random, 0, 3); n > 0; --n) {
        manifest.filler.push_back(any_program());
    }
    if (chance(random, 40)) {
        manifest.off_hours.push_back(random_times(random, 50));
        manifest.off_hours.back().windows.push_back({{23 * 3'600}, {6 * 3'600}});
    }
    return manifest;
}

} // namespace marquee::tests
