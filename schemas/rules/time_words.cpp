#include "schemas/rules/time_words.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/date_words.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

bool is_english(const std::string& tag) {
    return spoken_in(tag) == TimeLanguage::english;
}

TimeWord large(std::string text) {
    return {std::move(text), WordSize::large, true, false};
}

TimeWord small(std::string text) {
    return {std::move(text), WordSize::small, false, false};
}

constexpr std::array<Festival, 14> festivals{
    Festival::chunjie,        Festival::chuxi,         Festival::yuanxiao, Festival::longtaitou,
    Festival::shangsi,        Festival::duanwu,        Festival::qixi,     Festival::zhongyuan,
    Festival::zhongqiu,       Festival::chongyang,     Festival::xiayuan,  Festival::laba,
    Festival::xiaonian_north, Festival::xiaonian_south};

// 除夕, 立春, or both.
std::string occasion_text(LocalDate date) {
    std::string text;
    const auto festival = std::find_if(festivals.begin(), festivals.end(),
                                       [&](Festival each) { return contains(each, date); });
    if (festival != festivals.end()) {
        text = chinese_name(*festival);
    }
    if (const std::optional<SolarTerm> term = solar_term_on(date)) {
        text += (text.empty() ? "" : " ") + std::string(chinese_name(*term));
    }
    return text;
}

// Words in lines; empty words and lines are left out, and words on one line stand apart.
std::vector<TimeLine> arranged(const std::vector<std::vector<TimeWord>>& lines) {
    std::vector<TimeLine> kept;
    for (const std::vector<TimeWord>& line : lines) {
        TimeLine words;
        for (const TimeWord& word : line) {
            if (!word.text.empty()) {
                words.push_back(word);
                words.back().apart = words.size() > 1;
            }
        }
        if (!words.empty()) {
            kept.push_back(std::move(words));
        }
    }
    return kept;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// The days that are left, and the rest of the time; either may be missing.
struct Number {
    TimeLine days;
    TimeLine time;
};

Number number_of(const Countdown& countdown, Seconds left, std::int64_t midnights) {
    if (countdown.unit == CountdownUnit::days) {
        return {{{std::to_string(midnights), WordSize::large, false, false}}, {}};
    }
    const bool english = is_english(countdown.language);
    const auto whole_days = floor<days>(left);
    const Seconds rest = left - whole_days;
    Number number;
    if (whole_days.count() > 0) {
        number.days = {{std::to_string(whole_days.count()), WordSize::large, false, false},
                       small(english ? "d" : "天")};
    }
    number.time = {large(two_digits(floor<hours>(rest).count())),
                   small(english ? "h" : "时"),
                   large(two_digits(floor<minutes>(rest).count() % 60)),
                   small(english ? "m" : "分"),
                   large(two_digits(rest.count() % 60)),
                   small(english ? "s" : "秒")};
    number.time[2].apart = number.time[4].apart = true;
    return number;
}

TimeLine on_one_line(const Number& number) {
    TimeLine line = number.days;
    line.insert(line.end(), number.time.begin(), number.time.end());
    if (!number.days.empty() && !number.time.empty()) {
        line[number.days.size()].apart = true;
    }
    return line;
}

void append_lines(std::vector<TimeLine>& lines, const std::string& text) {
    for (const std::string& line : lines_of(text)) {
        if (!line.empty()) {
            lines.push_back({small(line)});
        }
    }
}

// The words before, these lines, and the words after them beside the last one, as one line.
std::vector<TimeLine> between(const Countdown& countdown, const std::vector<TimeLine>& number) {
    std::vector<TimeLine> lines;
    append_lines(lines, countdown.before);
    lines.insert(lines.end(), number.begin(), number.end());
    if (!countdown.after.empty()) {
        lines.back().push_back(small(on_one_line(countdown.after)));
    }
    return lines;
}

// Below each other, all below each other, days above the time, and everything on one line.
std::vector<std::vector<TimeLine>> around(const Countdown& countdown, const Number& number) {
    const TimeLine whole = on_one_line(number);
    std::vector<TimeLine> stacked;
    append_lines(stacked, countdown.before);
    stacked.push_back(whole);
    append_lines(stacked, countdown.after);
    std::vector<std::vector<TimeLine>> arrangements{between(countdown, {whole}), stacked};
    if (!number.days.empty() && !number.time.empty()) {
        arrangements.push_back(between(countdown, {number.days, number.time}));
    }
    TimeLine flat = whole;
    if (!countdown.before.empty()) {
        flat.insert(flat.begin(), small(on_one_line(countdown.before)));
    }
    if (!countdown.after.empty()) {
        flat.push_back(small(on_one_line(countdown.after)));
    }
    arrangements.push_back({flat});
    return arrangements;
}

std::vector<std::vector<TimeLine>> over(const Countdown& countdown) {
    std::vector<TimeLine> lines;
    for (const std::string& line : lines_of(countdown.over)) {
        if (!line.empty()) {
            lines.push_back({{line, WordSize::large, false, false}});
        }
    }
    return {lines, {{{on_one_line(countdown.over), WordSize::large, false, false}}}};
}

} // namespace

ToldTime tell(const ClockFace& face, const ZoneRules& zone, Instant now) {
    const LocalMoment wall = to_local(zone, now);
    const ZoneSegment segment = segment_at(zone, now);
    const LocalDate date = local_date(zone, now);
    const TimeLanguage language = spoken_in(face.language);
    const bool calendar = face.lunar_date;
    const TimeWord time = large(time_text(face.time, wall));
    TimeWord day = small(face.date ? date_text(date, language) : std::string());
    TimeWord weekday = small(face.weekday ? weekday_text(date, language) : std::string());
    if (language == TimeLanguage::english) {
        std::swap(day, weekday); // Monday 23 November 2026
    }
    const TimeWord lunar = small(calendar ? lunar_text(date) : std::string());
    const TimeWord occasion = small(calendar ? occasion_text(date) : std::string());
    return {{arranged({{time}, {day, weekday}, {lunar, occasion}}),
             arranged({{time}, {day}, {weekday}, {lunar}, {occasion}}),
             arranged({{time}, {day, weekday, lunar, occasion}}),
             arranged({{time, day, weekday, lunar, occasion}})},
            next_time(face.time, wall, segment),
            next_midnight(wall, segment)};
}

ToldTime tell(const Countdown& countdown, const ZoneRules& zone, Instant now) {
    const Instant end = to_instant(zone, countdown.until_date, countdown.until_time);
    if (now >= end) {
        return {over(countdown), Instant::max(), Instant::max()};
    }
    const LocalMoment wall = to_local(zone, now);
    const Instant midnight = next_midnight(wall, segment_at(zone, now));
    const auto left = std::chrono::ceil<Seconds>(end - now);
    const std::int64_t midnights = midnights_until(countdown.until_date, local_date(zone, now));
    const Number number = number_of(countdown, left, midnights);
    const bool in_days = countdown.unit == CountdownUnit::days;
    const Instant next_second = end - left + Seconds{1};
    const Instant next_day = end - floor<days>(left) + Seconds{1};
    return {around(countdown, number), std::min(in_days ? midnight : next_second, end),
            std::min(in_days ? midnight : next_day, end)};
}

} // namespace marquee::rules
