// What becomes of the events of a stranger's calendar.
#include <catch2/catch.hpp>

#include "manager/reporting/calendar/calendar_import.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

ZoneRules fixed(const std::string& name, std::int32_t hours) {
    return {.name = name, .offset_seconds_before = hours * 3'600};
}

Result<CalendarImport> import_text(const std::string& text) {
    static const ZoneRules home = fixed("Asia/Shanghai", 8);
    return import_calendar(text, {home, [](const std::string& name) {
                                      return name == "Asia/Tokyo"
                                                 ? std::optional(fixed("Asia/Tokyo", 9))
                                                 : std::nullopt;
                                  }});
}

std::string calendar_of(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event_of(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:开学\\, 第一周\r\n" + lines + "END:VEVENT\r\n";
}

// The only rule of the only event.
DayRule only(const std::string& lines) {
    const auto read = import_text(calendar_of(event_of(lines)));
    REQUIRE(read);
    INFO((read->refused.empty() ? "" : to_string(read->refused.front().error)));
    REQUIRE(read->refused.empty());
    REQUIRE(read->events.size() == 1);
    CHECK(read->events.front().summary == "开学, 第一周");
    return read->events.front().days;
}

std::string text_of(const DayRule& days) {
    return rules::to_text(std::get<Recurrence>(days));
}

// Why the only event was refused: "unsupported BYHOUR".
std::string refusal(const std::string& lines) {
    const auto read = import_text(calendar_of(event_of(lines)));
    REQUIRE(read);
    REQUIRE(read->events.empty());
    REQUIRE(read->refused.size() == 1);
    const Error& error = read->refused.front().error;
    return std::string(error_slug(error.code)) + " " + error.where;
}

DateRange range(const char* first, const char* last) {
    return {*date_from_iso(first), *date_from_iso(last)};
}

} // namespace

TEST_CASE("an event of whole days is a range that ends the day before DTEND") {
    CHECK(only("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260504\r\n")
          == DayRule{range("2026-05-01", "2026-05-03")});
    CHECK(only("DTSTART;VALUE=DATE:20260501\r\n") == DayRule{range("2026-05-01", "2026-05-01")});
    for (const char* duration : {"P2D", "PT48H", "P1DT24H", "+PT2880M", "P1DT23H60M"}) {
        CHECK(only("DTSTART;VALUE=DATE:20260501\r\nDURATION:" + std::string(duration) + "\r\n")
              == DayRule{range("2026-05-01", "2026-05-02")});
    }
    CHECK(refusal("DTSTART;VALUE=DATE:20260503\r\nDTEND;VALUE=DATE:20260501\r\n")
          == "malformed DTEND");
}

TEST_CASE("a timed event counts on the days it touches, a night on the day it starts") {
    const std::string start = "DTSTART;TZID=Asia/Shanghai:20260501T";
    CHECK(only(start + "090000\r\nDTEND;TZID=Asia/Shanghai:20260501T170000\r\n")
          == DayRule{range("2026-05-01", "2026-05-01")});
    CHECK(only(start + "220000\r\nDTEND;TZID=Asia/Shanghai:20260502T060000\r\n")
          == DayRule{range("2026-05-01", "2026-05-01")});
    CHECK(only(start + "180000\r\nDTEND;TZID=Asia/Shanghai:20260503T090000\r\n")
          == DayRule{range("2026-05-01", "2026-05-03")});
    CHECK(only(start + "000000\r\nDTEND;TZID=Asia/Shanghai:20260503T000000\r\n")
          == DayRule{range("2026-05-01", "2026-05-02")});
}

TEST_CASE("UTC is turned into the days of home") {
    CHECK(only("DTSTART:20260430T170000Z\r\nDTEND:20260430T180000Z\r\n")
          == DayRule{range("2026-05-01", "2026-05-01")});
    CHECK(text_of(only("DTSTART:20260504T010000Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20260601T010000Z\r\n"))
          == "DTSTART;VALUE=DATE:20260504\nRRULE:FREQ=WEEKLY;UNTIL=20260601\n");
    CHECK(refusal("DTSTART:20260430T170000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=TH\r\n")
          == "unsupported DTSTART");
}

TEST_CASE("a rule, more dates and exceptions are those of our own engine") {
    CHECK(text_of(only("DTSTART;TZID=Asia/Tokyo:20260105T090000\r\n"
                       "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3\r\n"
                       "RDATE;TZID=Asia/Tokyo:20260120T090000,20260121T090000\r\n"
                       "EXDATE;TZID=Asia/Tokyo:20260209T090000\r\n"))
          == "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2MO\n"
             "RDATE;VALUE=DATE:20260120,20260121\nEXDATE;VALUE=DATE:20260209\n");
    CHECK(text_of(only("DTSTART;VALUE=DATE:20260105\r\nRDATE;VALUE=DATE:20260120\r\n"))
          == "DTSTART;VALUE=DATE:20260105\nRDATE;VALUE=DATE:20260105,20260120\n");
}

TEST_CASE("an event of several days recurs as each of its days") {
    const auto read = import_text(calendar_of(
        event_of("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260503\r\n"
                 "RRULE:FREQ=YEARLY;UNTIL=20300501\r\nEXDATE;VALUE=DATE:20270501\r\n")));
    REQUIRE(read);
    REQUIRE(read->events.size() == 2);
    CHECK(text_of(read->events[1].days)
          == "DTSTART;VALUE=DATE:20260502\nRRULE:FREQ=YEARLY;UNTIL=20300502\n"
             "EXDATE;VALUE=DATE:20270502\n");
    CHECK(text_of(only("DTSTART;VALUE=DATE:20260130\r\nDTEND;VALUE=DATE:20260202\r\n"
                       "RRULE:FREQ=MONTHLY;BYMONTHDAY=30;COUNT=2\r\n"))
          == "DTSTART;VALUE=DATE:20260130\n"
             "RDATE;VALUE=DATE:20260130,20260131,20260201,20260330,20260331,20260401\n");
    CHECK(refusal("DTSTART;VALUE=DATE:20260130\r\nDTEND;VALUE=DATE:20260202\r\n"
                  "RRULE:FREQ=MONTHLY;BYMONTHDAY=30\r\n")
          == "unsupported DTEND");
}

TEST_CASE("what is not understood is refused for its event alone, by the name of the part") {
    const std::string start = "DTSTART;VALUE=DATE:20260105\r\n";
    CHECK(refusal(start + "RRULE:FREQ=WEEKLY;BYHOUR=9\r\n") == "unsupported BYHOUR");
    CHECK(refusal(start + "RRULE:FREQ=HOURLY\r\n") == "unsupported FREQ");
    CHECK(refusal(start + "RRULE:RSCALE=CHINESE;FREQ=YEARLY\r\n") == "unsupported RSCALE");
    CHECK(refusal(start + "RRULE:FREQ=WEEKLY;INTERVAL=0\r\n") == "out_of_range INTERVAL");
    CHECK(refusal(start + "RRULE:FREQ=WEEKLY;INTERVAL=70000\r\n") == "out_of_range INTERVAL");
    CHECK(refusal(start + "RRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY\r\n") == "unsupported RRULE");
    CHECK(refusal(start + "EXRULE:FREQ=DAILY\r\n") == "unsupported EXRULE");
    CHECK(refusal(start + "RECURRENCE-ID;VALUE=DATE:20260112\r\n") == "unsupported RECURRENCE-ID");
    CHECK(refusal(start + "RDATE;VALUE=PERIOD:20260120T090000/PT2H\r\n") == "malformed RDATE");
    CHECK(refusal("DTSTART;VALUE=DATE:2026\r\n") == "missing_member DTSTART");
    CHECK(refusal(start + "DTEND;VALUE=DATE:2026\r\n") == "malformed DTEND");
    CHECK(refusal(start + "DURATION:P99999999999D\r\n") == "malformed DURATION");
    CHECK(refusal(start + "DURATION:-P1D\r\n") == "malformed DURATION");
    CHECK(refusal("DTSTART;VALUE=DATE:99991231\r\n") == "out_of_range DTSTART");
    CHECK(refusal("DURATION:P1D\r\n") == "missing_member DTSTART");
    const auto read = import_text(calendar_of(event_of("EXRULE:FREQ=DAILY\r\n") + event_of(start)));
    REQUIRE(read);
    CHECK(read->events.size() == 1);
    CHECK(read->refused.size() == 1);
}

TEST_CASE("a cancelled event is no event, and alarms, zones and people do not matter") {
    const auto read = import_text(calendar_of(
        "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "RRULE:FREQ=YEARLY\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
        + event_of("DTSTART;VALUE=DATE:20260105\r\nSTATUS:CANCELLED\r\n")
        + event_of("dtstart;value=date:2026\r\n 0105\r\nATTENDEE:mailto:x@example.org\r\n"
                   "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDURATION:PT9H\r\nEND:VALARM\r\n"
                   "ATTACH;VALUE=BINARY:"
                   + std::string(100'000, 'A') + "\r\n")));
    REQUIRE(read);
    CHECK(read->refused.empty());
    REQUIRE(read->events.size() == 1);
    CHECK(read->events.front().days == DayRule{range("2026-01-05", "2026-01-05")});
}

TEST_CASE("hostile text is refused whole, or in bounds") {
    const auto code = [](const std::string& text) {
        const auto read = import_text(text);
        return read ? "read" : std::string(error_slug(read.error().code));
    };
    CHECK(code("") == "malformed");
    CHECK(code("hello") == "malformed");
    CHECK(code("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n") == "malformed");
    CHECK(code("BEGIN:VEVENT\r\nEND:VEVENT\r\n") == "malformed");
    CHECK(code(calendar_of("") + "\xff") == "malformed");
    CHECK(code(calendar_of(std::string(1, '\0'))) == "malformed");
    CHECK(code(std::string(limits::calendar_import_bytes_max + 1, 'x')) == "too_large");
    CHECK(code(calendar_of(event_of("SUMMARY:" + std::string(100'000, 'x') + "\r\n")))
          == "too_large");
    std::string deep;
    for (int i = 0; i < 10'000; ++i) {
        deep += "BEGIN:VEVENT\r\n";
    }
    CHECK(code(calendar_of(deep)) == "too_large");
    std::string many;
    for (std::size_t i = 0; i <= limits::calendar_import_events_max; ++i) {
        many += "BEGIN:VEVENT\r\nEND:VEVENT\r\n";
    }
    CHECK(code(calendar_of(many)) == "too_large");
    std::string dates = "EXDATE;VALUE=DATE:18000101";
    for (int i = 1; i < 3'000; ++i) {
        const auto day = std::chrono::year{1800} / 1 / 1;
        std::string date =
            to_iso_date(LocalDate{std::chrono::local_days{day} + std::chrono::days{i}});
        std::erase(date, '-');
        dates += "," + date;
    }
    CHECK(refusal("DTSTART;VALUE=DATE:18000101\r\nRRULE:FREQ=DAILY\r\n" + dates + "\r\n")
          == "too_large EXDATE");
    CHECK(code(calendar_of("") + calendar_of(event_of("DTSTART;VALUE=DATE:20260101\r\n")))
          == "read");
}
