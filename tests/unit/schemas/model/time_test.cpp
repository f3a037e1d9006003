#include "schemas/model/time.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace std::chrono_literals;

TEST_CASE("an instant is written in RFC 3339 and read back") {
    const auto parsed = instant_from_rfc3339("2026-11-21T15:04:05.120000Z");
    REQUIRE(parsed);
    CHECK(to_rfc3339(*parsed) == "2026-11-21T15:04:05.120000Z");
    CHECK(to_rfc3339(*parsed - 120ms) == "2026-11-21T15:04:05Z");
    CHECK(*instant_from_rfc3339("2026-11-21T23:04:05.12+08:00") == *parsed);
    CHECK(*instant_from_rfc3339("1969-12-31T23:59:59.999999Z") == Instant{-1us});
    CHECK(to_rfc3339(Instant{-1us}) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("what is not an RFC 3339 date-time is refused") {
    for (const char* text :
         {"", "2026-11-21", "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:00:60Z",
          "2026-11-21T10:00:00", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00.1234567Z",
          "2026-11-21T10:00:00+0800", "2026-11-21T10:00:00Z ", "0000-01-01T00:00:00Z",
          "10000-01-01T00:00:00Z", "2026-11-21T1a:00:00Z"}) {
        INFO(text);
        CHECK_FALSE(instant_from_rfc3339(text));
    }
}

TEST_CASE("a date must exist") {
    CHECK(to_iso_date(*date_from_iso("2028-02-29")) == "2028-02-29");
    CHECK_FALSE(date_from_iso("2026-02-29"));
    CHECK_FALSE(date_from_iso("2026-2-9"));
}

TEST_CASE("a time of day ends at 24:00") {
    CHECK(time_of_day_from_text("24:00")->seconds == 86'400);
    CHECK(to_clock_text(TimeOfDay{86'400}) == "24:00");
    CHECK(to_clock_text(*time_of_day_from_text("08:30:15")) == "08:30:15");
    CHECK_FALSE(time_of_day_from_text("24:00:01"));
    CHECK_FALSE(time_of_day_from_text("8:30"));
    CHECK_FALSE(time_of_day_from_text("08-30"));
    CHECK_FALSE(time_of_day_from_text("08:60"));
}
