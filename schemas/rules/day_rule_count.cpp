#include "schemas/rules/day_rule_count.hpp"

namespace marquee::rules {

std::size_t day_rule_count(const Times& times) {
    std::size_t count = times.on.size();
    for (const DayException& exception : times.exceptions) {
        count += exception.on.size();
    }
    return count;
}

std::size_t day_rule_count(const Manifest& manifest) {
    std::size_t count = 0;
    for (const Schedule& schedule : manifest.schedules) {
        count += day_rule_count(schedule.times);
    }
    for (const Times& times : manifest.off_hours) {
        count += day_rule_count(times);
    }
    for (const LevelRules* levels : {&manifest.volume, &manifest.brightness}) {
        for (const LevelCap& cap : levels->caps) {
            count += day_rule_count(cap.times);
        }
    }
    return count;
}

} // namespace marquee::rules
