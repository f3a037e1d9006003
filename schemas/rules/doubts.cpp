#include <algorithm>
#include <optional>
#include <unordered_map>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/validate_times.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

constexpr auto meaning = RecurrenceCheck::meaning;
constexpr Seconds hour{3'600};

bool names_kinds(const std::vector<DayRule>& days) {
    return std::any_of(days.begin(), days.end(),
                       [](const DayRule& day) { return std::holds_alternative<DayKinds>(day); });
}

bool names_kinds(const Times& times) {
    return names_kinds(times.on)
           || std::any_of(times.exceptions.begin(), times.exceptions.end(),
                          [](const DayException& exception) { return names_kinds(exception.on); });
}

bool names_kinds(const LevelRules& levels) {
    return std::any_of(levels.caps.begin(), levels.caps.end(),
                       [](const LevelCap& cap) { return names_kinds(cap.times); });
}

bool names_kinds(const Manifest& manifest) {
    return names_kinds(manifest.volume) || names_kinds(manifest.brightness)
           || std::any_of(manifest.schedules.begin(), manifest.schedules.end(),
                          [](const Schedule& schedule) { return names_kinds(schedule.times); })
           || std::any_of(manifest.off_hours.begin(), manifest.off_hours.end(),
                          [](const Times& times) { return names_kinds(times); });
}

// A play and the gap after it must fit into an hour, or the plan of an hour has no room for it.
void check_gap(FindingList& findings, const Schedule& schedule, Milliseconds cycle) {
    if (schedule.repeat_gap > Seconds{0} && schedule.repeat_gap + cycle > hour) {
        findings.add(ErrorCode::out_of_range, "a play and the gap after it take more than an hour",
                     "repeat_gap_s",
                     {{"schedule", schedule.name},
                      {"cycle_s", std::to_string(std::chrono::ceil<Seconds>(cycle).count())},
                      {"repeat_gap_s", std::to_string(schedule.repeat_gap.count())}});
    }
}

void check_holidays(FindingList& findings, const Manifest& manifest) {
    if (!names_kinds(manifest)) {
        return;
    }
    if (!manifest.holidays) {
        findings.add(ErrorCode::missing_member,
                     "days are chosen by kind, and no table says what kind a day is", "holidays",
                     {{"member", "holidays"}});
        return;
    }
    // Authorities announce one year ahead.
    const Instant end = std::min(manifest.not_after, manifest.issued_at + std::chrono::days{366});
    findings.within("holidays", [&] {
        findings.include(missing_years(*manifest.holidays,
                                       local_date(manifest.zone, manifest.issued_at),
                                       local_date(manifest.zone, end)));
    });
}

} // namespace

Findings doubts(const Manifest& manifest) {
    FindingList findings;
    std::unordered_map<ProgramId, Milliseconds> cycles;
    for (const ProgramRef& program : manifest.programs) {
        cycles.emplace(program.id, program.cycle);
    }
    findings.each("schedules", manifest.schedules, [&](const Schedule& schedule) {
        findings.within("times", [&] { check_times(findings, schedule.times, meaning); });
        if (const auto cycle = cycles.find(schedule.program); cycle != cycles.end()) {
            check_gap(findings, schedule, cycle->second);
        }
    });
    findings.each("off_hours", manifest.off_hours,
                  [&](const Times& times) { check_times(findings, times, meaning); });
    findings.within("volume", [&] { check_levels(findings, manifest.volume, meaning); });
    findings.within("brightness", [&] { check_levels(findings, manifest.brightness, meaning); });
    check_holidays(findings, manifest);
    return findings.take();
}

} // namespace marquee::rules
