#include "manager/reporting/calendar/event_days.hpp"

#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"
#include "schemas/rules/day_number.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"
#include "schemas/rules/recurrence_tokens.hpp"

namespace marquee::manager {

namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr std::int64_t day_seconds = 24 * 3'600;
constexpr std::int64_t shifted_days_max = 31; // of an event that recurs, each with its own rule

LocalDate plus(LocalDate date, std::int64_t count) {
    return LocalDate{local_days{date} + days{count}};
}

std::int64_t days_between(LocalDate from, LocalDate to) {
    return (local_days{to} - local_days{from}).count();
}

// RFC 5545 section 3.3.6, forwards: "P2W", "P1DT12H", "PT90M". Numbers of up to five digits.
std::optional<std::int64_t> duration_from(std::string_view text) {
    std::int64_t seconds = 0;
    bool timed = false;
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (text.size() < 3 || text.front() != 'P') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    while (!text.empty()) {
        if (!timed && text.front() == 'T' && text.size() > 1) {
            timed = true;
            text.remove_prefix(1);
        }
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        const auto number = rules::number_from(text.substr(0, digits), 5);
        const std::string_view units = timed ? "HMS" : "WD";
        const std::size_t unit =
            digits < text.size() ? units.find(text[digits]) : std::string_view::npos;
        if (!number || unit == units.npos) {
            return std::nullopt;
        }
        constexpr std::array<std::int64_t, 3> clock_units{3'600, 60, 1};
        seconds += *number * (timed ? clock_units.at(unit) : day_seconds * (unit == 0 ? 7 : 1));
        text.remove_prefix(digits + 1);
    }
    return seconds;
}

// An event's first day, how many it has, and the clock its other times are read by.
struct Extent {
    LocalDate start;
    std::int64_t length = 1;
    std::optional<rules::StartClock> clock; // none: all day

    const rules::StartClock* clock_or_null() const { return clock ? &*clock : nullptr; }
};

class EventReading {
public:
    EventReading(const EventText& event, const EventZones& zones) : event_(event), zones_(zones) {}

    Result<std::vector<DayRule>> read() {
        if (!event_.unsupported.empty()) {
            return rules::refuse(ErrorCode::unsupported, event_.unsupported, "not supported");
        }
        return extent().and_then([&](const Extent& extent) { return with(extent); });
    }

private:
    Result<Extent> extent() const {
        if (event_.start.empty()) {
            return rules::refuse(ErrorCode::missing_member, "DTSTART", "an event needs it");
        }
        Extent extent;
        const bool utc = event_.start.ends_with('Z');
        if (event_.start.size() > std::string_view("20260501").size()) {
            const auto named =
                event_.start_zone.empty() ? std::nullopt : zones_.named(event_.start_zone);
            extent.clock = {.time = {}, .zone = named && !utc ? *named : zones_.home};
        }
        const auto start = rules::day_and_time(event_.start, "DTSTART", extent.clock_or_null());
        if (!start) {
            return tl::unexpected<Error>(start.error());
        }
        extent.start = start->date;
        const int year = static_cast<int>(start->date.year());
        if (year < limits::recurrence_year_min || year > limits::recurrence_year_max) {
            return rules::refuse(ErrorCode::out_of_range, "DTSTART", "a year beyond the calendar");
        }
        if (extent.clock) {
            extent.clock->time = start->time.value_or(TimeOfDay{});
        }
        const bool moved = rules::compact_date(start->date) != event_.start.substr(0, 8);
        if (utc && moved && !event_.rules.empty()) {
            return rules::refuse(ErrorCode::unsupported, "DTSTART",
                                 "recurs by the days of UTC, which are others here");
        }
        return length_of(extent).map([&](std::int64_t length) {
            extent.length = length;
            return extent;
        });
    }

    Result<std::int64_t> length_of(const Extent& extent) const {
        const std::int64_t begins = extent.clock ? extent.clock->time.seconds : 0;
        std::int64_t seconds = extent.clock ? 0 : day_seconds;
        std::string_view part = "DURATION";
        if (!event_.duration.empty()) {
            const auto duration = duration_from(event_.duration);
            if (!duration) {
                return rules::refuse(ErrorCode::malformed, part, "not of its form");
            }
            seconds = *duration;
        }
        if (!event_.end.empty()) {
            part = "DTEND";
            const auto end = rules::day_and_time(event_.end, part, extent.clock_or_null());
            if (!end) {
                return tl::unexpected<Error>(end.error());
            }
            seconds = days_between(extent.start, end->date) * day_seconds
                      + end->time.value_or(TimeOfDay{}).seconds - begins;
        }
        if (seconds < 0) {
            return rules::refuse(ErrorCode::malformed, part, "it ends before it starts");
        }
        const std::int64_t touched = (begins + seconds + day_seconds - 1) / day_seconds;
        return seconds < day_seconds ? 1 : touched;
    }

    Result<std::vector<DayRule>> with(const Extent& extent) const {
        const LocalDate last = plus(extent.start, extent.length - 1);
        if (static_cast<int>(last.year()) > limits::recurrence_year_max) {
            return rules::refuse(ErrorCode::out_of_range, "DTEND", "a year beyond the calendar");
        }
        if (event_.rules.empty() && event_.dates.empty() && event_.exceptions.empty()) {
            return std::vector<DayRule>{DateRange{extent.start, last}};
        }
        return recurrence(extent).and_then([&](const Recurrence& found) {
            return extent.length == 1 ? Result<std::vector<DayRule>>({found})
                                      : several(found, extent.length);
        });
    }

    // The first days.
    Result<Recurrence> recurrence(const Extent& extent) const {
        Recurrence recurrence{.start = extent.start};
        if (event_.rules.size() > 1) {
            return rules::refuse(ErrorCode::unsupported, "RRULE", "given twice");
        }
        if (event_.rules.empty()) {
            recurrence.dates.push_back(extent.start);
        } else {
            auto rule = rules::rule_from_text(event_.rules.front(), extent.clock_or_null());
            if (!rule) {
                return tl::unexpected<Error>(std::move(rule.error()));
            }
            recurrence.rule = *std::move(rule);
        }
        if (Status read = add_dates(event_.dates, "RDATE", extent, recurrence.dates); !read) {
            return tl::unexpected<Error>(std::move(read.error()));
        }
        Status read = add_dates(event_.exceptions, "EXDATE", extent, recurrence.exceptions);
        if (!read) {
            return tl::unexpected<Error>(std::move(read.error()));
        }
        return judged(std::move(recurrence));
    }

    static Status add_dates(const std::vector<std::string>& texts, std::string_view part,
                            const Extent& extent, std::vector<LocalDate>& dates) {
        for (const std::string& text : texts) {
            const auto read = rules::dates_from_text(text, part, extent.clock_or_null());
            if (!read) {
                return tl::unexpected<Error>(read.error());
            }
            dates.insert(dates.end(), read->begin(), read->end());
            if (dates.size() > limits::recurrence_dates_max) {
                return rules::refuse(ErrorCode::too_large, part, "too many dates");
            }
        }
        std::sort(dates.begin(), dates.end());
        dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
        return {};
    }

    static Result<Recurrence> judged(Recurrence recurrence) {
        const rules::Findings findings = rules::validate(recurrence);
        if (findings.empty()) {
            return recurrence;
        }
        Error error = findings.front();
        for (const auto& [name, value] : error.params) {
            error.where = name == "part" ? value : error.where;
        }
        return tl::unexpected<Error>(std::move(error));
    }

    static Result<std::vector<DayRule>> several(const Recurrence& first, std::int64_t length) {
        std::vector<DayRule> all;
        for (std::int64_t day = 0; length <= shifted_days_max && day < length; ++day) {
            const auto shifted = later(first, day);
            if (!shifted || !rules::validate(*shifted).empty()) {
                all.clear();
                break;
            }
            all.emplace_back(*shifted);
        }
        return all.empty() ? listed(first, length) : Result<std::vector<DayRule>>(all);
    }

    // The same, so many days later; none when no rule says that.
    static std::optional<Recurrence> later(const Recurrence& first, std::int64_t count) {
        Recurrence moved = first;
        moved.start = plus(first.start, count);
        for (std::vector<LocalDate>* dates : {&moved.dates, &moved.exceptions}) {
            for (LocalDate& date : *dates) {
                date = plus(date, count);
            }
        }
        if (!moved.rule || count == 0) {
            return moved;
        }
        RecurrenceRule& rule = *moved.rule;
        const bool plain = rule.by_month.empty() && rule.by_month_day.empty() && rule.by_day.empty()
                           && rule.by_set_position.empty();
        // A day later is a day later in every year only where no leap day lies between or on it.
        const auto dated = [](LocalDate date) {
            return date.month() != std::chrono::February || date.day() < std::chrono::day{28};
        };
        const bool yearly = rule.frequency == Frequency::yearly
                            && moved.start.month() == first.start.month() && dated(moved.start);
        const bool even = rule.frequency == Frequency::daily || rule.frequency == Frequency::weekly;
        if (!plain || !(even || yearly)) {
            return std::nullopt;
        }
        if (rule.until) {
            rule.until = plus(*rule.until, count);
        }
        return moved;
    }

    static Result<std::vector<DayRule>> listed(const Recurrence& first, std::int64_t length) {
        const auto prepared = rules::PreparedRecurrence::prepare(first);
        if (!prepared) {
            return tl::unexpected<Error>(prepared.error());
        }
        Recurrence all{.start = first.start};
        std::optional<LocalDate> day = prepared->next_on_or_after(
            rules::date_of(rules::day_number(limits::recurrence_year_min, 1, 1)));
        while (day) {
            if (all.dates.size() + static_cast<std::size_t>(length)
                > limits::recurrence_dates_max) {
                return rules::refuse(ErrorCode::unsupported, "DTEND",
                                     "an event of several days that recurs too often to list");
            }
            for (std::int64_t i = 0; i < length; ++i) {
                all.dates.push_back(plus(*day, i));
            }
            day = prepared->next_on_or_after(plus(*day, 1));
        }
        std::sort(all.dates.begin(), all.dates.end());
        all.dates.erase(std::unique(all.dates.begin(), all.dates.end()), all.dates.end());
        return judged(std::move(all)).map([](Recurrence recurrence) {
            return std::vector<DayRule>{std::move(recurrence)};
        });
    }

    const EventText& event_;
    const EventZones& zones_;
};

} // namespace

Result<std::vector<DayRule>> days_of(const EventText& event, const EventZones& zones) {
    return EventReading(event, zones).read();
}

} // namespace marquee::manager
