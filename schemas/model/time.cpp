#include "schemas/model/time.hpp"

namespace marquee {

namespace {

// Decimal with leading zeros, at least `width` digits.
std::string padded(std::int64_t value, std::size_t width) {
    const std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

// Reads exactly `digits` decimal digits at the front of `text`; -1 when they are not there.
int take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool take_date(std::string_view& text, LocalDate& date) {
    const int year = take_number(text, 4);
    if (year < 1 || !take(text, '-')) {
        return false;
    }
    const int month = take_number(text, 2);
    if (month < 1 || !take(text, '-')) {
        return false;
    }
    const int day = take_number(text, 2);
    if (day < 1) {
        return false;
    }
    date = LocalDate{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                     std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok();
}

// ".1" to ".123456" as microseconds; zero when there is no fraction; -1 when it is malformed.
int take_fraction(std::string_view& text) {
    if (!take(text, '.')) {
        return 0;
    }
    int value = 0;
    int scale = 1'000'000;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (scale == 1) {
            return -1;
        }
        scale /= 10;
        value += (text.front() - '0') * scale;
        text.remove_prefix(1);
    }
    return scale == 1'000'000 ? -1 : value;
}

// "Z" or "+08:00"; false when it is neither.
bool take_offset(std::string_view& text, Seconds& offset) {
    offset = Seconds{0};
    if (take(text, 'Z') || take(text, 'z')) {
        return true;
    }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) {
        return false;
    }
    const int hours = take_number(text, 2);
    if (hours < 0 || hours > 23 || !take(text, ':')) {
        return false;
    }
    const int minutes = take_number(text, 2);
    if (minutes < 0 || minutes > 59) {
        return false;
    }
    offset = Seconds{(hours * 60 + minutes) * 60 * (east ? 1 : -1)};
    return true;
}

} // namespace

std::string to_rfc3339(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const LocalDate date{day};
    const std::chrono::hh_mm_ss time{instant - day};
    std::string text = to_iso_date(date) + "T" + padded(time.hours().count(), 2) + ":"
                       + padded(time.minutes().count(), 2) + ":"
                       + padded(time.seconds().count(), 2);
    if (time.subseconds().count() != 0) {
        text += "." + padded(time.subseconds().count(), 6);
    }
    return text + "Z";
}

Result<Instant> instant_from_rfc3339(std::string_view text) {
    std::string_view rest = text;
    const auto malformed = [&] {
        return fail(ErrorCode::malformed,
                    "'" + std::string(text.substr(0, 40)) + "' is not an RFC 3339 date-time");
    };
    LocalDate date;
    if (!take_date(rest, date) || !(take(rest, 'T') || take(rest, 't'))) {
        return malformed();
    }
    const int hours = take_number(rest, 2);
    if (hours < 0 || hours > 23 || !take(rest, ':')) {
        return malformed();
    }
    const int minutes = take_number(rest, 2);
    if (minutes < 0 || minutes > 59 || !take(rest, ':')) {
        return malformed();
    }
    const int seconds = take_number(rest, 2);
    const int fraction = seconds < 0 ? -1 : take_fraction(rest);
    Seconds offset{};
    if (seconds < 0 || seconds > 59 || fraction < 0 || !take_offset(rest, offset)
        || !rest.empty()) {
        return malformed();
    }
    return Instant{std::chrono::sys_days{date}} + std::chrono::hours{hours}
           + std::chrono::minutes{minutes} + Seconds{seconds} + Microseconds{fraction} - offset;
}

std::string to_iso_date(LocalDate date) {
    return padded(static_cast<int>(date.year()), 4) + "-"
           + padded(static_cast<unsigned>(date.month()), 2) + "-"
           + padded(static_cast<unsigned>(date.day()), 2);
}

Result<LocalDate> date_from_iso(std::string_view text) {
    std::string_view rest = text;
    LocalDate date;
    if (!take_date(rest, date) || !rest.empty()) {
        return fail(ErrorCode::malformed,
                    "'" + std::string(text.substr(0, 40)) + "' is not a date (YYYY-MM-DD)");
    }
    return date;
}

std::string to_clock_text(TimeOfDay time) {
    const int minutes = time.seconds / 60;
    const int seconds = time.seconds % 60;
    const std::string text = padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
    return seconds == 0 ? text : text + ":" + padded(seconds, 2);
}

Result<TimeOfDay> time_of_day_from_text(std::string_view text) {
    std::string_view rest = text;
    const int hours = take_number(rest, 2);
    const bool colon = take(rest, ':');
    const int minutes = take_number(rest, 2);
    int seconds = 0;
    if (take(rest, ':')) {
        seconds = take_number(rest, 2);
    }
    const bool midnight_end = hours == 24 && minutes == 0 && seconds == 0;
    const bool ordinary =
        hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
    if (!colon || !rest.empty() || !(ordinary || midnight_end)) {
        return fail(ErrorCode::malformed,
                    "'" + std::string(text.substr(0, 40)) + "' is not a time of day (HH:MM[:SS])");
    }
    return TimeOfDay{(hours * 60 + minutes) * 60 + seconds};
}

} // namespace marquee
