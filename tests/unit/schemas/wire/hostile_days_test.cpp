// Manifests that ask for more than anybody needs: an error, or an answer, in bounded time. What
// were quadratic, or walked to the end of the calendar for every rule, would run into ctest's time
// limit.
#include <catch2/catch.hpp>

#include "schemas/rules/timeline.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/unit/schemas/wire/samples.hpp"

using namespace marquee;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

std::string list_of(const std::string& element, std::size_t count) {
    std::string list = "[";
    for (std::size_t i = 0; i < count; ++i) {
        list += (i == 0 ? "" : ",") + element;
    }
    return list + "]";
}

// A manifest whose only schedule is on these days, as a text.
std::string on_days(const std::string& days) {
    Manifest manifest = sample_manifest();
    manifest.schedules.front().times = {};
    std::string text = wire::write_manifest(manifest);
    const std::string_view before = R"("windows":[])";
    text.insert(text.find(before) + before.size(), ",\"on\":" + days);
    return text;
}

std::string refusal(const std::string& text) {
    const auto manifest = wire::read_manifest(text);
    REQUIRE_FALSE(manifest);
    return std::string(error_slug(manifest.error().code)) + " " + manifest.error().where;
}

// As many schedules as it takes to have all the day rules that a manifest may have.
Manifest with_all_day_rules(const DayRule& rule) {
    Manifest manifest = sample_manifest();
    const Schedule one = manifest.schedules.front();
    manifest.schedules.clear();
    std::size_t left = limits::day_rules_per_manifest_max;
    while (left > 0) {
        Schedule schedule = one;
        const std::string number = std::to_string(left);
        schedule.id.value.replace(schedule.id.value.size() - number.size(), number.size(), number);
        schedule.times.on.assign(std::min(left, limits::day_rules_max), rule);
        left -= schedule.times.on.size();
        manifest.schedules.push_back(schedule);
    }
    return manifest;
}

} // namespace

TEST_CASE("a million EXDATEs in a manifest are refused by their number") {
    const auto with = [](std::size_t count) {
        return on_days(R"([{"recurrence":{"start":"2026-01-01","rule":"FREQ=DAILY","exceptions":)"
                       + list_of("\"2026-01-01\"", count) + "}}]");
    };
    CHECK(refusal(with(1'000'000)).starts_with("too_large"));
    CHECK(refusal(with(limits::json_values_max)).starts_with("too_large"));
    CHECK(refusal(with(390'000)) == "too_large /schedules/0/times/on/0/recurrence/exceptions");
    CHECK(wire::read_manifest(with(limits::recurrence_dates_max)));
}

TEST_CASE("a rule as long as a manifest is refused before it is read") {
    const auto with = [](const std::string& rule) {
        return on_days(R"([{"recurrence":{"start":"2026-01-01","rule":")" + rule + "\"}}]");
    };
    const std::string place = " /schedules/0/times/on/0/recurrence/rule";
    CHECK(refusal(with("FREQ=MONTHLY;BYMONTHDAY=" + std::string(7 * limits::MiB, '1')))
          == "too_large" + place);
    CHECK(refusal(with("FREQ=DAILY;INTERVAL=0")) == "out_of_range" + place);
    CHECK(refusal(with("FREQ=DAILY;INTERVAL=99999999999999999999")).ends_with(place));
    CHECK(refusal(with("FREQ=DAILY;COUNT=10001")) == "out_of_range" + place);
    CHECK(refusal(with("FREQ=SECONDLY")) == "unsupported" + place);
    CHECK(wire::read_manifest(with("FREQ=YEARLY;UNTIL=99991231")));
}

TEST_CASE("nesting has an end") {
    std::string nested;
    for (int i = 0; i < 100'000; ++i) {
        nested += R"({"exceptions":[)";
    }
    CHECK(refusal(on_days("[" + nested)).starts_with("too_large"));
}

TEST_CASE("a manifest with all the day rules there may be is read, judged and evaluated") {
    Recurrence recurrence{.start = 1800y / 1 / 1, .rule = RecurrenceRule{}};
    recurrence.rule->frequency = Frequency::yearly;
    recurrence.rule->by_month_day = {-31};
    recurrence.rule->by_day = {{5, std::chrono::Sunday}};
    recurrence.rule->by_set_position = {-366};
    const DayRule never = recurrence; // no year has so many
    recurrence.rule->by_set_position = {};
    recurrence.rule->by_day = {};
    recurrence.rule->count = limits::recurrence_count_max;
    const DayRule counted = recurrence;
    for (const DayRule& rule : {never, counted, DayRule{LunarRange{{12, 30}, {12, 30}}}}) {
        const Manifest manifest = with_all_day_rules(rule);
        const auto read = wire::read_manifest(wire::write_manifest(manifest));
        REQUIRE(read);
        CHECK(rules::validate(*read).empty());
        const rules::PreparedManifest prepared(*read);
        const rules::Situation situation{
            &prepared, {}, read->display, {}, rules::ClockTrust::trusted};
        CHECK(rules::evaluate(situation, read->issued_at).unchanged_until > read->issued_at);
    }
    Manifest manifest = with_all_day_rules(never);
    manifest.schedules.front().times.exceptions = {{{never}, {}}};
    const auto read = wire::read_manifest(wire::write_manifest(manifest));
    REQUIRE(read);
    CHECK(rules::validate(*read).front().code == ErrorCode::too_large);
}
