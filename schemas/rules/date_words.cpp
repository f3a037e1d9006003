#include "schemas/rules/date_words.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"

namespace marquee::rules {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<const char*, 7> weekdays_chinese{"星期日", "星期一", "星期二", "星期三",
                                                      "星期四", "星期五", "星期六"};
constexpr std::array<const char*, 7> weekdays_english{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> months_english{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// When the next whole `unit` begins on the wall, at the latest where its offset changes.
template<typename Unit>
Instant next_whole(const LocalMoment& now, const ZoneSegment& segment) {
    const Instant next{(floor<Unit>(now.local) + Unit{1}).time_since_epoch() - segment.offset};
    return std::min(next, segment.until);
}

} // namespace

std::optional<TimeLanguage> time_language(std::string_view tag) {
    const std::string_view first = tag.substr(0, tag.find('-'));
    if (first == "zh") {
        return TimeLanguage::chinese;
    }
    if (first == "en") {
        return TimeLanguage::english;
    }
    return std::nullopt;
}

TimeLanguage spoken_in(std::string_view tag) {
    return time_language(tag).value_or(TimeLanguage::chinese);
}

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string time_text(ClockTime exactness, const LocalMoment& now) {
    if (exactness == ClockTime::none) {
        return {};
    }
    const auto since_midnight = now.local - floor<days>(now.local);
    const std::string text = two_digits(floor<hours>(since_midnight).count()) + ":"
                             + two_digits(floor<minutes>(since_midnight).count() % 60);
    return exactness == ClockTime::minutes
               ? text
               : text + ":" + two_digits(floor<Seconds>(since_midnight).count() % 60);
}

std::string date_text(LocalDate date, TimeLanguage language) {
    const std::string year = std::to_string(static_cast<int>(date.year()));
    const unsigned month = static_cast<unsigned>(date.month());
    const std::string day = std::to_string(static_cast<unsigned>(date.day()));
    return language == TimeLanguage::english
               ? day + " " + months_english[month - 1] + " " + year
               : year + "年" + std::to_string(month) + "月" + day + "日";
}

std::string weekday_text(LocalDate date, TimeLanguage language) {
    const unsigned day = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
    return language == TimeLanguage::english ? weekdays_english[day] : weekdays_chinese[day];
}

std::string lunar_text(LocalDate date) {
    const std::optional<LunarDate> lunar = to_lunar(date);
    return lunar ? "农历" + chinese_name(*lunar) : std::string();
}

std::int64_t midnights_until(LocalDate day, LocalDate today) {
    const auto midnights = std::chrono::sys_days(day) - std::chrono::sys_days(today);
    return std::max<std::int64_t>(0, midnights.count());
}

Instant next_time(ClockTime exactness, const LocalMoment& now, const ZoneSegment& segment) {
    switch (exactness) {
    case ClockTime::seconds:
        return next_whole<Seconds>(now, segment);
    case ClockTime::minutes:
        return next_whole<minutes>(now, segment);
    case ClockTime::none:
        break;
    }
    return next_midnight(now, segment);
}

Instant next_midnight(const LocalMoment& now, const ZoneSegment& segment) {
    return next_whole<days>(now, segment);
}

} // namespace marquee::rules
