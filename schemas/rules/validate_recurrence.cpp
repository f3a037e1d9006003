#include "schemas/model/limits.hpp"
#include "schemas/rules/findings.hpp"
#include "schemas/rules/recurrence.hpp"

namespace marquee::rules {

namespace {

bool has_iso_date(LocalDate date) {
    const int year = static_cast<int>(date.year());
    return date.ok() && 1 <= year && year <= 9'999;
}

class RuleCheck {
public:
    RuleCheck(FindingList& findings, const RecurrenceRule& rule)
        : findings_(findings), rule_(rule) {}

    void check() {
        number("interval", "INTERVAL", rule_.interval, 1, limits::recurrence_interval_max);
        if (rule_.count) {
            number("count", "COUNT", *rule_.count, 1, limits::recurrence_count_max);
        }
        if (rule_.count && rule_.until) {
            refuse("until", "UNTIL", "COUNT and UNTIL exclude each other");
        }
        if (rule_.until && !has_iso_date(*rule_.until)) {
            refuse("until", "UNTIL", "there is no such day");
        }
        list("by_month", "BYMONTH", rule_.by_month,
             [this](std::int32_t month) { number({}, "BYMONTH", month, 1, 12); });
        list("by_month_day", "BYMONTHDAY", rule_.by_month_day,
             [this](std::int32_t day) { signed_number("BYMONTHDAY", day, 31); });
        list("by_day", "BYDAY", rule_.by_day,
             [this](const OrdinalWeekday& each) { check_weekday(each); });
        list("by_set_position", "BYSETPOS", rule_.by_set_position,
             [this](std::int32_t position) { signed_number("BYSETPOS", position, 366); });
        check_company();
        if (!rule_.week_start.ok()) {
            refuse("week_start", "WKST", "there is no such weekday");
        }
    }

private:
    void refuse(std::string_view member, std::string part, std::string what) {
        what = part + ": " + what;
        findings_.add(ErrorCode::malformed, std::move(what), member, {{"part", std::move(part)}});
    }

    void number(std::string_view member, std::string part, std::int32_t value, std::int32_t low,
                std::int32_t high) {
        if (value < low || value > high) {
            findings_.add(ErrorCode::out_of_range,
                          part + ": " + std::to_string(value) + " is not from "
                              + std::to_string(low) + " to " + std::to_string(high),
                          member,
                          {{"part", part},
                           {"value", std::to_string(value)},
                           {"min", std::to_string(low)},
                           {"max", std::to_string(high)}});
        }
    }

    // From 1 to `high` or from -high to -1.
    void signed_number(std::string part, std::int32_t value, std::int32_t high) {
        if (value == 0) {
            findings_.add(ErrorCode::out_of_range, part + ": there is no 0", {},
                          {{"part", part}, {"value", "0"}});
        } else {
            number({}, std::move(part), value, -high, high);
        }
    }

    template<typename List, typename Look>
    void list(std::string_view member, const std::string& part, const List& values, Look&& look) {
        if (values.size() > limits::recurrence_values_max) {
            findings_.add(ErrorCode::too_large,
                          part + ": more than " + std::to_string(limits::recurrence_values_max)
                              + " values",
                          member,
                          {{"part", part},
                           {"max", std::to_string(limits::recurrence_values_max)},
                           {"value", std::to_string(values.size())}});
            return;
        }
        findings_.each(member, values, look);
    }

    void check_weekday(const OrdinalWeekday& each) {
        if (!each.day.ok()) {
            refuse({}, "BYDAY", "there is no such weekday");
        } else if (each.ordinal != 0 && rule_.frequency < Frequency::monthly) {
            refuse({}, "BYDAY", "a weekday has a number only in a month or a year");
        } else if (each.ordinal != 0) {
            const bool in_month = rule_.frequency == Frequency::monthly || !rule_.by_month.empty();
            signed_number("BYDAY", each.ordinal, in_month ? 5 : 53);
        }
    }

    // RFC 5545: which parts may stand together.
    void check_company() {
        if (rule_.frequency == Frequency::weekly && !rule_.by_month_day.empty()) {
            refuse("by_month_day", "BYMONTHDAY", "not in a weekly rule");
        }
        const bool alone =
            rule_.by_month.empty() && rule_.by_month_day.empty() && rule_.by_day.empty();
        if (!rule_.by_set_position.empty() && alone) {
            refuse("by_set_position", "BYSETPOS", "needs another BY part to choose from");
        }
    }

    FindingList& findings_;
    const RecurrenceRule& rule_;
};

bool in_calendar(LocalDate date) {
    const int year = static_cast<int>(date.year());
    return date.ok() && limits::recurrence_year_min <= year && year <= limits::recurrence_year_max;
}

void check_date(FindingList& findings, LocalDate date, std::string_view member) {
    if (!in_calendar(date)) {
        findings.add(ErrorCode::out_of_range,
                     "a date must lie in the years " + std::to_string(limits::recurrence_year_min)
                         + " to " + std::to_string(limits::recurrence_year_max),
                     member,
                     {{"min", std::to_string(limits::recurrence_year_min)},
                      {"max", std::to_string(limits::recurrence_year_max)}});
    }
}

void check_dates(FindingList& findings, std::string_view member,
                 const std::vector<LocalDate>& dates) {
    findings.at_most(member, dates.size(), limits::recurrence_dates_max);
    if (dates.size() <= limits::recurrence_dates_max) {
        findings.each(member, dates, [&](LocalDate date) { check_date(findings, date, {}); });
    }
}

} // namespace

Findings validate(const RecurrenceRule& rule) {
    FindingList findings;
    RuleCheck{findings, rule}.check();
    return findings.take();
}

Findings validate_shape(const Recurrence& recurrence) {
    FindingList findings;
    check_date(findings, recurrence.start, "start");
    if (recurrence.rule) {
        findings.within("rule", [&] { RuleCheck{findings, *recurrence.rule}.check(); });
    } else if (recurrence.dates.empty()) {
        findings.add(ErrorCode::missing_member, "needs a rule or dates", "rule");
    }
    check_dates(findings, "dates", recurrence.dates);
    check_dates(findings, "exceptions", recurrence.exceptions);
    return findings.take();
}

Findings validate(const Recurrence& recurrence) {
    Findings findings = validate_shape(recurrence);
    if (findings.empty()) {
        if (const auto prepared = PreparedRecurrence::prepare(recurrence); !prepared) {
            findings.push_back(prepared.error());
        }
    }
    return findings;
}

} // namespace marquee::rules
