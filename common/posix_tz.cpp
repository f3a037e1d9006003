#include "common/posix_tz.hpp"

#include <algorithm>

namespace marquee {

namespace {

using namespace std::chrono;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Reads from the front; the first thing that does not fit makes everything after it fail.
class TzReader {
public:
    explicit TzReader(std::string_view text) : rest_(text) {}

    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }

    bool take(char c) {
        const bool there = !rest_.empty() && rest_.front() == c;
        if (there) {
            rest_.remove_prefix(1);
        }
        return there;
    }

    void need(char c) { failed_ = !take(c) || failed_; }

    std::int32_t number(std::int32_t low, std::int32_t high) {
        std::int32_t value = 0;
        std::size_t digits = 0;
        while (digits < rest_.size() && digits < 4 && is_digit(rest_[digits])) {
            value = value * 10 + (rest_[digits++] - '0');
        }
        failed_ = failed_ || digits == 0 || value < low || value > high;
        rest_.remove_prefix(digits);
        return value;
    }

    // At least three letters, or <> around letters, digits and signs.
    std::string name() {
        const bool quoted = take('<');
        std::string text;
        while (!rest_.empty()
               && (is_letter(rest_.front())
                   || (quoted
                       && (is_digit(rest_.front()) || rest_.front() == '+'
                           || rest_.front() == '-')))) {
            text.push_back(rest_.front());
            rest_.remove_prefix(1);
        }
        if (quoted) {
            need('>');
        }
        failed_ = failed_ || text.size() < 3 || text.size() > 16;
        return text;
    }

    // "[+-]hh[:mm[:ss]]" in seconds.
    std::int32_t time(std::int32_t hours_max) {
        const bool negative = take('-');
        if (!negative) {
            take('+');
        }
        std::int32_t seconds = number(0, hours_max) * 3'600;
        if (take(':')) {
            seconds += number(0, 59) * 60;
            if (take(':')) {
                seconds += number(0, 59);
            }
        }
        return negative ? -seconds : seconds;
    }

    PosixTzDate date() {
        PosixTzDate date;
        if (take('M')) {
            date.month = number(1, 12);
            need('.');
            date.week = number(1, 5);
            need('.');
            date.weekday = number(0, 6);
        } else if (take('J')) {
            date.kind = PosixTzDate::Kind::julian;
            date.day = number(1, 365);
        } else {
            date.kind = PosixTzDate::Kind::day_of_year;
            date.day = number(0, 365);
        }
        if (take('/')) {
            date.seconds = time(167);
        }
        return date;
    }

private:
    std::string_view rest_;
    bool failed_ = false;
};

sys_days day_in(const PosixTzDate& date, year in) {
    const sys_days new_year{in / January / 1};
    switch (date.kind) {
    case PosixTzDate::Kind::julian: {
        const bool past_leap_day = in.is_leap() && date.day >= 60;
        return new_year + days{date.day - (past_leap_day ? 0 : 1)};
    }
    case PosixTzDate::Kind::day_of_year:
        return new_year + days{date.day};
    case PosixTzDate::Kind::weekday:
        break;
    }
    const auto in_month = in / month{static_cast<unsigned>(date.month)};
    const weekday day{static_cast<unsigned>(date.weekday)};
    if (date.week == 5) {
        return sys_days{in_month / day[last]};
    }
    return sys_days{in_month / day[static_cast<unsigned>(date.week)]};
}

Instant change_at(const PosixTzDate& date, int in, const PosixTzOffset& before) {
    return Instant{day_in(date, year{in})} + Seconds{date.seconds - before.offset_seconds};
}

} // namespace

Result<PosixTz> posix_tz_from_text(std::string_view text) {
    TzReader in(text);
    PosixTz rule;
    rule.standard.abbreviation = in.name();
    rule.standard.offset_seconds = -in.time(24);
    if (!in.failed() && !in.at_end()) {
        PosixTz::Summer summer;
        summer.offset.abbreviation = in.name();
        summer.offset.offset_seconds = rule.standard.offset_seconds + 3'600;
        if (!in.take(',')) {
            summer.offset.offset_seconds = -in.time(24);
            in.need(',');
        }
        summer.begins = in.date();
        in.need(',');
        summer.ends = in.date();
        rule.summer = summer;
    }
    if (in.failed() || !in.at_end()) {
        return fail(ErrorCode::malformed,
                    "'" + std::string(text.substr(0, 80)) + "' is not a POSIX TZ rule");
    }
    return rule;
}

std::vector<ZoneTransition> expand(const PosixTz& rule, int first_year, int last_year) {
    std::vector<ZoneTransition> changes;
    if (!rule.summer) {
        return changes;
    }
    const PosixTz::Summer& summer = *rule.summer;
    const auto change_to = [](Instant at, const PosixTzOffset& offset) {
        return ZoneTransition{at, offset.offset_seconds, offset.abbreviation};
    };
    for (int in = first_year; in <= last_year; ++in) {
        changes.push_back(change_to(change_at(summer.begins, in, rule.standard), summer.offset));
        changes.push_back(change_to(change_at(summer.ends, in, summer.offset), rule.standard));
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    // Summer time that ends where the next one begins goes on.
    std::vector<ZoneTransition> kept;
    for (ZoneTransition& each : changes) {
        if (!kept.empty() && kept.back().at == each.at) {
            kept.pop_back();
        } else {
            kept.push_back(std::move(each));
        }
    }
    return kept;
}

} // namespace marquee
