#include <algorithm>
#include <unordered_set>

#include "schemas/model/limits.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/day_rule_count.hpp"
#include "schemas/rules/validate_times.hpp"

namespace marquee::rules {

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr auto shape = RecurrenceCheck::shape;

class ManifestCheck {
public:
    explicit ManifestCheck(const Manifest& manifest) : manifest_(manifest) {}

    Findings check() {
        findings_.within("number", [&] {
            findings_.range("epoch", manifest_.number.epoch, 1, INT64_MAX);
            findings_.range("generation", manifest_.number.generation, 1, INT64_MAX);
        });
        if (manifest_.not_after <= manifest_.issued_at) {
            findings_.add(ErrorCode::out_of_range, "the manifest ends before it begins",
                          "not_after", {{"not_after", to_rfc3339(manifest_.not_after)}});
        }
        findings_.within("zone", [&] { check_zone(); });
        check_programs();
        check_schedules();
        check_day_rules();
        findings_.each("filler", manifest_.filler,
                       [&](const ProgramId& id) { check_reference(id, {}); });
        findings_.each("off_hours", manifest_.off_hours,
                       [&](const Times& times) { check_times(findings_, times, shape); });
        findings_.range("volume_percent", manifest_.volume_percent, 0, 100);
        findings_.within("volume", [&] { check_levels(findings_, manifest_.volume, shape); });
        findings_.within("brightness",
                         [&] { check_levels(findings_, manifest_.brightness, shape); });
        if (manifest_.holidays) {
            findings_.within("holidays", [&] { findings_.include(validate(*manifest_.holidays)); });
        }
        if (manifest_.wall) {
            findings_.within("wall", [&] { check_wall(*manifest_.wall); });
        }
        return findings_.take();
    }

private:
    void check_wall(const WallPlace& wall) {
        findings_.range("x", wall.x, 0, std::max(0, wall.whole.width - 1));
        findings_.range("y", wall.y, 0, std::max(0, wall.whole.height - 1));
    }

    void check_zone() {
        const ZoneRules& zone = manifest_.zone;
        findings_.line("name", zone.name, limits::name_bytes_max);
        findings_.range("offset_seconds_before", zone.offset_seconds_before, -day_seconds,
                        day_seconds);
        findings_.at_most("transitions", zone.transitions.size(), limits::zone_transitions_max);
        Instant last = Instant::min();
        findings_.each("transitions", zone.transitions, [&](const ZoneTransition& each) {
            findings_.range("offset_seconds", each.offset_seconds, -day_seconds, day_seconds);
            if (each.at <= last) {
                findings_.add(ErrorCode::out_of_range, "the transitions do not ascend", "at",
                              {{"at", to_rfc3339(each.at)}});
            }
            last = each.at;
        });
    }

    void check_programs() {
        findings_.at_most("programs", manifest_.programs.size(), limits::programs_per_manifest_max);
        findings_.each("programs", manifest_.programs, [&](const ProgramRef& program) {
            if (program.id.empty() || !programs_.insert(program.id).second) {
                findings_.add(ErrorCode::already_exists, "the program has no id of its own", "id",
                              {{"program", program.id.value}});
            }
            findings_.range("revision", program.revision, 1, INT32_MAX);
            findings_.range("cycle_ms", program.cycle.count(), limits::item_duration_ms_min,
                            limits::item_duration_ms_max
                                * static_cast<std::int64_t>(limits::playlist_items_max));
            if (program.not_before && program.not_after
                && *program.not_after <= *program.not_before) {
                findings_.add(ErrorCode::out_of_range, "the approval ends before it begins",
                              "not_after", {{"program", program.id.value}});
            }
        });
    }

    void check_schedules() {
        findings_.at_most("schedules", manifest_.schedules.size(),
                          limits::schedules_per_manifest_max);
        findings_.each("schedules", manifest_.schedules, [&](const Schedule& schedule) {
            if (schedule.id.empty() || !schedules_.insert(schedule.id).second) {
                findings_.add(ErrorCode::already_exists, "the schedule has no id of its own", "id",
                              {{"schedule", schedule.id.value}, {"name", schedule.name}});
            }
            check_reference(schedule.program, "program");
            findings_.within("times", [&] { check_times(findings_, schedule.times, shape); });
            check_pace(schedule);
        });
    }

    void check_day_rules() {
        const std::size_t count = day_rule_count(manifest_);
        const std::size_t max = limits::day_rules_per_manifest_max;
        if (count > max) {
            findings_.add(ErrorCode::too_large, "more than " + std::to_string(max) + " day rules",
                          "schedules",
                          {{"max", std::to_string(max)}, {"value", std::to_string(count)}});
        }
    }

    // An interrupt comes as often as its share says; nothing beside it says how often.
    void check_pace(const Schedule& schedule) {
        const bool turns = schedule.interrupt_seconds_per_hour == 0;
        findings_.range("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour, 0,
                        limits::interrupt_seconds_per_hour_max);
        findings_.range("weight", schedule.weight, 1, turns ? limits::schedule_weight_max : 1);
        findings_.range("plays_per_hour_max", schedule.plays_per_hour_max, 0,
                        turns ? limits::plays_per_hour_max : 0);
        findings_.range("repeat_gap_s", schedule.repeat_gap.count(), 0,
                        turns ? limits::repeat_gap_seconds_max : 0);
    }

    void check_reference(const ProgramId& id, std::string_view member) {
        if (!programs_.contains(id)) {
            findings_.add(ErrorCode::invalid_reference, "the manifest carries no such program",
                          member, {{"program", id.value}});
        }
    }

    const Manifest& manifest_;
    FindingList findings_;
    std::unordered_set<ProgramId> programs_;
    std::unordered_set<ScheduleId> schedules_;
};

} // namespace

Findings validate(const Manifest& manifest) {
    return ManifestCheck{manifest}.check();
}

} // namespace marquee::rules
