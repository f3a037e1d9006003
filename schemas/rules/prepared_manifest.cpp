#include "schemas/rules/prepared_manifest.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

constexpr Milliseconds cycle_max{std::int64_t{limits::playlist_items_max}
                                 * limits::item_duration_ms_max};

PreparedProgram prepare(const ProgramRef& program) {
    return {
        program.id,
        std::clamp(program.cycle, Milliseconds{limits::item_duration_ms_min}, cycle_max),
        {program.not_before.value_or(Instant::min()), program.not_after.value_or(Instant::max())}};
}

PreparedSchedule prepare(const Schedule& schedule, std::uint32_t program,
                         const TimesContext& context) {
    return {.id = schedule.id,
            .priority = schedule.priority,
            .program = program,
            .any_time = schedule.any_time,
            .times = PreparedTimes{schedule.times, context},
            .interrupt_seconds_per_hour =
                std::clamp(schedule.interrupt_seconds_per_hour, 0,
                           std::int32_t{limits::interrupt_seconds_per_hour_max}),
            .weight = std::clamp(schedule.weight, 1, limits::schedule_weight_max),
            .plays_per_hour_max =
                std::clamp(schedule.plays_per_hour_max, 0, limits::plays_per_hour_max),
            .repeat_gap = std::clamp(schedule.repeat_gap, Seconds{0},
                                     Seconds{limits::repeat_gap_seconds_max})};
}

bool comes_before(const PreparedSchedule& a, const PreparedSchedule& b) {
    return std::tie(a.priority, a.id) < std::tie(b.priority, b.id);
}

// The days in which a player lives with a manifest, with some room for clocks that differ.
Interval horizon_of(const Manifest& manifest) {
    constexpr std::chrono::days room{2};
    constexpr std::chrono::days ahead{100};
    return {manifest.issued_at - room,
            std::min(manifest.not_after, manifest.issued_at + ahead) + room};
}

TimesContext context_of(const Manifest& manifest, Interval horizon) {
    TimesContext context{.zone = manifest.zone, .holidays = {}, .horizon = horizon};
    if (manifest.holidays) {
        context.holidays = std::make_shared<const HolidayTable>(*manifest.holidays);
    }
    return context;
}

} // namespace

PreparedManifest::PreparedManifest(const Manifest& manifest)
    : PreparedManifest(manifest, horizon_of(manifest)) {}

PreparedManifest::PreparedManifest(const Manifest& manifest, Interval horizon)
    : PreparedManifest(manifest, context_of(manifest, horizon)) {}

PreparedManifest::PreparedManifest(const Manifest& manifest, const TimesContext& context)
    : not_after_(manifest.not_after), zone_(manifest.zone), levels_(manifest, context) {
    std::unordered_map<ProgramId, std::uint32_t> index;
    for (const ProgramRef& program : manifest.programs) {
        index.emplace(program.id, static_cast<std::uint32_t>(programs_.size()));
        programs_.push_back(prepare(program));
    }
    for (const Schedule& schedule : manifest.schedules) {
        const auto program = index.find(schedule.program);
        if (program != index.end()) {
            auto& kind = schedule.interrupt_seconds_per_hour > 0 ? interrupts_ : schedules_;
            kind.push_back(prepare(schedule, program->second, context));
            plans_hours_ = plans_hours_ || &kind == &interrupts_ || kind.back().paced();
        }
    }
    std::stable_sort(schedules_.begin(), schedules_.end(), comes_before);
    std::stable_sort(interrupts_.begin(), interrupts_.end(), comes_before);
    for (const ProgramId& id : manifest.filler) {
        const auto program = index.find(id);
        if (program != index.end()) {
            filler_.push_back(program->second);
        }
    }
    for (const Times& times : manifest.off_hours) {
        off_hours_.emplace_back(times, context);
    }
}

std::span<const PreparedSchedule> PreparedManifest::schedules_of(PriorityClass priority) const {
    const auto begin = std::partition_point(
        schedules_.begin(), schedules_.end(),
        [&](const PreparedSchedule& schedule) { return schedule.priority < priority; });
    const auto end =
        std::partition_point(begin, schedules_.end(), [&](const PreparedSchedule& schedule) {
            return schedule.priority == priority;
        });
    return {begin, end};
}

} // namespace marquee::rules
