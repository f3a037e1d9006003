#include "schemas/rules/chinese_calendar_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace marquee::rules {

namespace {

struct Name {
    std::string_view slug;
    std::string_view chinese;
};

constexpr std::array<Name, 24> term_names{{
    {"xiaohan", "小寒"}, {"dahan", "大寒"},   {"lichun", "立春"},    {"yushui", "雨水"},
    {"jingzhe", "惊蛰"}, {"chunfen", "春分"}, {"qingming", "清明"},  {"guyu", "谷雨"},
    {"lixia", "立夏"},   {"xiaoman", "小满"}, {"mangzhong", "芒种"}, {"xiazhi", "夏至"},
    {"xiaoshu", "小暑"}, {"dashu", "大暑"},   {"liqiu", "立秋"},     {"chushu", "处暑"},
    {"bailu", "白露"},   {"qiufen", "秋分"},  {"hanlu", "寒露"},     {"shuangjiang", "霜降"},
    {"lidong", "立冬"},  {"xiaoxue", "小雪"}, {"daxue", "大雪"},     {"dongzhi", "冬至"},
}};

constexpr std::array<Name, 14> festival_names{{
    {"chunjie", "春节"},
    {"yuanxiao", "元宵"},
    {"longtaitou", "龙抬头"},
    {"shangsi", "上巳"},
    {"duanwu", "端午"},
    {"qixi", "七夕"},
    {"zhongyuan", "中元"},
    {"zhongqiu", "中秋"},
    {"chongyang", "重阳"},
    {"xiayuan", "下元"},
    {"laba", "腊八"},
    {"xiaonian_north", "小年"},
    {"xiaonian_south", "小年"},
    {"chuxi", "除夕"},
}};

constexpr std::array<std::string_view, 12> month_names{"正", "二", "三", "四", "五", "六",
                                                       "七", "八", "九", "十", "冬", "腊"};
constexpr std::array<std::string_view, 12> month_numbers{"一", "二", "三", "四", "五",   "六",
                                                         "七", "八", "九", "十", "十一", "十二"};
constexpr std::array<std::string_view, 10> digits{"十", "一", "二", "三", "四",
                                                  "五", "六", "七", "八", "九"};

// 初一…初十, 十一…十九, 二十, 廿一…廿九, 三十
std::string day_name(int day, std::string_view twenty = "廿") {
    const std::string digit{digits[static_cast<std::size_t>(day % 10)]};
    if (day <= 10) {
        return "初" + digit;
    }
    if (day < 20) {
        return "十" + digit;
    }
    if (day % 10 == 0) {
        return (day == 20 ? "二" : "三") + digit;
    }
    return std::string{twenty} + digit;
}

template<std::size_t size>
std::optional<std::size_t> place_of(const std::array<Name, size>& names, std::string_view name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const Name& each) {
        return each.slug == name || each.chinese == name;
    });
    return found == names.end() ? std::nullopt : std::optional{std::size_t(found - names.begin())};
}

std::optional<int> month_named(std::string_view name) {
    for (const auto* names : {&month_names, &month_numbers}) {
        const auto found = std::find(names->begin(), names->end(), name);
        if (found != names->end()) {
            return static_cast<int>(found - names->begin()) + 1;
        }
    }
    return std::nullopt;
}

std::optional<int> day_named(std::string_view name) {
    for (int day = 1; day <= 30; ++day) {
        if (name == day_name(day) || name == day_name(day, "二十")) {
            return day;
        }
    }
    return std::nullopt;
}

std::optional<int> number_of(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && text.size() <= 2 && text.front() != '-' ? std::optional{value} : std::nullopt;
}

} // namespace

std::string_view chinese_name(SolarTerm term) {
    return term_names[static_cast<std::size_t>(term)].chinese;
}

std::string_view chinese_name(Festival festival) {
    return festival_names[static_cast<std::size_t>(festival)].chinese;
}

std::string_view slug(SolarTerm term) {
    return term_names[static_cast<std::size_t>(term)].slug;
}

std::string_view slug(Festival festival) {
    return festival_names[static_cast<std::size_t>(festival)].slug;
}

std::optional<SolarTerm> solar_term_named(std::string_view name) {
    const auto place = place_of(term_names, name);
    return place ? std::optional{static_cast<SolarTerm>(*place)} : std::nullopt;
}

std::optional<Festival> festival_named(std::string_view name) {
    const auto place = place_of(festival_names, name);
    return place ? std::optional{static_cast<Festival>(*place)} : std::nullopt;
}

std::string chinese_name(const LunarDate& date) {
    return (date.leap_month ? "闰" : "") + chinese_name(LunarMonthDay{date.month, date.day});
}

std::string chinese_name(const LunarMonthDay& day) {
    return std::string{month_names[static_cast<std::size_t>(day.month - 1)]} + "月"
           + day_name(day.day);
}

Result<LunarMonthDay> lunar_month_day_from_text(std::string_view text) {
    constexpr std::string_view month_sign = "月";
    const std::size_t sign = text.find(month_sign);
    const std::size_t dash = text.find('-');
    std::optional<int> month;
    std::optional<int> day;
    if (sign != text.npos) {
        month = month_named(text.substr(0, sign));
        day = day_named(text.substr(sign + month_sign.size()));
    } else if (dash != text.npos) {
        month = number_of(text.substr(0, dash));
        day = number_of(text.substr(dash + 1));
    }
    if (!month || !day) {
        return fail(ErrorCode::malformed,
                    "'" + std::string{text.substr(0, 40)}
                        + "' is no day of the lunar year (腊月廿三 or 12-23)");
    }
    if (*month < 1 || *month > 12 || *day < 1 || *day > 30) {
        return fail(ErrorCode::out_of_range, "a lunar year has months 1 to 12 of at most 30 days");
    }
    return LunarMonthDay{*month, *day};
}

} // namespace marquee::rules
