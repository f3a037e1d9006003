#include "manager/http/time_words.hpp"

#include <array>

#include <fmt/format.h>

#include "schemas/rules/zone_time.hpp"

namespace marquee::manager {

std::string local_clock_words(Instant instant, const ZoneRules& zone) {
    const rules::LocalTime local = rules::to_local(zone, instant).local;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(
                             local - std::chrono::floor<std::chrono::days>(local))
                             .count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string local_words(Instant instant, const ZoneRules& zone, Language language) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const LocalDate date = rules::local_date(zone, instant);
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    const int year = static_cast<int>(date.year());
    const std::string clock = local_clock_words(instant, zone);
    return language == Language::zh_cn
               ? fmt::format("{}年{}月{}日 {}", year, month, day, clock)
               : fmt::format("{} {} {}, {}", day, months.at(month - 1), year, clock);
}

} // namespace marquee::manager
