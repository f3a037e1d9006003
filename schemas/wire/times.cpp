#include "schemas/wire/times.hpp"

#include <algorithm>
#include <string>

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
unsigned read_weekday(const Value& value) {
    const std::string word = value.line(limits::word_bytes_max);
    const auto day = std::find(day_words.begin(), day_words.end(), word);
    if (day == day_words.end()) {
        value.refuse(ErrorCode::malformed, "'" + word + "' is no weekday (mon to sun)",
                     {{"value", word}, {"allowed", "mon, tue, wed, thu, fri, sat, sun"}});
        return 0;
    }
    return 1U << (day - day_words.begin());
}

// Absent: every day.
Weekdays read_weekdays(const Value& value) {
    if (!value) {
        return {};
    }
    unsigned bits = 0;
    for (const unsigned day : value.list(day_words.size(), read_weekday, 1)) {
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
    window.weekdays = read_weekdays(in.optional("weekdays"));
    return window;
}

DayException read_exception(const Value& value) {
    const Object in = value.object();
    DayException exception;
    const Value on = in.required("on");
    exception.on = read_days(on);
    if (exception.on.empty() && !on.failed()) {
        on.refuse(ErrorCode::out_of_range, "an exception needs a day", {{"count_min", "1"}});
    }
    exception.windows = read_windows(in.required("windows"));
    return exception;
}

} // namespace

void write_windows(ObjectWriter& out, const std::vector<DailyWindow>& windows) {
    out.list("windows", windows, [](ObjectWriter& row, const DailyWindow& window) {
        row.member("start", window.start);
        row.member("end", window.end);
        if (window.weekdays != Weekdays{}) {
            row.texts("weekdays", words_of(window.weekdays));
        }
    });
}

std::vector<DailyWindow> read_windows(const Value& value) {
    return value.list(limits::windows_per_schedule_max, read_window);
}

void write_exceptions(ObjectWriter& out, const std::vector<DayException>& exceptions) {
    out.list("exceptions", exceptions, [](ObjectWriter& row, const DayException& exception) {
        write_days(row, "on", exception.on);
        write_windows(row, exception.windows);
    });
}

std::vector<DayException> read_exceptions(const Value& value) {
    return value.list(limits::day_exceptions_max, read_exception);
}

void write_times(ObjectWriter& out, const Times& times) {
    out.member("first", times.dates.first);
    out.member("last", times.dates.last);
    out.texts("weekdays", words_of(times.weekdays));
    write_windows(out, times.windows);
    if (!times.on.empty()) {
        write_days(out, "on", times.on);
    }
    if (!times.exceptions.empty()) {
        write_exceptions(out, times.exceptions);
    }
}

Times read_times(const Object& in) {
    Times times;
    times.dates = read_date_range(in);
    times.weekdays = read_weekdays(in.optional("weekdays"));
    if (const Value windows = in.optional("windows")) {
        times.windows = read_windows(windows);
    }
    if (const Value on = in.optional("on")) {
        times.on = read_days(on);
    }
    if (const Value exceptions = in.optional("exceptions")) {
        times.exceptions = read_exceptions(exceptions);
    }
    return times;
}

} // namespace marquee::wire
