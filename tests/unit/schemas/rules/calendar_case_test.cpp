// Runs every file of tests/cases/calendar, whose README.md describes the notation.
#include <map>
#include <stdexcept>
#include <variant>

#include <catch2/catch.hpp>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/day_number.hpp"
#include "tests/unit/schemas/rules/case_lines.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;

namespace {

std::string text_of(std::optional<LocalDate> date) {
    return date ? to_iso_date(*date) : "nothing";
}

std::string text_of(const std::optional<LunarDate>& date) {
    return !date ? "nothing"
                 : std::to_string(date->year) + "-" + std::to_string(date->month) + "-"
                       + std::to_string(date->day) + (date->leap_month ? " leap" : "");
}

// The words from `at` on, with spaces.
std::string rest(const CaseLine& line, std::size_t at) {
    std::string text;
    for (; at < line.words.size(); ++at) {
        text += (text.empty() ? "" : " ") + line.words[at];
    }
    return text;
}

// "2025-6-1", "2025-6-1 leap"; `at` is then past it.
LunarDate lunar_from(const CaseLine& line, std::size_t& at) {
    LunarDate date;
    const std::string& text = line.words.at(at++);
    const std::size_t month = text.find('-');
    const std::size_t day = text.find('-', month + 1);
    date.year = std::stoi(text.substr(0, month));
    date.month = std::stoi(text.substr(month + 1, day - month - 1));
    date.day = std::stoi(text.substr(day + 1));
    if (at < line.words.size() && line.words[at] == "leap") {
        date.leap_month = true;
        ++at;
    }
    return date;
}

LunarMonthDay month_day_from(const std::string& word) {
    if (const auto day = lunar_month_day_from_text(word)) {
        return *day;
    }
    const std::size_t dash = word.find('-'); // 13-1: for the validation to refuse
    return {std::stoi(word.substr(0, dash)), std::stoi(word.substr(dash + 1))};
}

class CalendarCase {
public:
    void run(const CaseLine& line) {
        INFO("line " << line.number << ": " << line.verb << " " << line.text());
        using Statement = void (CalendarCase::*)(const CaseLine&);
        static const std::map<std::string, Statement> statements{
            {"lunar", &CalendarCase::lunar},     {"solar", &CalendarCase::solar},
            {"leap", &CalendarCase::leap},       {"term", &CalendarCase::term},
            {"named", &CalendarCase::named},     {"festivals", &CalendarCase::festivals},
            {"range", &CalendarCase::range},     {"around", &CalendarCase::around},
            {"market", &CalendarCase::market},   {"cycle", &CalendarCase::cycle},
            {"holidays", &CalendarCase::china},  {"has", &CalendarCase::has},
            {"lacks", &CalendarCase::lacks},     {"from", &CalendarCase::from},
            {"day", &CalendarCase::day},         {"missing", &CalendarCase::missing},
            {"refused", &CalendarCase::refused},
        };
        const auto found = statements.find(line.verb);
        if (found != statements.end()) {
            (this->*found->second)(line);
        } else if (!add_holiday_line(table_, line)) {
            throw std::runtime_error("unknown statement " + line.verb);
        }
    }

private:
    using Days = std::variant<std::monostate, LunarRange, DaysAround, LunarMarket, MarketCycle>;

    void lunar(const CaseLine& line) {
        CHECK(text_of(to_lunar(case_date(line.words.at(0)))) == rest(line, 2));
    }
    void solar(const CaseLine& line) {
        std::size_t at = 0;
        const auto date = to_solar(lunar_from(line, at));
        if (line.words.at(at) == "refused") {
            REQUIRE_FALSE(date);
            CHECK(date.error().code == ErrorCode::out_of_range);
            CHECK(date.error().where == line.words.at(at + 1));
        } else {
            CHECK(to_iso_date(date.value()) == line.words.at(at + 1));
        }
    }
    void leap(const CaseLine& line) {
        CHECK(leap_month(std::stoi(line.words.at(0))) == std::stoi(line.words.at(2)));
    }
    void term(const CaseLine& line) {
        const SolarTerm term = solar_term_named(line.words.at(0)).value();
        const auto day = solar_term_day(std::stoi(line.words.at(1)), term);
        CHECK(text_of(day) == line.words.at(3));
        if (day) {
            CHECK(solar_term_on(*day) == term);
            CHECK(contains(term, *day));
            CHECK(next_on_or_after(term, *day) == day);
        }
    }
    void named(const CaseLine& line) {
        std::size_t at = 0;
        const LunarDate date = lunar_from(line, at);
        CHECK(chinese_name(date) == line.words.at(at + 1));
    }
    void festivals(const CaseLine& line) {
        const Festival festival = festival_named(line.words.at(0)).value();
        LocalDate from = case_date(line.words.at(2));
        for (const LocalDate expected : case_dates({line.words.begin() + 4, line.words.end()})) {
            CHECK(text_of(next_on_or_after(festival, from)) == to_iso_date(expected));
            CHECK(contains(festival, expected));
            CHECK_FALSE(contains(festival, date_of(day_number(expected) - 1)));
            from = date_of(day_number(expected) + 1);
        }
    }

