#include <stdexcept>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/country.hpp"
#include "bench/schedule/mixed_schedules.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::bench {

namespace {

// Issued a week before it is asked, as players hold them.
Manifest busy_manifest(int schedules, Instant asked_from) {
    Manifest manifest;
    manifest.display = DisplayId{uuid(2, 1)};
    manifest.zone = country_zone();
    manifest.issued_at = asked_from - std::chrono::days{7};
    manifest.not_after = manifest.issued_at + std::chrono::days{90};
    manifest.holidays = some_holidays();
    for (int i = 0; i < schedules; ++i) {
        manifest.schedules.push_back(mixed_schedule(i));
        if (program_of(i) == ProgramId{uuid(5, i)}) {
            manifest.programs.push_back(program_ref(program_of(i)));
        }
    }
    manifest.filler = {program_of(0)};
    return manifest;
}

} // namespace

Samples timeline_us(const Effort& effort) {
    const Instant start{std::chrono::sys_days{std::chrono::year{2027} / 2 / 1}};
    const Manifest manifest = busy_manifest(effort.scaled(500, 60), start);
    const rules::PreparedManifest prepared(manifest);
    const rules::Situation situation{&prepared, {}, manifest.display, {}};
    const Seconds step{607}; // meets every second of the hour sooner or later
    const int steps = effort.scaled(7 * 24 * 3'600 / 607, 50);
    const int rounds = effort.scaled(20, 1);
    std::size_t shown = 0;
    return measure("timeline-us", "us", effort, [&] {
        const double seconds = seconds_of([&] {
            for (int round = 0; round < rounds; ++round) {
                for (int i = 0; i < steps; ++i) {
                    shown += rules::evaluate(situation, start + i * step).slots.size();
                }
            }
        });
        if (shown == 0) {
            throw std::logic_error("nothing was shown in a whole week");
        }
        return seconds * 1e6 / (static_cast<double>(rounds) * steps);
    });
}

} // namespace marquee::bench
