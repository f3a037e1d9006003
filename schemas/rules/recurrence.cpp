#include "schemas/rules/recurrence.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

constexpr DayNumber first_day = day_number(limits::recurrence_year_min, 1, 1);
constexpr DayNumber last_day = day_number(limits::recurrence_year_max, 12, 31);

std::int32_t month_index(DayNumber day) {
    const LocalDate date = date_of(day);
    return static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(unsigned{date.month()})
           - 1;
}

std::vector<DayNumber> numbers_of(const std::vector<LocalDate>& dates) {
    std::vector<DayNumber> days;
    days.reserve(dates.size());
    for (const LocalDate date : dates) {
        days.push_back(day_number(date));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::vector<LocalDate> dates_of(const std::vector<DayNumber>& days) {
    std::vector<LocalDate> dates;
    dates.reserve(days.size());
    for (const DayNumber day : days) {
        dates.push_back(date_of(day));
    }
    return dates;
}

std::optional<LocalDate> to_date(std::optional<DayNumber> day) {
    return day ? std::optional{date_of(*day)} : std::nullopt;
}

template<typename Value>
void make_set(std::vector<Value>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

RecurrencePeriods::RecurrencePeriods(const RecurrenceRule& rule, LocalDate start)
    : frequency_(rule.frequency), interval_(rule.interval) {
    const DayNumber day = day_number(start);
    switch (frequency_) {
    case Frequency::daily:
        origin_ = day;
        break;
    case Frequency::weekly:
        origin_ = day - (weekday_index(day) - weekday_index(rule.week_start) + 7) % 7;
        break;
    case Frequency::monthly:
        origin_ = month_index(day);
        break;
    case Frequency::yearly:
        origin_ = year_of(day);
        break;
    }
}

std::int32_t RecurrencePeriods::index_of(DayNumber day) const {
    switch (frequency_) {
    case Frequency::daily:
        return day - origin_;
    case Frequency::weekly:
        return (day - origin_) / 7;
    case Frequency::monthly:
        return month_index(day) - origin_;
    case Frequency::yearly:
        break;
    }
    return year_of(day) - origin_;
}

DayNumber RecurrencePeriods::first_of(std::int32_t index) const {
    switch (frequency_) {
    case Frequency::daily:
        return origin_ + index;
    case Frequency::weekly:
        return origin_ + index * 7;
    case Frequency::monthly: {
        const std::int32_t month = origin_ + index;
        return day_number(month / 12, month % 12 + 1, 1);
    }
    case Frequency::yearly:
        break;
    }
    return day_number(origin_ + index, 1, 1);
}

DayNumber RecurrencePeriods::next(DayNumber day) const {
    const std::int32_t index = index_of(day);
    const std::int32_t beyond = index % interval_;
    return beyond == 0 ? day : first_of(index - beyond + interval_);
}

DayNumber RecurrencePeriods::previous(DayNumber day) const {
    const std::int32_t index = index_of(day);
    const std::int32_t beyond = index % interval_;
    return beyond == 0 ? day : first_of(index - beyond + 1) - 1;
}

PreparedRecurrence::PreparedRecurrence(const Recurrence& recurrence)
    : start_(day_number(recurrence.start)),
      last_(last_day),
      dates_(numbers_of(recurrence.dates)),
      exceptions_(numbers_of(recurrence.exceptions)) {
    std::erase_if(dates_, [this](DayNumber day) { return excluded(day); });
    if (!recurrence.rule) {
        last_ = start_ - 1;
        return;
    }
    const RecurrenceRule& rule = *recurrence.rule;
    rule_ =
        Rule{RecurrencePattern{rule, recurrence.start}, RecurrencePeriods{rule, recurrence.start}};
    if (rule.until) {
        last_ = std::clamp(day_number(*rule.until), start_ - 1, last_day);
    }
    if (rule.count) {
        end_after(*rule.count);
    }
}

void PreparedRecurrence::end_after(std::int32_t count) {
    std::optional<DayNumber> day = next_selected(start_);
    for (std::int32_t i = 1; i < count && day; ++i) {
        day = next_selected(*day + 1);
    }
    last_ = day.value_or(last_day);
}

Result<PreparedRecurrence> PreparedRecurrence::prepare(const Recurrence& recurrence) {
    return prepare_any(recurrence)
        .and_then([&](PreparedRecurrence prepared) -> Result<PreparedRecurrence> {
            if (recurrence.rule && !prepared.next_selected(first_day)) {
                return fail(ErrorCode::out_of_range, "the rule never happens", "/rule");
            }
            if (!prepared.next_on_or_after(date_of(first_day))) {
                return fail(ErrorCode::out_of_range, "no day remains", "/exceptions");
            }
            return prepared;
        });
}

Result<PreparedRecurrence> PreparedRecurrence::prepare_any(const Recurrence& recurrence) {
    if (const Findings findings = validate_shape(recurrence); !findings.empty()) {
        return tl::unexpected<Error>(findings.front());
    }
    return PreparedRecurrence{recurrence};
}

bool PreparedRecurrence::excluded(DayNumber day) const {
    return std::binary_search(exceptions_.begin(), exceptions_.end(), day);
}

std::optional<DayNumber> PreparedRecurrence::next_selected(DayNumber day) const {
    day = std::max(day, start_);
    while (rule_ && day <= last_) {
        const auto selected = rule_->pattern.next(rule_->periods.next(day));
        if (!selected || *selected > last_) {
            break;
        }
        if (rule_->periods.contains(*selected)) {
            return selected;
        }
        day = *selected;
    }
    return std::nullopt;
}

std::optional<DayNumber> PreparedRecurrence::previous_selected(DayNumber day) const {
    day = std::min(day, last_);
    while (rule_ && day >= start_) {
        const auto selected = rule_->pattern.previous(rule_->periods.previous(day));
        if (!selected || *selected < start_) {
            break;
        }
        if (rule_->periods.contains(*selected)) {
            return selected;
        }
        day = *selected;
    }
    return std::nullopt;
}

bool PreparedRecurrence::contains(LocalDate date) const {
    const DayNumber day = day_number(date);
    if (std::binary_search(dates_.begin(), dates_.end(), day)) {
        return true;
    }
    return rule_ && start_ <= day && day <= last_ && rule_->periods.contains(day)
           && rule_->pattern.contains(day) && !excluded(day);
}

std::optional<LocalDate> PreparedRecurrence::next_on_or_after(LocalDate date) const {
    const DayNumber day = std::clamp(day_number(date), first_day, last_day + 1);
    std::optional<DayNumber> found = next_selected(day);
    while (found && excluded(*found)) {
        found = next_selected(*found + 1);
    }
    const auto extra = std::lower_bound(dates_.begin(), dates_.end(), day);
    if (extra != dates_.end()) {
        found = std::min(found.value_or(*extra), *extra);
    }
    return to_date(found);
}

std::optional<LocalDate> PreparedRecurrence::previous_on_or_before(LocalDate date) const {
    const DayNumber day = std::clamp(day_number(date), first_day - 1, last_day);
    std::optional<DayNumber> found = previous_selected(day);
    while (found && excluded(*found)) {
        found = previous_selected(*found - 1);
    }
    const auto extra = std::upper_bound(dates_.begin(), dates_.end(), day);
    if (extra != dates_.begin()) {
        found = std::max(found.value_or(*std::prev(extra)), *std::prev(extra));
    }
    return to_date(found);
}

Result<Recurrence> resolved(const Recurrence& recurrence) {
    const auto prepared = PreparedRecurrence::prepare(recurrence);
    if (!prepared) {
        return tl::unexpected<Error>(prepared.error());
    }
    Recurrence result = recurrence;
    result.dates = dates_of(numbers_of(recurrence.dates));
    result.exceptions = dates_of(numbers_of(recurrence.exceptions));
    if (result.rule) {
        RecurrenceRule& rule = *result.rule;
        make_set(rule.by_month);
        make_set(rule.by_month_day);
        make_set(rule.by_day);
        make_set(rule.by_set_position);
        if (rule.count) {
            rule.count.reset();
            rule.until = prepared->rule_ends();
        }
    }
    return result;
}

} // namespace marquee::rules
