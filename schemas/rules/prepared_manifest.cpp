#include "schemas/rules/prepared_manifest.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

PreparedProgram prepare(const ProgramRef& program) {
    return {
        program.id,
        std::max(program.cycle, Milliseconds{limits::item_duration_ms_min}),
        {program.not_before.value_or(Instant::min()), program.not_after.value_or(Instant::max())}};
}

} // namespace

PreparedManifest::PreparedManifest(const Manifest& manifest)
    : not_after_(manifest.not_after), zone_(manifest.zone) {
    std::unordered_map<ProgramId, std::uint32_t> index;
    for (const ProgramRef& program : manifest.programs) {
        index.emplace(program.id, static_cast<std::uint32_t>(programs_.size()));
        programs_.push_back(prepare(program));
    }
    for (const Schedule& schedule : manifest.schedules) {
        const auto program = index.find(schedule.program);
        if (program != index.end()) {
            schedules_.push_back({schedule.id, schedule.priority, program->second,
                                  schedule.any_time, PreparedTimes{schedule.times, zone_}});
        }
    }
    std::stable_sort(schedules_.begin(), schedules_.end(),
                     [](const PreparedSchedule& a, const PreparedSchedule& b) {
                         return std::tie(a.priority, a.id) < std::tie(b.priority, b.id);
                     });
    for (const ProgramId& id : manifest.filler) {
        const auto program = index.find(id);
        if (program != index.end()) {
            filler_.push_back(program->second);
        }
    }
    for (const Times& times : manifest.off_hours) {
        off_hours_.emplace_back(times, zone_);
    }
}

} // namespace marquee::rules
