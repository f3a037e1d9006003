// Runs every file of tests/cases/recurrence, whose README.md describes the notation.
#include <algorithm>
#include <map>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"
#include "tests/unit/schemas/rules/case_lines.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;

namespace {

std::string text_of(std::optional<LocalDate> date) {
    return date ? to_iso_date(*date) : "nothing";
}

std::string text_of(const std::vector<LocalDate>& dates) {
    std::string text;
    for (const LocalDate date : dates) {
        text += (text.empty() ? "" : " ") + to_iso_date(date);
    }
    return text;
}

class RecurrenceCase {
public:
    void run(const CaseLine& line) {
        INFO("line " << line.number << ": " << line.verb << " " << line.text());
        using Statement = void (RecurrenceCase::*)(const CaseLine&);
        static const std::map<std::string, Statement> statements{
            {"start", &RecurrenceCase::start},         {"rule", &RecurrenceCase::rule},
            {"rdate", &RecurrenceCase::rdate},         {"exdate", &RecurrenceCase::exdate},
            {"clock", &RecurrenceCase::clock},         {"first", &RecurrenceCase::first},
            {"only", &RecurrenceCase::only},           {"from", &RecurrenceCase::from},
            {"before", &RecurrenceCase::before},       {"has", &RecurrenceCase::has},
            {"lacks", &RecurrenceCase::lacks},         {"ends", &RecurrenceCase::ends},
            {"canonical", &RecurrenceCase::canonical}, {"resolved", &RecurrenceCase::resolves},
            {"refused", &RecurrenceCase::refused},
        };
        const auto found = statements.find(line.verb);
        if (found == statements.end()) {
            throw std::runtime_error("unknown statement " + line.verb);
        }
        (this->*found->second)(line);
    }

    bool expected_something() const { return expectations_ > 0; }

private:
    void start(const CaseLine& line) { recurrence_.start = case_date(line.words.at(0)); }
    void rule(const CaseLine& line) {
        keep(rule_from_text(line.text(), clock()), recurrence_.rule.emplace());
    }
    void rdate(const CaseLine& line) {
        keep(dates_from_text(line.text(), "RDATE", clock()), recurrence_.dates);
    }
    void exdate(const CaseLine& line) {
        keep(dates_from_text(line.text(), "EXDATE", clock()), recurrence_.exceptions);
    }
    void clock(const CaseLine& line) {
        clock_.emplace().time = time_of_day_from_text(line.words.at(0)).value();
        const auto there = instant_from_rfc3339("1970-01-02T00:00:00" + line.words.at(1)).value();
        clock_->zone.offset_seconds_before =
            static_cast<std::int32_t>(86'400 - there.time_since_epoch() / Seconds{1});
    }

    void first(const CaseLine& line) { CHECK(walk(line.words.size()) == line.text()); }
    void only(const CaseLine& line) {
        CHECK(walk(line.words.size() + 1) == line.text());
        CHECK(walk_back(line.words.size() + 1) == line.text());
    }
    void from(const CaseLine& line) {
        const auto day = prepared().next_on_or_after(case_date(line.words.at(0)));
        CHECK(text_of(day) == line.words.at(2));
    }
    void before(const CaseLine& line) {
        const auto day = prepared().previous_on_or_before(case_date(line.words.at(0)));
        CHECK(text_of(day) == line.words.at(2));
    }
    void has(const CaseLine& line) {
        for (const LocalDate date : case_dates(line.words)) {
            CHECK(text_of(prepared().next_on_or_after(date)) == to_iso_date(date));
            CHECK(text_of(prepared().previous_on_or_before(date)) == to_iso_date(date));
            CHECK(prepared().contains(date));
        }
    }
    void lacks(const CaseLine& line) {
        for (const LocalDate date : case_dates(line.words)) {
            CHECK(text_of(prepared().next_on_or_after(date)) != to_iso_date(date));
            CHECK(text_of(prepared().previous_on_or_before(date)) != to_iso_date(date));
            CHECK_FALSE(prepared().contains(date));
        }
    }
    void ends(const CaseLine& line) {
        CHECK(to_iso_date(prepared().rule_ends()) == line.words.at(0));
    }
    void canonical(const CaseLine& line) {
        prepared();
        const std::string text = to_text(*recurrence_.rule);
        CHECK(text == line.text());
        CHECK(rule_from_text(text).value() == *recurrence_.rule);
        const std::string lines = to_text(recurrence_);
        CHECK(recurrence_from_text(lines).value() == recurrence_);
    }
    void resolves(const CaseLine& line) {
        prepared();
        CHECK(to_text(*resolved(recurrence_).value().rule) == line.text());
    }
    void refused(const CaseLine& line) {
        ++expectations_;
        if (!error_) {
            const auto made = PreparedRecurrence::prepare(recurrence_);
            REQUIRE_FALSE(made);
            error_ = made.error();
        }
        CHECK(std::string{error_slug(error_->code)} == line.words.at(0));
        CHECK(error_->where == line.words.at(1));
        CHECK_FALSE(error_->what.empty());
    }

    const StartClock* clock() const { return clock_ ? &*clock_ : nullptr; }

    template<typename T>
    void keep(Result<T> result, T& value) {
        if (result) {
            value = std::move(*result);
        } else {
            error_ = result.error();
        }
    }

    const PreparedRecurrence& prepared() {
        ++expectations_;
        if (!prepared_) {
            if (error_) {
                throw std::runtime_error(to_string(*error_));
            }
            auto made = PreparedRecurrence::prepare(recurrence_);
            if (!made) {
                throw std::runtime_error(to_string(made.error()));
            }
            prepared_ = std::move(*made);
        }
        return *prepared_;
    }

    std::string walk(std::size_t most) {
        std::vector<LocalDate> days;
        auto day = prepared().next_on_or_after(
            LocalDate{std::chrono::local_days{} - std::chrono::days{100'000}});
        for (; day && days.size() < most; day = next_after(*day)) {
            days.push_back(*day);
        }
        return text_of(days);
    }

    std::string walk_back(std::size_t most) {
        std::vector<LocalDate> days;
        auto day = prepared().previous_on_or_before(
            LocalDate{std::chrono::local_days{} + std::chrono::days{100'000}});
        while (day && days.size() < most) {
            days.push_back(*day);
            day = prepared().previous_on_or_before(
                LocalDate{std::chrono::local_days{*day} - std::chrono::days{1}});
        }
        std::reverse(days.begin(), days.end());
        return text_of(days);
    }

    std::optional<LocalDate> next_after(LocalDate day) {
        return prepared().next_on_or_after(
            LocalDate{std::chrono::local_days{day} + std::chrono::days{1}});
    }

    Recurrence recurrence_;
    std::optional<StartClock> clock_;
    std::optional<Error> error_;
    std::optional<PreparedRecurrence> prepared_;
    int expectations_ = 0;
};

} // namespace

TEST_CASE("the recurrence case files hold") {
    const auto files = case_files("recurrence");
    CHECK(files.size() >= 90);
    for (const auto& path : files) {
        DYNAMIC_SECTION(path.stem().string()) {
            RecurrenceCase sketch;
            for (const CaseLine& line : case_lines(path)) {
                sketch.run(line);
            }
            CHECK(sketch.expected_something());
        }
    }
}
