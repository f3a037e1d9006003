#include "schemas/rules/schedule_runs.hpp"

#include <algorithm>

namespace marquee::rules {

std::vector<Interval> runs_in(const PreparedManifest& manifest, const PreparedSchedule& schedule,
                              const Interval& within, std::size_t max) {
    const ZoneRules& zone = manifest.zone();
    const Interval& valid = manifest.programs()[schedule.program].valid;
    std::vector<Interval> runs;
    auto run = schedule.times.at(wall_moment(zone, within.from), zone).run;
    if (!run) {
        run = schedule.times.next_run(zone, within.from, within.to);
    }
    while (run && runs.size() < max) {
        const Interval shown{std::max(run->from, valid.from), std::min(run->to, valid.to)};
        if (std::max(shown.from, within.from) < std::min(shown.to, within.to)) {
            runs.push_back(shown);
        }
        if (run->to >= within.to) {
            break;
        }
        run = schedule.times.next_run(zone, run->to - Microseconds{1}, within.to);
    }
    return runs;
}

} // namespace marquee::rules
