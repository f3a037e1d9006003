#include "manager/reporting/calendar/calendar_feed.hpp"

#include <string_view>

#include <fmt/format.h>

namespace marquee::manager {

namespace {

constexpr std::size_t line_octets_max = 75; // RFC 5545 section 3.1, without the line end

bool continues_character(char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0) == 0x80;
}

// "20261121T150405Z"; a fraction of a second has no place in the format.
std::string utc(Instant instant) {
    const auto second = std::chrono::floor<Seconds>(instant);
    const auto day = std::chrono::floor<std::chrono::days>(second);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{second - day};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

// RFC 5545 section 3.3.11. Control characters, which no value may have, become spaces.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char octet : text) {
        if (octet == '\\' || octet == ';' || octet == ',') {
            out += '\\';
            out += octet;
        } else if (octet == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(octet) < 0x20 || octet == 0x7F) {
            out += ' ';
        } else {
            out += octet;
        }
    }
    return out;
}

class FeedText {
public:
    // `value` as it shall stand there.
    void line(std::string_view name, std::string_view value) {
        std::string whole(name);
        whole.append(":").append(value);
        std::string_view rest = whole;
        std::size_t room = line_octets_max;
        while (rest.size() > room) {
            std::size_t cut = room;
            while (cut > 0 && continues_character(rest[cut])) {
                --cut;
            }
            cut = cut == 0 ? room : cut; // no UTF-8: cut anyway
            text_.append(rest.substr(0, cut)).append("\r\n ");
            rest.remove_prefix(cut);
            room = line_octets_max - 1; // the space counts
        }
        text_.append(rest).append("\r\n");
    }

    void words(std::string_view name, std::string_view words) {
        if (!words.empty()) {
            line(name, escaped(words));
        }
    }

    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void write_event(FeedText& out, const FeedEvent& event) {
    out.line("BEGIN", "VEVENT");
    out.words("UID", event.uid);
    out.line("DTSTAMP", utc(event.stamp));
    out.line("DTSTART", utc(event.time.from));
    out.line("DTEND", utc(event.time.to));
    out.words("SUMMARY", event.summary);
    out.words("DESCRIPTION", event.description);
    out.words("CATEGORIES", event.category);
    out.line("TRANSP", "TRANSPARENT"); // a program on a display makes nobody busy
    out.line("END", "VEVENT");
}

} // namespace

std::string write_feed(const CalendarFeed& feed) {
    FeedText out;
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Marquee//Schedules//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.words("X-WR-CALNAME", feed.name);
    out.words("X-WR-CALDESC", feed.description);
    out.words("X-WR-TIMEZONE", feed.time_zone);
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"); // RFC 7986 section 5.7
    out.line("X-PUBLISHED-TTL", "PT1H");
    for (const FeedEvent& event : feed.events) {
        write_event(out, event);
    }
    out.line("END", "VCALENDAR");
    return out.take();
}

} // namespace marquee::manager
