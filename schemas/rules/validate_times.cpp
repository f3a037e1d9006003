#include "schemas/rules/validate_times.hpp"

#include "schemas/model/limits.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/recurrence.hpp"

namespace marquee::rules {

namespace {

constexpr std::int64_t day_seconds = 86'400;

void check_range(FindingList& findings, const DateRange& dates) {
    if (dates.first && dates.last && *dates.last < *dates.first) {
        findings.add(ErrorCode::out_of_range, "the last day lies before the first", "last",
                     {{"first", to_iso_date(*dates.first)}, {"last", to_iso_date(*dates.last)}});
    }
}

struct DayCheck {
    FindingList& findings;
    RecurrenceCheck check;

    void operator()(const DateRange& range) const {
        findings.within("dates", [&] { check_range(findings, range); });
    }
    // In JSON the rule is one text.
    void operator()(const Recurrence& recurrence) const {
        Findings found =
            check == RecurrenceCheck::shape ? validate_shape(recurrence) : validate(recurrence);
        for (Error& each : found) {
            each.where = each.where.starts_with("/rule") ? "/rule" : std::move(each.where);
        }
        findings.within("recurrence", [&] { findings.include(std::move(found)); });
    }
    void operator()(const LunarRange& range) const {
        findings.within("lunar_range", [&] { findings.include(validate(range)); });
    }
    void operator()(const DaysAround& around) const {
        findings.within("around", [&] { findings.include(validate(around)); });
    }
    void operator()(const LunarMarket& market) const {
        findings.within("lunar_market", [&] { findings.include(validate(market)); });
    }
    void operator()(const MarketCycle& cycle) const {
        findings.within("market_cycle", [&] { findings.include(validate(cycle)); });
    }
    void operator()(const DayKinds& kinds) const {
        if (kinds.bits == 0 || kinds.bits >= 1U << 3) {
            findings.add(ErrorCode::out_of_range, "no kind of day is selected", "kinds");
        }
    }
};

void check_weekdays(FindingList& findings, const Weekdays& weekdays) {
    if ((weekdays.bits & 0b111'1111) == 0) {
        findings.add(ErrorCode::out_of_range, "no weekday is selected", "weekdays");
    }
}

void check_windows(FindingList& findings, const std::vector<DailyWindow>& windows) {
    findings.at_most("windows", windows.size(), limits::windows_per_schedule_max);
    findings.each("windows", windows, [&](const DailyWindow& window) {
        findings.range("start", window.start.seconds, 0, day_seconds - 1);
        findings.range("end", window.end.seconds, 0, day_seconds);
        check_weekdays(findings, window.weekdays);
    });
}

} // namespace

void check_days(FindingList& findings, std::string_view member, const std::vector<DayRule>& days,
                RecurrenceCheck check) {
    findings.at_most(member, days.size(), limits::day_rules_max);
    findings.each(member, days, [&](const DayRule& day) {
        std::visit(DayCheck{findings, check}, day);
    });
}

void check_times(FindingList& findings, const Times& times, RecurrenceCheck check) {
    check_range(findings, times.dates);
    check_weekdays(findings, times.weekdays);
    check_windows(findings, times.windows);
    check_days(findings, "on", times.on, check);
    findings.at_most("exceptions", times.exceptions.size(), limits::day_exceptions_max);
    findings.each("exceptions", times.exceptions, [&](const DayException& exception) {
        findings.some("on", exception.on.size(), limits::day_rules_max);
        check_days(findings, "on", exception.on, check);
        check_windows(findings, exception.windows);
    });
}

void check_levels(FindingList& findings, const LevelRules& levels, RecurrenceCheck check) {
    findings.at_most("curve", levels.curve.size(), limits::level_points_max);
    std::int64_t last = -1;
    findings.each("curve", levels.curve, [&](const LevelPoint& point) {
        findings.range("at", point.at.seconds, 0, day_seconds - 1);
        if (point.at.seconds <= last) {
            findings.add(ErrorCode::out_of_range, "the points do not ascend", "at",
                         {{"at", to_clock_text(point.at)}});
        }
        findings.range("percent", point.percent, 0, 100);
        last = point.at.seconds;
    });
    findings.at_most("caps", levels.caps.size(), limits::level_caps_max);
    findings.each("caps", levels.caps, [&](const LevelCap& cap) {
        findings.within("times", [&] { check_times(findings, cap.times, check); });
        findings.range("percent", cap.percent, 0, 100);
    });
}

Findings validate(const Times& times) {
    FindingList findings;
    check_times(findings, times, RecurrenceCheck::meaning);
    return findings.take();
}

Findings validate(const LevelRules& levels) {
    FindingList findings;
    check_levels(findings, levels, RecurrenceCheck::meaning);
    return findings.take();
}

} // namespace marquee::rules
