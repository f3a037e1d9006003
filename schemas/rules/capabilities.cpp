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

void add(Names& names, const Slogan& slogan) {
    const SloganStyle& style = slogan.style;
    if (style.letters != Letters{} || style.font_asset) {
        names.insert(capability::letters);
    }
    if (style.movement != Movement{}
        || (style.motion != Motion::still && style.motion != Motion::scroll_left)) {
        names.insert(capability::movement);
    }
    if (slogan.translation) {
        names.insert(capability::translation);
    }
    if (slogan.variables) {
        names.insert(capability::variables);
    }
}

void add(Names& names, const Content& content) {
    if (std::holds_alternative<ClockFace>(content)) {
        names.insert(capability::clock);
    } else if (std::holds_alternative<Countdown>(content)) {
        names.insert(capability::countdown);
    } else if (std::holds_alternative<Qr>(content)) {
        names.insert(capability::qr);
    } else if (std::holds_alternative<TestCard>(content)) {
        names.insert(capability::test_card);
    } else if (const auto* slogan = std::get_if<Slogan>(&content); slogan != nullptr) {
        add(names, *slogan);
    } else if (const auto* poster = std::get_if<Poster>(&content);
               poster != nullptr && poster->motion != PosterMotion::still) {
        names.insert(capability::poster_motion);
    } else if (const auto* audio = std::get_if<Audio>(&content); audio != nullptr && audio->chime) {
        names.insert(capability::chime);
    }
}

void add(Names& names, const PlaylistItem& item) {
    add(names, item.content);
    const TransitionKind kind = item.transition.kind;
    if (kind == TransitionKind::slide || kind == TransitionKind::wipe) {
        names.insert(capability::transitions);
    }
    if (item.not_before || item.not_after) {
        names.insert(capability::item_validity);
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
    return listed({day_rules, interrupts, pace, levels, item_validity, wall});
}

std::vector<std::string> program_capabilities() {
    using namespace capability;
    return listed({clock, countdown, qr, chime, transitions, opacity, poster_motion, letters,
                   movement, translation, variables, test_card});
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
        if (zone.opacity_percent != 100) {
            names.insert(capability::opacity);
        }
        for (const PlaylistItem& item : zone.playlist.items) {
            add(names, item);
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
    if (manifest.wall) {
        names.insert(capability::wall);
    }
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
    if (!lacking(announced, {std::string(capability::wall)}).empty()) {
        manifest.wall.reset();
    }
    return left_out;
}

} // namespace marquee::rules
