// A feed as calendar programs read it. tests/system/calendar_test.py asks three of them.
#include <catch2/catch.hpp>

#include "manager/reporting/calendar/calendar_feed.hpp"
#include "schemas/wire/utf8.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

FeedEvent event(std::string summary, std::string description = {}) {
    const Instant from = *instant_from_rfc3339("2026-11-23T01:00:00.250Z");
    return {.uid = "a-1@marquee",
            .time = {from, from + std::chrono::hours{9}},
            .stamp = *instant_from_rfc3339("2026-11-21T12:00:00Z"),
            .summary = std::move(summary),
            .description = std::move(description),
            .category = "normal"};
}

std::vector<std::string> lines_of(std::string text) {
    std::vector<std::string> lines;
    for (std::size_t end = text.find("\r\n"); end != text.npos; end = text.find("\r\n")) {
        lines.push_back(text.substr(0, end));
        text.erase(0, end + 2);
    }
    CHECK(text.empty());
    return lines;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

} // namespace

TEST_CASE("a feed is a calendar with its events in UTC") {
    const auto lines = lines_of(
        write_feed({.name = "西站", .time_zone = "Asia/Shanghai", .events = {event("x")}}));
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines[1] == "VERSION:2.0");
    CHECK(lines.back() == "END:VCALENDAR");
    CHECK(has(lines, "X-WR-CALNAME:西站"));
    CHECK(has(lines, "UID:a-1@marquee"));
    CHECK(has(lines, "DTSTAMP:20261121T120000Z"));
    CHECK(has(lines, "DTSTART:20261123T010000Z"));
    CHECK(has(lines, "DTEND:20261123T100000Z"));
    CHECK(write_feed({}) == write_feed({}));
}

TEST_CASE("text with the characters of the format is escaped, and cannot begin another line") {
    const auto lines = lines_of(
        write_feed({.events = {event("a;b,c\\d", "one\ntwo\rEND:VEVENT"), event("\x01\x7F")}}));
    CHECK(has(lines, "SUMMARY:a\\;b\\,c\\\\d"));
    CHECK(has(lines, "DESCRIPTION:one\\ntwo END:VEVENT"));
    CHECK(has(lines, "SUMMARY:  "));
}

TEST_CASE("no line is longer than 75 octets and none breaks a character") {
    std::string long_name;
    for (int i = 0; i < 100; ++i) {
        long_name += i % 3 == 0 ? "a" : "防诈骗";
    }
    std::string unfolded;
    for (const std::string& line : lines_of(write_feed({.events = {event(long_name)}}))) {
        CHECK(line.size() <= 75);
        CHECK(wire::valid_utf8_prefix(line) == line.size());
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    CHECK(unfolded.find("\nSUMMARY:" + long_name + "\n") != unfolded.npos);
}
