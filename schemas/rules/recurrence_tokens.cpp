#include "schemas/rules/recurrence_tokens.hpp"

#include <algorithm>
#include <charconv>

#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

// "20260131"
std::optional<LocalDate> date_from(std::string_view text) {
    const auto digits = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 8 || !std::all_of(text.begin(), text.end(), digits)) {
        return std::nullopt;
    }
    const auto part = [&](std::size_t at, std::size_t size) {
        return *number_from(text.substr(at, size), size);
    };
    const LocalDate date{std::chrono::year{part(0, 4)},
                         std::chrono::month{static_cast<unsigned>(part(4, 2))},
                         std::chrono::day{static_cast<unsigned>(part(6, 2))}};
    return date.ok() && date.year() >= std::chrono::year{1} ? std::optional{date} : std::nullopt;
}

// "093000"; no leap second.
std::optional<TimeOfDay> time_from(std::string_view text) {
    const auto digits = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 6 || !std::all_of(text.begin(), text.end(), digits)) {
        return std::nullopt;
    }
    const std::int32_t hours = *number_from(text.substr(0, 2), 2);
    const std::int32_t minutes = *number_from(text.substr(2, 2), 2);
    const std::int32_t seconds = *number_from(text.substr(4, 2), 2);
    if (hours > 23 || minutes > 59 || seconds > 59) {
        return std::nullopt;
    }
    return TimeOfDay{(hours * 60 + minutes) * 60 + seconds};
}

} // namespace

std::string shortened(std::string_view text) {
    std::string kept{text.substr(0, 40)};
    std::replace_if(
        kept.begin(), kept.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return kept;
}

tl::unexpected<Error> refuse(ErrorCode code, std::string_view part, const std::string& why) {
    return fail(code, std::string(part) + ": " + why, std::string(part),
                {{"part", std::string(part)}});
}

std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

std::string_view take_until(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

std::optional<std::int32_t> number_from(std::string_view text, std::size_t digits) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.size() > digits || text.front() == '-' || error != std::errc{}
        || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

Result<DayAndTime> day_and_time(std::string_view text, std::string_view part,
                                const StartClock* clock) {
    const std::string_view whole = text;
    const auto malformed = [&] {
        return refuse(ErrorCode::malformed, part, "'" + shortened(whole) + "' is not a date");
    };
    const auto date = date_from(text.substr(0, 8));
    if (!date) {
        return malformed();
    }
    if (text.size() == 8) {
        return DayAndTime{*date, std::nullopt};
    }
    const bool utc = text.back() == 'Z' || text.back() == 'z';
    text.remove_suffix(utc ? 1 : 0);
    const auto time = text.size() == 15 && (text[8] == 'T' || text[8] == 't')
                          ? time_from(text.substr(9))
                          : std::nullopt;
    if (!time) {
        return malformed();
    }
    if (clock == nullptr) {
        return refuse(ErrorCode::unsupported, part, "a time of day, in a recurrence of whole days");
    }
    if (!utc) {
        return DayAndTime{*date, time};
    }
    const Instant instant{std::chrono::sys_days{*date} + Seconds{time->seconds}};
    const LocalTime local = to_local(clock->zone, instant).local;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return DayAndTime{LocalDate{day}, TimeOfDay{static_cast<std::int32_t>(
                                          std::chrono::floor<Seconds>(local - day).count())}};
}

std::string compact_date(LocalDate date) {
    std::string text = to_iso_date(date);
    std::erase(text, '-');
    return text;
}

} // namespace marquee::rules
