#include "schemas/rules/slogan_rehearsal.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

const ZoneRules& shanghai() {
    static const ZoneRules rules{"Asia/Shanghai", {}, 8 * 3'600, {}};
    return rules;
}

// 15:04:05 in Shanghai.
constexpr Instant afternoon = sys_days{2026y / November / 23} + 7h + 4min + 5s;

} // namespace

TEST_CASE("a check hears every variable at its longest in the year to come") {
    const auto longest = [](std::string_view text, std::string_view language) {
        const auto parts = parse_slogan(text).value();
        return say_at_length(parts, language, {shanghai(), afternoon, "西站北口", "西城街道"});
    };
    CHECK(longest("{date}", "zh").text == "2026年11月23日");
    CHECK(longest("{date}", "en").text == "10 September 2027");
    CHECK(longest("{weekday}", "en").text == "Wednesday");
    CHECK(longest("{days_until:2027-02-06}", "zh").text == "75");
    CHECK(longest("{unit}{display}", "zh").text == "西城街道西站北口");
    CHECK(longest("{time_seconds}", "zh").text.size() == 8);
}

TEST_CASE("a check hears all characters that a variable will say, each once") {
    const auto characters = [](std::string_view text, std::string_view language) {
        const auto parts = parse_slogan(text).value();
        return say_all_characters(parts, language, {shanghai(), afternoon, "东东门", "西城"});
    };
    CHECK(characters("{time}", "zh").text == "0123456789:");
    CHECK(characters("{display}", "zh").text == "东门");
    const std::string dates = characters("{date}", "zh").text;
    for (const char* each : {"0", "9", "年", "月", "日"}) {
        CHECK(dates.find(each) != std::string::npos);
    }
    const std::string lunar = characters("{lunar_date}", "zh").text;
    for (const char* each : {"腊", "正", "廿", "初", "冬"}) {
        CHECK(lunar.find(each) != std::string::npos);
    }
    CHECK(characters("防诈骗防", "zh").text == "防诈骗防");
}

TEST_CASE("places of what is said are places of what was written") {
    const auto parts = parse_slogan("在{display}, {{x").value(); // said: 在东门, {x
    const SaidSlogan said = say(parts, "zh", {shanghai(), afternoon, "东门", ""});
    REQUIRE(said.text == "在东门, {x");
    CHECK(written_place(parts, said, {0, 1}) == TextPlace{0, 1});
    CHECK(written_place(parts, said, {2, 3}) == TextPlace{1, 10});
    CHECK(written_place(parts, said, {0, 2}) == TextPlace{0, 10});
    CHECK(written_place(parts, said, {3, 4}) == TextPlace{10, 11});
    CHECK(written_place(parts, said, {5, 6}) == TextPlace{12, 14});
    CHECK(written_place(parts, said, {6, 7}) == TextPlace{14, 15});
}
