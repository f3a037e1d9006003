#include "schemas/rules/slogan_variables.hpp"

#include <catch2/catch.hpp>

#include "schemas/rules/showable.hpp"
#include "schemas/rules/validate.hpp"

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

SaidSlogan said(std::string_view text, std::string_view language = "zh-Hans",
                Instant now = afternoon) {
    const auto parts = parse_slogan(text);
    REQUIRE(parts);
    return say(*parts, language, {shanghai(), now, "西站北口", "西城街道"});
}

Error refused(std::string_view text) {
    const auto parts = parse_slogan(text);
    REQUIRE_FALSE(parts);
    return parts.error();
}

std::string param(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.params) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Slogan slogan_of(std::string text) {
    Slogan slogan;
    slogan.text = std::move(text);
    slogan.variables = true;
    return slogan;
}

} // namespace

TEST_CASE("variables are said in the slogan's language") {
    CHECK(said("现在{time}").text == "现在15:04");
    CHECK(said("{time_seconds}").text == "15:04:05");
    CHECK(said("{date} {weekday}").text == "2026年11月23日 星期一");
    CHECK(said("{weekday}, {date}", "en-GB").text == "Monday, 23 November 2026");
    CHECK(said("{date}", "fr").text == "2026年11月23日");
    CHECK(said("{lunar_date}", "en").text == "农历十月十五");
    CHECK(said("距春节{days_until:2027-02-06}天").text == "距春节75天");
    CHECK(said("{unit}{display}欢迎您").text == "西城街道西站北口欢迎您");
}

TEST_CASE("days are counted by midnights on the wall, and none are left on the day itself") {
    const Instant eve = sys_days{2027y / February / 5} + 15h + 59min;
    CHECK(said("{days_until:2027-02-06}", "zh", eve).text == "1");
    CHECK(said("{days_until:2027-02-06}", "zh", eve + 1min).text == "0");
    CHECK(said("{days_until:2026-01-01}").text == "0");
}

TEST_CASE("what is said holds exactly until one of its values changes") {
    CHECK(said("{time_seconds}").until == afternoon + 1s);
    CHECK(said("{time} {date}").until == afternoon + 55s);
    CHECK(said("{date}").until == sys_days{2026y / November / 23} + 16h);
    CHECK(said("{display}").until == Instant::max());
    CHECK(said("文明").until == Instant::max());
    for (Instant at = afternoon; at < afternoon + 3min; at += 700ms) {
        const SaidSlogan now = said("{time}", "zh", at);
        CHECK(said("{time}", "zh", now.until - 1us).text == now.text);
        CHECK(said("{time}", "zh", now.until).text != now.text);
    }
}

TEST_CASE("two braces write one, and one that closes is a character as any") {
    CHECK(said("{{time}").text == "{time}");
    CHECK(said("a}b {{{{").text == "a}b {{");
    CHECK(said("").text.empty());
}

TEST_CASE("a name that is not known is a dash") {
    const auto parts = parse_slogan("{display}{unit}");
    CHECK(say(*parts, "zh", {shanghai(), afternoon, "", "西城"}).text == "—西城");
}

TEST_CASE("an unknown variable is refused with the nearest and all that there are") {
    const Error error = refused("现在{tiem}");
    CHECK(error.code == ErrorCode::unsupported);
    CHECK(error.where == "character 2");
    CHECK(param(error, "value") == "tiem");
    CHECK(param(error, "nearest") == "time");
    CHECK(param(error, "allowed")
          == "time, time_seconds, date, weekday, lunar_date, days_until, display, unit");
    CHECK(error.what.find("did you mean {time}?") != std::string::npos);
    CHECK(param(refused("{weather}"), "nearest").empty());
    CHECK(refused("{}").code == ErrorCode::unsupported);
}

TEST_CASE("braces that mean nothing are refused where they stand") {
    CHECK(refused("你好{time").code == ErrorCode::malformed);
    CHECK(refused("你好{time").where == "character 2");
    CHECK(refused("{days_until}").code == ErrorCode::malformed);
    CHECK(refused("{days_until:2027-02-30}").code == ErrorCode::malformed);
    CHECK(refused("{days_until:27-2-6}").code == ErrorCode::malformed);
    CHECK(refused("{days_until:2027-0-16}").code == ErrorCode::malformed);
    CHECK(refused("{time:12}").code == ErrorCode::malformed);
}

TEST_CASE("colours follow the characters they were given to") {
    const std::vector<SloganPart> parts = *parse_slogan("距{{{days_until:2027-02-06}天了");
    const SaidSlogan now = say(parts, "zh", {shanghai(), afternoon, "", ""});
    REQUIRE(now.text == "距{75天了");
    const Colour red{255, 0, 0, 255};
    const auto moved = [&](std::int32_t from, std::int32_t until) {
        const auto runs = said_colours({{from, until, red}}, parts, now);
        REQUIRE(runs.size() == 1);
        return std::pair(runs.front().from, runs.front().until);
    };
    CHECK(moved(0, 1) == std::pair(0, 1));
    CHECK(moved(3, 26) == std::pair(2, 4));  // the variable
    CHECK(moved(10, 12) == std::pair(2, 4)); // a part of it
    CHECK(moved(26, 28) == std::pair(4, 6)); // what comes after it
    CHECK(moved(0, 28) == std::pair(0, 6));
    const auto both = said_colours({{0, 8, red}, {8, 27, colours::white}}, parts, now);
    REQUIRE(both.size() == 2);
    CHECK(both[0].until == 4);
    CHECK(both[1].from == 4);
    CHECK(both[1].until == 5);
}

TEST_CASE("a slogan tells time or says names by its variables, of its translation too") {
    CHECK(tells_time(slogan_of("{time}")));
    CHECK_FALSE(tells_time(slogan_of("{display}")));
    CHECK(says_names(slogan_of("{display}")));
    CHECK_FALSE(says_names(slogan_of("{time}")));
    Slogan plain = slogan_of("{time} {unit}");
    plain.variables = false;
    CHECK_FALSE(tells_time(plain));
    CHECK_FALSE(says_names(plain));
    Slogan pair = slogan_of("文明");
    pair.translation = Translation{"It is {time}", "en"};
    CHECK(tells_time(pair));
    CHECK(tells_time(Content{pair}));
}

TEST_CASE("a slogan with variables is valid when they are, and when it is not too long with them") {
    CHECK(validate(slogan_of("{time} {{")).empty());
    const Findings wrong = validate(slogan_of("{tme}"));
    REQUIRE(wrong.size() == 1);
    CHECK(wrong.front().where == "/text");
    CHECK(param(wrong.front(), "nearest") == "time");
    CHECK(param(wrong.front(), "at") == "character 0");
    Slogan plain = slogan_of("{tme}");
    plain.variables = false;
    CHECK(validate(plain).empty());
    CHECK(validate(slogan_of("{display}{display}{display}{display}{display}")).empty());
    const Findings long_names =
        validate(slogan_of("{display}{display}{display}{display}{display}{time}"));
    REQUIRE(long_names.size() == 1);
    CHECK(long_names.front().code == ErrorCode::too_large);
}
