#include "schemas/rules/capabilities.hpp"

#include <algorithm>
#include <set>

namespace marquee::rules {

namespace {

using Names = std::set<std::string_view>;

std::vector<std::string> listed(const Names& names) {
    return {names.begin(), names.end()};
}

void add(Names& names, const Times& times) {
    const bool by_window =
        std::any_of(times.windows.begin(), times.windows.end(),
                    [](const DailyWindow& window) { return window.weekdays != Weekdays{}; });
    if (!times.on.empty() || !times.exceptions.empty() || by_window) {
        names.insert(capability::day_rules);
    }
}

void add(Names& names, const LevelRules& levels) {
    if (levels != LevelRules{}) {
        names.insert(capability::levels);
    }
    for (const LevelCap& cap : levels.caps) {
        add(names, cap.times);
    }
}

void add(Names& names, const Schedule& schedule) {
    add(names, schedule.times);
    if (schedule.interrupt_seconds_per_hour != 0) {
        names.insert(capability::interrupts);
    }
    if (schedule.weight != 1 || schedule.plays_per_hour_max != 0
        || schedule.repeat_gap != Seconds{0}) {
        names.insert(capability::pace);
    }
}

std::vector<std::string> lacking(const std::vector<std::string>& announced,
                                 const std::vector<std::string>& needed) {
    std::vector<std::string> lacking;
    std::copy_if(needed.begin(), needed.end(), std::back_inserter(lacking),
                 [&](const std::string& each) {
                     return std::find(announced.begin(), announced.end(), each) == announced.end();
                 });
    return lacking;
}

} // namespace

std::vector<std::string> schedule_capabilities() {
    using namespace capability;
    return listed({day_rules, interrupts, pace, levels, item_validity});
}

std::vector<std::string> needed_capabilities(const Times& times) {
    Names names;
    add(names, times);
    return listed(names);
}

std::vector<std::string> needed_capabilities(const LevelRules& levels) {
    Names names;
    add(names, levels);
    return listed(names);
}

std::vector<std::string> needed_capabilities(const Schedule& schedule) {
    Names names;
    add(names, schedule);
    return listed(names);
}

std::vector<std::string> needed_capabilities(const Program& program) {
    Names names;
    for (const Zone& zone : program.layout.zones) {
        for (const PlaylistItem& item : zone.playlist.items) {
            if (item.not_before || item.not_after) {
                names.insert(capability::item_validity);
            }
        }
    }
    return listed(names);
}

std::vector<std::string> needed_capabilities(const Manifest& manifest) {
    Names names;
    for (const Schedule& schedule : manifest.schedules) {
        add(names, schedule);
    }
    for (const Times& times : manifest.off_hours) {
        add(names, times);
    }
    add(names, manifest.volume);
    add(names, manifest.brightness);
    if (manifest.holidays) {
        names.insert(capability::day_rules);
    }
    return listed(names);
}

std::vector<std::string> missing(const Software& software, const std::vector<std::string>& needed) {
    return lacking(software.capabilities, needed);
}

std::vector<ScheduleId> leave_out(Manifest& manifest, const std::vector<std::string>& announced) {
    const auto too_much = [&](const auto& part) {
        return !lacking(announced, needed_capabilities(part)).empty();
    };
    std::vector<ScheduleId> left_out;
    std::erase_if(manifest.schedules, [&](const Schedule& schedule) {
        const bool leave = too_much(schedule);
        if (leave) {
            left_out.push_back(schedule.id);
        }
        return leave;
    });
    std::erase_if(manifest.off_hours, too_much);
    for (LevelRules* levels : {&manifest.volume, &manifest.brightness}) {
        std::erase_if(levels->caps, [&](const LevelCap& cap) { return too_much(cap.times); });
        if (too_much(*levels)) {
            *levels = {};
        }
    }
    if (!lacking(announced, {std::string(capability::day_rules)}).empty()) {
        manifest.holidays.reset();
    }
    return left_out;
}

} // namespace marquee::rules
