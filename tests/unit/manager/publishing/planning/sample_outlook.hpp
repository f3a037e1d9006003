// A fleet in memory for the rooms that only count: classes of displays with plans of a few
// schedules.
#pragma once

#include <string>

#include "manager/publishing/planning/outlook.hpp"
#include "schemas/rules/times.hpp"

namespace marquee::manager {

inline DailyWindow hours(int from, int to) {
    return {TimeOfDay{from * 3'600}, TimeOfDay{to * 3'600}};
}

inline Schedule sample_schedule(const char* id, const char* program,
                                std::vector<DailyWindow> windows,
                                PriorityClass priority = PriorityClass::normal) {
    return {.id = ScheduleId{id},
            .name = id,
            .program = ProgramId{program},
            .priority = priority,
            .times = {.windows = std::move(windows)}};
}

// Each program is ten seconds long.
inline Manifest sample_plan(std::vector<Schedule> schedules) {
    Manifest manifest{.not_after = rules::never, .schedules = std::move(schedules)};
    for (const char* program : {"a", "b", "f"}) {
        manifest.programs.push_back({.id = ProgramId{program}, .cycle = Seconds{10}});
    }
    return manifest;
}

inline void add_class(Outlook& outlook, Manifest plan, std::size_t displays) {
    PlanClass added{.manifest = std::move(plan)};
    for (std::size_t i = 0; i < displays; ++i) {
        const auto row = static_cast<std::uint32_t>(outlook.displays.size());
        added.displays.push_back(row);
        outlook.displays.push_back({.id = DisplayId{"d" + std::to_string(row)}, .size = {640, 64}});
    }
    outlook.classes.push_back(std::move(added));
}

} // namespace marquee::manager
