#include "tests/unit/schemas/rules/holiday_lines.hpp"
#include "tests/places.hpp"

#include <map>
#include <stdexcept>

#include "schemas/rules/day_number.hpp"

namespace marquee::tests {

bool add_holiday_line(HolidayTable& table, const CaseLine& line) {
    static const std::map<std::string, DayKind> kinds{{"holiday", DayKind::statutory_holiday},
                                                      {"rest", DayKind::rest_day},
                                                      {"work", DayKind::workday}};
    if (line.verb == "year") {
        table.years.push_back({std::stoi(line.words.at(0)), "a notice", {}});
        return true;
    }
    const auto kind = kinds.find(line.verb);
    if (kind == kinds.end()) {
        return false;
    }
    if (table.years.empty()) {
        throw std::runtime_error("a day without a year");
    }
    const LocalDate first = case_date(line.words.at(0));
    const bool stretch = line.words.size() > 1 && date_from_iso(line.words[1]);
    const LocalDate last = stretch ? case_date(line.words[1]) : first;
    const std::size_t name = stretch ? 2 : 1;
    for (auto day = rules::day_number(first); day <= rules::day_number(last); ++day) {
        table.years.back().days.push_back(
            {rules::date_of(day), kind->second,
             line.words.size() > name ? line.words[name] : std::string{}});
    }
    return true;
}

HolidayTable china_holidays() {
    HolidayTable table{"中国大陆", {}};
    for (const CaseLine& line : case_lines(source_path("tests/data/holidays/china.txt"))) {
        if (!add_holiday_line(table, line)) {
            throw std::runtime_error("unknown line " + line.verb);
        }
    }
    return table;
}

} // namespace marquee::tests
