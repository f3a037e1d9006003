// Days of the Chinese calendar, and the rules that people tie to them.
#pragma once

#include <cstdint>
#include <variant>

#include "schemas/model/time.hpp"

namespace marquee {

// A day of the lunisolar calendar (农历). `year` is the Gregorian year in which its first day, the
// Spring Festival, lies: 2027-02-05 is 2026-12-29.
struct LunarDate {
    std::int32_t year = 0;
    std::int32_t month = 1;  // 1..12
    std::int32_t day = 1;    // 1..30
    bool leap_month = false; // 闰: the second month of that number

    friend bool operator==(const LunarDate&, const LunarDate&) = default;
};

// 二十四节气, in the order of the Gregorian year: two in each month.
enum class SolarTerm {
    xiaohan,     // 小寒
    dahan,       // 大寒
    lichun,      // 立春
    yushui,      // 雨水
    jingzhe,     // 惊蛰
    chunfen,     // 春分
    qingming,    // 清明
    guyu,        // 谷雨
    lixia,       // 立夏
    xiaoman,     // 小满
    mangzhong,   // 芒种
    xiazhi,      // 夏至
    xiaoshu,     // 小暑
    dashu,       // 大暑
    liqiu,       // 立秋
    chushu,      // 处暑
    bailu,       // 白露
    qiufen,      // 秋分
    hanlu,       // 寒露
    shuangjiang, // 霜降
    lidong,      // 立冬
    xiaoxue,     // 小雪
    daxue,       // 大雪
    dongzhi,     // 冬至
};

// Festivals of the lunar calendar. A leap month has none. Qingming and Dongzhi are solar terms.
enum class Festival {
    chunjie,        // 春节, 1-1
    yuanxiao,       // 元宵, 1-15
    longtaitou,     // 龙抬头, 2-2
    shangsi,        // 上巳, 3-3
    duanwu,         // 端午, 5-5
    qixi,           // 七夕, 7-7
    zhongyuan,      // 中元, 7-15
    zhongqiu,       // 中秋, 8-15
    chongyang,      // 重阳, 9-9
    xiayuan,        // 下元, 10-15
    laba,           // 腊八, 12-8
    xiaonian_north, // 小年, 12-23
    xiaonian_south, // 小年, 12-24
    chuxi,          // 除夕, the last day of the year
};

// A day of every lunar year, in the ordinary month of that number.
struct LunarMonthDay {
    std::int32_t month = 1;
    std::int32_t day = 1;

    friend bool operator==(const LunarMonthDay&, const LunarMonthDay&) = default;
};

// 腊月廿三 to 正月十五, both included, every year; over the new year when `last` comes first.
struct LunarRange {
    LunarMonthDay first;
    LunarMonthDay last;

    friend bool operator==(const LunarRange&, const LunarRange&) = default;
};

// From some days before or after an occasion to some days before or after it: {清明, -3, 1}.
struct DaysAround {
    std::variant<Festival, SolarTerm> occasion;
    std::int32_t first = 0; // negative: before
    std::int32_t last = 0;

    friend bool operator==(const DaysAround&, const DaysAround&) = default;
};

// Market days by the last digit of the lunar day: 逢三六九 is the 3rd, 6th, 9th, 13th…
struct LunarMarket {
    std::uint16_t digits = 0; // bit 0: the 10th, 20th and 30th

    friend bool operator==(const LunarMarket&, const LunarMarket&) = default;
};

// Market days in a fixed step, before the anchor as after it: 五日一圩 is every 5 days.
struct MarketCycle {
    LocalDate anchor{};
    std::int32_t every_days = 1;

    friend bool operator==(const MarketCycle&, const MarketCycle&) = default;
};

} // namespace marquee
