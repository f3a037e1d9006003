// When something holds: {"first": date, "last": date, "weekdays": ["mon", …], "windows": [{"start":
// "08:00", "end": "22:00"}]}. Left out: open, every day, all day.
#include <algorithm>
#include <array>

#include "schemas/wire/manifest.hpp"

namespace marquee::wire {

namespace {

constexpr std::array<std::string_view, 7> day_words{"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};

std::vector<std::string> words_of(const Weekdays& weekdays) {
    std::vector<std::string> words;
    for (std::size_t day = 0; day < day_words.size(); ++day) {
        if ((weekdays.bits >> day & 1) != 0) {
            words.emplace_back(day_words[day]);
        }
    }
    return words;
}

// The bit of one day; 0 when the word is none.
unsigned read_day(const Value& value) {
    const std::string word = value.line(limits::word_bytes_max);
    const auto day = std::find(day_words.begin(), day_words.end(), word);
    if (day == day_words.end()) {
        value.refuse(ErrorCode::malformed, "'" + word + "' is no weekday (mon to sun)",
                     {{"value", word}, {"allowed", "mon, tue, wed, thu, fri, sat, sun"}});
        return 0;
    }
    return 1U << (day - day_words.begin());
}

Weekdays read_weekdays(const Value& value) {
    unsigned bits = 0;
    for (const unsigned day : value.list(day_words.size(), read_day, 1)) {
        bits |= day;
    }
    return Weekdays{static_cast<std::uint8_t>(bits)};
}

DailyWindow read_window(const Value& value) {
    const Object in = value.object();
    DailyWindow window;
    const Value start = in.required("start");
    window.start = start.time_of_day();
    if (window.start.seconds == 24 * 3'600) {
        start.refuse(ErrorCode::out_of_range, "no window starts at 24:00");
    }
    window.end = in.required("end").time_of_day();
    return window;
}

} // namespace

void write_times(ObjectWriter& out, const Times& times) {
    out.member("first", times.dates.first);
    out.member("last", times.dates.last);
    out.texts("weekdays", words_of(times.weekdays));
    out.list("windows", times.windows, [](ObjectWriter& row, const DailyWindow& window) {
        row.member("start", window.start);
        row.member("end", window.end);
    });
}

Times read_times(const Object& in) {
    Times times;
    if (const Value first = in.optional("first")) {
        times.dates.first = first.date();
    }
    if (const Value last = in.optional("last")) {
        times.dates.last = last.date();
        if (times.dates.first && *times.dates.last < *times.dates.first) {
            last.refuse(ErrorCode::out_of_range, "the last day lies before the first");
        }
    }
    if (const Value weekdays = in.optional("weekdays")) {
        times.weekdays = read_weekdays(weekdays);
    }
    if (const Value windows = in.optional("windows")) {
        times.windows = windows.list(limits::windows_per_schedule_max, read_window);
    }
    return times;
}

} // namespace marquee::wire
