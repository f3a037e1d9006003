#include "tests/unit/schemas/rules/case_times.hpp"

#include <algorithm>
#include <stdexcept>

#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/recurrence_text.hpp"
#include "tests/unit/schemas/rules/case_lines.hpp"

namespace marquee::tests {

namespace {

template<typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(to_string(result.error()));
    }
    return std::move(*result);
}

std::string word_of(std::istream& rest) {
    std::string word;
    if (!(rest >> word)) {
        throw std::runtime_error("the line ends too early");
    }
    return word;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        parts.push_back(part);
    }
    return parts;
}

// The place of each word among those that may stand there, as bits.
unsigned bits_of(const std::string& text, char separator, const std::vector<std::string>& words) {
    unsigned bits = 0;
    for (const std::string& each : split(text, separator)) {
        const auto found = std::find(words.begin(), words.end(), each);
        if (found == words.end()) {
            throw std::runtime_error("unknown word " + each);
        }
        bits |= 1U << (found - words.begin());
    }
    return bits;
}

Weekdays weekdays_of(const std::string& text, char separator) {
    return {static_cast<std::uint8_t>(
        bits_of(text, separator, {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}))};
}

// "2026-02-01..2026-02-15"; either end may be left out.
DateRange date_range(const std::string& text) {
    const std::size_t dots = text.find("..");
    DateRange range;
    if (dots != 0) {
        range.first = case_date(text.substr(0, dots));
    }
    if (dots + 2 != text.size()) {
        range.last = case_date(text.substr(dots + 2));
    }
    return range;
}

// "2026-01-05 FREQ=WEEKLY rdate 20260107,20260109 exdate 20260112"; the rule may be left out.
Recurrence recurrence(std::istream& rest) {
    Recurrence days{case_date(word_of(rest)), std::nullopt, {}, {}};
    for (std::string key; rest >> key;) {
        if (key == "rdate" || key == "exdate") {
            const auto dates = must(rules::dates_from_text(word_of(rest), key));
            (key == "rdate" ? days.dates : days.exceptions) = dates;
        } else {
            days.rule = must(rules::rule_from_text(key));
        }
    }
    return days;
}

DaysAround days_around(std::istream& rest) {
    DaysAround around;
    const std::string name = word_of(rest);
    if (const auto term = rules::solar_term_named(name)) {
        around.occasion = *term;
    } else if (const auto festival = rules::festival_named(name)) {
        around.occasion = *festival;
    } else {
        throw std::runtime_error("unknown occasion " + name);
    }
    around.first = std::stoi(word_of(rest));
    around.last = std::stoi(word_of(rest));
    return around;
}

LunarRange lunar_range(const std::string& text) {
    const std::size_t dots = text.find("..");
    return {must(rules::lunar_month_day_from_text(text.substr(0, dots))),
            must(rules::lunar_month_day_from_text(text.substr(dots + 2)))};
}

} // namespace

std::vector<DailyWindow> windows_from_text(const std::string& text) {
    std::vector<DailyWindow> windows;
    for (const std::string& window : split(text, ',')) {
        const std::size_t slash = window.find('/');
        const auto ends = split(window.substr(0, slash), '-');
        windows.push_back(
            {must(time_of_day_from_text(ends.at(0))), must(time_of_day_from_text(ends.at(1)))});
        if (slash != std::string::npos) {
            windows.back().weekdays = weekdays_of(window.substr(slash + 1), '+');
        }
    }
    return windows;
}

bool read_times_word(const std::string& key, std::istream& rest, Times& times) {
    if (key == "dates") {
        times.dates = date_range(word_of(rest));
    } else if (key == "days") {
        times.weekdays = weekdays_of(word_of(rest), ',');
    } else if (key == "windows") {
        times.windows = windows_from_text(word_of(rest));
    } else {
        return false;
    }
    return true;
}

DayRule read_day_rule(std::istream& rest) {
    const std::string kind = word_of(rest);
    if (kind == "dates") {
        return date_range(word_of(rest));
    }
    if (kind == "recur") {
        return recurrence(rest);
    }
    if (kind == "lunar") {
        return lunar_range(word_of(rest));
    }
    if (kind == "around") {
        return days_around(rest);
    }
    if (kind == "market") {
        const std::vector<std::string> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
        return LunarMarket{static_cast<std::uint16_t>(bits_of(word_of(rest), ',', digits))};
    }
    if (kind == "cycle") {
        const LocalDate anchor = case_date(word_of(rest));
        return MarketCycle{anchor, std::stoi(word_of(rest))};
    }
    if (kind == "kinds") {
        return DayKinds{static_cast<std::uint8_t>(
            bits_of(word_of(rest), ',', {"workday", "rest_day", "statutory_holiday"}))};
    }
    throw std::runtime_error("unknown kind of days " + kind);
}

std::vector<LevelPoint> read_curve(std::istream& rest) {
    std::vector<LevelPoint> points;
    for (std::string point; rest >> point;) {
        const auto parts = split(point, '=');
        points.push_back({must(time_of_day_from_text(parts.at(0))), std::stoi(parts.at(1))});
    }
    return points;
}

} // namespace marquee::tests
