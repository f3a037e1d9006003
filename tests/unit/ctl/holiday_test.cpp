// The announced years that are shipped.
#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "ctl/holiday_commands.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "tests/places.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"

using namespace marquee;
using namespace marquee::ctl;

TEST_CASE("the shipped years of holidays are those of the calendar's cases") {
    HolidayTable shipped{"中国大陆", {}};
    for (const int year : {2025, 2026}) {
        const std::string file = source_path("assets/holidays/") + std::to_string(year) + ".json";
        const auto read =
            read_whole(file, limits::staff_body_bytes_max).and_then([](const std::string& text) {
                return read_holidays(text);
            });
        REQUIRE(read);
        CHECK_FALSE(read->source.empty());
        shipped.years.push_back(*read);
        shipped.years.back().source.clear();
    }
    HolidayTable cases = tests::china_holidays();
    for (HolidayYear& year : cases.years) {
        year.source.clear();
    }
    CHECK(shipped == cases);
    CHECK(rules::validate(shipped).empty());
}

TEST_CASE("a holiday file with a member nobody knows is refused") {
    CHECK(read_holidays(R"({"format":"holidays/1.0","year":2027,"source":"s","days":[]})"));
    const auto refused =
        read_holidays(R"({"format":"holidays/1.0","year":2027,"source":"s","day":[],"days":[]})");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::unknown_member);
}