    void range(const CaseLine& line) {
        days_ = LunarRange{month_day_from(line.words.at(0)), month_day_from(line.words.at(1))};
        check_validity(std::get<LunarRange>(days_));
    }
    void around(const CaseLine& line) {
        DaysAround days;
        if (const auto term = solar_term_named(line.words.at(0))) {
            days.occasion = *term;
        } else {
            days.occasion = festival_named(line.words.at(0)).value();
        }
        days.first = std::stoi(line.words.at(1));
        days.last = std::stoi(line.words.at(2));
        days_ = days;
        check_validity(days);
    }
    void market(const CaseLine& line) {
        LunarMarket market;
        for (const char digit : line.words.at(0)) {
            market.digits |= digit >= '0' && digit <= '9' ? 1U << (digit - '0') : 0U;
        }
        days_ = market;
        check_validity(market);
    }
    void cycle(const CaseLine& line) {
        const MarketCycle cycle{case_date(line.words.at(0)), std::stoi(line.words.at(1))};
        days_ = cycle;
        check_validity(cycle);
    }
    void china(const CaseLine&) { table_ = china_holidays(); }

    void has(const CaseLine& line) {
        for (const LocalDate date : case_dates(line.words)) {
            CHECK(is_one(date));
            CHECK(text_of(next(date)) == to_iso_date(date));
        }
    }
    void lacks(const CaseLine& line) {
        for (const LocalDate date : case_dates(line.words)) {
            CHECK_FALSE(is_one(date));
            CHECK(text_of(next(date)) != to_iso_date(date));
        }
    }
    void from(const CaseLine& line) {
        CHECK(text_of(next(case_date(line.words.at(0)))) == line.words.at(2));
    }

    void day(const CaseLine& line) {
        CHECK(validate(table_).empty());
        const LocalDate date = case_date(line.words.at(0));
        const auto kind = kind_of(table_, date);
        const char* names[] = {"workday", "rest_day", "statutory_holiday"};
        CHECK((kind ? names[static_cast<int>(*kind)] : "unknown") == line.words.at(2));
        const SpecialDay* special = special_day(table_, date);
        CHECK((special == nullptr ? std::string{} : special->name) == rest(line, 3));
    }
    void missing(const CaseLine& line) {
        const auto findings =
            missing_years(table_, case_date(line.words.at(0)), case_date(line.words.at(1)));
        std::string years;
        for (const Error& each : findings) {
            CHECK(each.code == ErrorCode::not_found);
            years += (years.empty() ? "" : " ") + each.params.at(1).second;
        }
        CHECK((years.empty() ? "nothing" : years) == rest(line, 3));
    }
    void refused(const CaseLine& line) {
        if (std::holds_alternative<std::monostate>(days_)) {
            findings_ = validate(table_);
        }
        REQUIRE_FALSE(findings_.empty());
        CHECK(findings_.front().where == "/" + line.words.at(0));
    }

    template<typename Rule>
    void check_validity(const Rule& rule) {
        findings_ = validate(rule);
    }

    bool is_one(LocalDate date) {
        CHECK(findings_.empty());
        return std::visit(
            [&](const auto& rule) {
                if constexpr (std::is_same_v<std::decay_t<decltype(rule)>, std::monostate>) {
                    throw std::runtime_error("no days are described");
                    return false;
                } else {
                    return contains(rule, date);
                }
            },
            days_);
    }

    std::optional<LocalDate> next(LocalDate date) {
        return std::visit(
            [&](const auto& rule) -> std::optional<LocalDate> {
                if constexpr (std::is_same_v<std::decay_t<decltype(rule)>, std::monostate>) {
                    throw std::runtime_error("no days are described");
                } else {
                    return next_on_or_after(rule, date);
                }
            },
            days_);
    }

    Days days_;
    Findings findings_;
    HolidayTable table_{"a table", {}};
};

} // namespace

TEST_CASE("the calendar case files hold") {
    const auto files = case_files("calendar");
    CHECK(files.size() >= 55);
    for (const auto& path : files) {
        DYNAMIC_SECTION(path.stem().string()) {
            CalendarCase sketch;
            for (const CaseLine& line : case_lines(path)) {
                sketch.run(line);
            }
        }
    }
}
