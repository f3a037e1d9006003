// A manifest turned into tables once, so that it can be asked many times.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/rules/levels.hpp"
#include "schemas/rules/times.hpp"

namespace marquee::rules {

// A program that may play, with the validity of its approval.
struct PreparedProgram {
    ProgramId id;
    Microseconds turn{0}; // in a shared loop
    Interval valid{Instant::min(), Instant::max()};
};

struct PreparedSchedule {
    ScheduleId id;
    PriorityClass priority = PriorityClass::normal;
    std::uint32_t program = 0; // index into PreparedManifest::programs()
    bool any_time = false;
    PreparedTimes times;
    std::int32_t interrupt_seconds_per_hour = 0; // 0: takes turns
    std::int32_t weight = 1;
    std::int32_t plays_per_hour_max = 0;
    Seconds repeat_gap{0};

    bool paced() const { return plays_per_hour_max > 0 || repeat_gap > Seconds{0}; }
};

// A value that keeps no reference to its source. Total: a schedule or filler that names a program
// the manifest does not list is left out (validate.hpp reports it).
class PreparedManifest {
public:
    // Quick in the months after its issue, for players.
    explicit PreparedManifest(const Manifest& manifest);
    // Quick within the horizon (times.hpp), for those who ask about that.
    PreparedManifest(const Manifest& manifest, Interval horizon);

    Instant not_after() const { return not_after_; }
    const ZoneRules& zone() const { return zone_; }
    const std::vector<PreparedProgram>& programs() const { return programs_; }
    // Those that take turns. By class, the most urgent first; within a class by id.
    const std::vector<PreparedSchedule>& schedules() const { return schedules_; }
    std::span<const PreparedSchedule> schedules_of(PriorityClass priority) const;
    // In the same order.
    const std::vector<PreparedSchedule>& interrupts() const { return interrupts_; }
    // Whether anything has to be planned by the hour (hour_plan.hpp).
    bool plans_hours() const { return plans_hours_; }
    const std::vector<std::uint32_t>& filler() const { return filler_; } // indices of programs
    const std::vector<PreparedTimes>& off_hours() const { return off_hours_; }
    const PreparedLevels& levels() const { return levels_; }

private:
    PreparedManifest(const Manifest& manifest, const TimesContext& context);

    Instant not_after_;
    ZoneRules zone_;
    PreparedLevels levels_;
    std::vector<PreparedProgram> programs_;
    std::vector<PreparedSchedule> schedules_;
    std::vector<PreparedSchedule> interrupts_;
    bool plans_hours_ = false;
    std::vector<std::uint32_t> filler_;
    std::vector<PreparedTimes> off_hours_;
};

} // namespace marquee::rules
