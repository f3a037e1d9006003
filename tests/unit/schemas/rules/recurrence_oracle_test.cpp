// Random recurrences as python-dateutil and npm's rrule expand them (tests/oracles/recurrence.py
// describes the files), against ours: walked forward and back, asked day by day, and leapt into.
#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include <catch2/catch.hpp>

#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"

using namespace marquee;
using namespace marquee::rules;

namespace {

struct Drawn {
    Recurrence recurrence;
    LocalDate last;
    std::optional<std::vector<LocalDate>> found; // none: the oracle was not asked
};

std::vector<LocalDate> dates(const std::string& text) {
    std::istringstream in(text);
    std::vector<LocalDate> result;
    for (std::string word; std::getline(in, word, ',');) {
        result.push_back(dates_from_text(word, "dates").value().front());
    }
    return result;
}

Drawn drawn_from(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> fields;
    for (std::string field; std::getline(in, field, '|');) {
        fields.push_back(field);
    }
    fields.resize(6);
    Drawn drawn;
    drawn.recurrence.start = dates(fields[0]).at(0);
    drawn.recurrence.rule = rule_from_text(fields[1]).value();
    drawn.recurrence.dates = dates(fields[2]);
    drawn.recurrence.exceptions = dates(fields[3]);
    drawn.last = dates(fields[4]).at(0);
    if (fields[5] != "?") {
        drawn.found = dates(fields[5]);
    }
    return drawn;
}

LocalDate moved(LocalDate date, int days) {
    return LocalDate{std::chrono::local_days{date} + std::chrono::days{days}};
}

std::vector<LocalDate> walked(const PreparedRecurrence& ours, const Drawn& drawn) {
    std::vector<LocalDate> days;
    auto day = ours.next_on_or_after(drawn.recurrence.start);
    for (; day && *day <= drawn.last; day = ours.next_on_or_after(moved(*day, 1))) {
        days.push_back(*day);
    }
    return days;
}

std::vector<LocalDate> walked_back(const PreparedRecurrence& ours, const Drawn& drawn) {
    std::vector<LocalDate> days;
    auto day = ours.previous_on_or_before(drawn.last);
    for (; day; day = ours.previous_on_or_before(moved(*day, -1))) {
        days.push_back(*day);
    }
    std::reverse(days.begin(), days.end());
    return days;
}

// Every day of the stretch by itself.
bool days_agree(const PreparedRecurrence& ours, const Drawn& drawn) {
    auto expected = drawn.found->begin();
    for (LocalDate day = drawn.recurrence.start; day <= drawn.last; day = moved(day, 1)) {
        const bool is_one = expected != drawn.found->end() && *expected == day;
        expected += is_one ? 1 : 0;
        if (ours.contains(day) != is_one) {
            return false;
        }
    }
    return expected == drawn.found->end();
}

bool leaps_agree(const PreparedRecurrence& ours, const Drawn& drawn, std::mt19937& draw) {
    const auto reach =
        (std::chrono::local_days{drawn.last} - std::chrono::local_days{drawn.recurrence.start})
            .count();
    for (int i = 0; i < 10; ++i) {
        const LocalDate day = moved(drawn.recurrence.start,
                                    static_cast<int>(draw() % static_cast<unsigned>(reach + 1)));
        const auto expected = std::lower_bound(drawn.found->begin(), drawn.found->end(), day);
        const auto next = ours.next_on_or_after(day);
        const bool agrees = expected == drawn.found->end() ? !next || *next > drawn.last
                                                           : next && *next == *expected;
        if (!agrees) {
            return false;
        }
    }
    return true;
}

// The start of a rule that began some intervals before, and then does the same from `start` on;
// none where the day has no counterpart.
std::optional<LocalDate> earlier_start(const RecurrenceRule& rule, LocalDate start, int intervals) {
    using namespace std::chrono;
    const int back = -intervals * rule.interval;
    switch (rule.frequency) {
    case Frequency::daily:
        return moved(start, back);
    case Frequency::weekly:
        return moved(start, 7 * back);
    case Frequency::monthly:
        start += months{back};
        break;
    case Frequency::yearly:
        start += years{back};
        break;
    }
    return start.ok() ? std::optional{start} : std::nullopt;
}

// Days found from far away are those found from nearby.
bool far_starts_agree(const Drawn& drawn) {
    const RecurrenceRule& rule = *drawn.recurrence.rule;
    for (const int intervals : {1, 12, 60, 1'000}) {
        Drawn earlier = drawn;
        const auto start = earlier_start(rule, drawn.recurrence.start, intervals);
        if (rule.count || !start || static_cast<int>(start->year()) < 1800) {
            continue;
        }
        earlier.recurrence.start = *start;
        const auto ours = PreparedRecurrence::prepare(earlier.recurrence);
        earlier.recurrence.start = drawn.recurrence.start; // look from there
        if (ours && walked(*ours, earlier) != *drawn.found) {
            return false;
        }
    }
    return true;
}

// The lines that were compared.
int compare(const char* file) {
    std::ifstream oracle(file);
    REQUIRE(oracle);
    std::mt19937 draw{1};
    int compared = 0;
    for (std::string line; std::getline(oracle, line);) {
        const Drawn drawn = drawn_from(line);
        if (!drawn.found) {
            continue;
        }
        const auto ours = PreparedRecurrence::prepare(drawn.recurrence);
        if (!ours) { // the rule never happens: nothing but RDATEs was found
            if (drawn.found->size() > drawn.recurrence.dates.size()) {
                FAIL_CHECK(line << ": " << to_string(ours.error()));
            }
        } else if (walked(*ours, drawn) != *drawn.found || walked_back(*ours, drawn) != *drawn.found
                   || !days_agree(*ours, drawn) || !leaps_agree(*ours, drawn, draw)
                   || !far_starts_agree(drawn)) {
            FAIL_CHECK(line);
        }
        ++compared;
    }
    return compared;
}

} // namespace

TEST_CASE("random recurrences agree with python-dateutil") {
    CHECK(compare(MARQUEE_DATEUTIL_ORACLE) >= 2'000);
}

TEST_CASE("random recurrences agree with npm's rrule") {
    CHECK(compare(MARQUEE_RRULE_ORACLE) >= 1'400);
}
