// What would come of a schedule that is not kept yet.
#include <catch2/catch.hpp>

#include "manager/publishing/planning/schedule_check.hpp"
#include "tests/unit/manager/publishing/planning/sample_outlook.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const LocalDate monday = *date_from_iso("2026-11-23");

Schedule draft_at(int from, int to) {
    return sample_schedule("draft", "a", {hours(from, to)});
}

Program words() {
    Program program;
    program.layout.zones = {{.playlist = {{{.content = Slogan{}}}}}};
    return program;
}

ScheduleCheck check(const Outlook& outlook, const Schedule& draft, Program program = words()) {
    return check_schedule({.outlook = outlook,
                           .draft = &draft,
                           .program = std::move(program),
                           .first = monday,
                           .days = 2});
}

// The only reason.
CheckedReason why(const ScheduleCheck& told) {
    REQUIRE(told.reasons.size() == 1);
    return told.reasons.front();
}

Outlook with(Schedule draft, std::vector<Schedule> others, std::size_t displays = 1) {
    others.push_back(std::move(draft));
    Outlook outlook;
    add_class(outlook, sample_plan(std::move(others)), displays);
    return outlook;
}

} // namespace

TEST_CASE("a schedule that gets the glass everywhere has its minutes, and no reasons") {
    const Schedule draft = draft_at(18, 20);
    const ScheduleCheck told = check(with(draft, {}, 3), draft);
    CHECK(told.playing == 3);
    CHECK(told.airtime.shown == std::chrono::hours{3 * 2 * 2});
    CHECK(told.airtime.plays == 3 * 2 * 720);
    CHECK(told.reasons.empty());
    CHECK(told.covered.empty());
}

TEST_CASE("what a more urgent schedule takes every evening is said, and by which") {
    const Schedule draft = draft_at(18, 20);
    const Schedule urgent = sample_schedule("urgent", "b", {hours(17, 22)}, PriorityClass::urgent);
    const ScheduleCheck told = check(with(draft, {urgent}, 14), draft);
    CHECK(told.playing == 0);
    CHECK(why(told).reason == CheckReason::outranked);
    CHECK(why(told).by == urgent.id);
    CHECK(why(told).displays == 14);
    CHECK(why(told).examples.size() == 14);
    REQUIRE(told.covered.size() == 2);
    CHECK(told.covered[0].time.from == *instant_from_rfc3339("2026-11-23T18:00:00Z"));
    CHECK(told.covered[0].time.to == *instant_from_rfc3339("2026-11-23T20:00:00Z"));
    CHECK(told.covered[0].by == urgent.id);
    CHECK(told.covered[0].displays == 14);
}

TEST_CASE("what is covered for a part of its hours plays in the rest") {
    const Schedule draft = draft_at(18, 20);
    const Schedule high = sample_schedule("high", "b", {hours(19, 22)}, PriorityClass::high);
    const ScheduleCheck told = check(with(draft, {high}), draft);
    CHECK(told.playing == 1);
    CHECK(told.airtime.shown == std::chrono::hours{2});
    CHECK(told.reasons.empty());
    REQUIRE(told.covered.size() == 2);
    CHECK(told.covered[0].time.from == *instant_from_rfc3339("2026-11-23T19:00:00Z"));
}

TEST_CASE("equals and less urgent ones cover nothing") {
    const Schedule draft = draft_at(18, 20);
    const Schedule low = sample_schedule("low", "b", {hours(17, 22)}, PriorityClass::low);
    const Schedule equal = sample_schedule("equal", "b", {hours(17, 22)});
    CHECK(check(with(draft, {low}), draft).airtime.shown == std::chrono::hours{4});
    const ScheduleCheck told = check(with(draft, {equal}), draft);
    CHECK(told.airtime.shown == std::chrono::hours{2});
    CHECK(told.covered.empty());
}

TEST_CASE("an interrupt that has had its share is not covered by those whose turn it is") {
    Schedule draft = draft_at(18, 20);
    draft.interrupt_seconds_per_hour = 60;
    const Schedule equal = sample_schedule("equal", "b", {hours(17, 22)});
    const ScheduleCheck told = check(with(draft, {equal}), draft);
    CHECK(told.airtime.shown == std::chrono::minutes{4});
    CHECK(told.covered.empty());
}

TEST_CASE("each display has one reason, and displays of one reason stand together") {
    const Schedule draft = draft_at(18, 20);
    Outlook outlook = with(draft, {}, 2);
    Manifest dark = sample_plan({draft});
    dark.off_hours = {{.windows = {hours(17, 23)}}};
    add_class(outlook, std::move(dark), 3);
    const ScheduleCheck told = check(outlook, draft);
    CHECK(told.playing == 2);
    CHECK(why(told).reason == CheckReason::off);
    CHECK(why(told).displays == 3);
    CHECK(why(told).examples == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(told.covered.empty());
}

TEST_CASE("a display that has nothing to show of the program is told apart from its class") {
    const Schedule draft = draft_at(18, 20);
    Program poster;
    poster.layout.zones = {{.playlist = {{{.content = Poster{}}}}}};
    Outlook outlook = with(draft, {}, 3);
    outlook.displays[0].size = {1'920, 1'080};
    outlook.displays[1].size = {192, 32};
    outlook.displays[2].kind = DisplayKind::loudspeaker;
    const ScheduleCheck told = check(outlook, draft, poster);
    CHECK(told.playing == 1);
    CHECK(why(told).reason == CheckReason::shape);
    CHECK(why(told).examples == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE(
    "a plan that leaves the schedule out belongs to an old player, or the program is refused") {
    const Schedule draft = draft_at(18, 20);
    Outlook outlook;
    add_class(outlook, sample_plan({}), 2);
    CHECK(why(check(outlook, draft)).reason == CheckReason::player_too_old);
    Program elsewhere = words();
    elsewhere.displays_allowed = {DisplayId{"d9"}};
    CHECK(why(check(outlook, draft, elsewhere)).reason == CheckReason::approval);
}

TEST_CASE("days that are not its own, and dates that are over or to come, are told apart") {
    Schedule draft = draft_at(18, 20);
    draft.times.weekdays.bits = 0b110'0000; // Saturday, Sunday
    CHECK(why(check(with(draft, {}), draft)).reason == CheckReason::other_day);
    draft = draft_at(18, 20);
    draft.times.dates.last = *date_from_iso("2026-11-22");
    CHECK(why(check(with(draft, {}), draft)).reason == CheckReason::not_in_dates);
    draft.times.dates = {.first = *date_from_iso("2026-11-25")};
    CHECK(why(check(with(draft, {}), draft)).reason == CheckReason::not_in_dates);
}

TEST_CASE("an approval that is over, or a year without holidays, is the reason it is") {
    Schedule draft = draft_at(18, 20);
    Outlook outlook = with(draft, {});
    outlook.classes.front().manifest.programs.front().not_after =
        *instant_from_rfc3339("2026-11-20T00:00:00Z");
    CHECK(why(check(outlook, draft)).reason == CheckReason::approval);
    draft.times.on = {DayKinds{1}};
    CHECK(why(check(with(draft, {}), draft)).reason == CheckReason::holiday_year_missing);
}

TEST_CASE("without a display, and without a date left by its campaign, nothing is shown") {
    const Schedule draft = draft_at(18, 20);
    CHECK(why(check(Outlook{}, draft)).reason == CheckReason::no_displays);
    const Outlook outlook = with(draft, {}, 2);
    const ScheduleCheck told =
        check_schedule({.outlook = outlook, .program = words(), .first = monday, .days = 7});
    CHECK(why(told).reason == CheckReason::not_in_dates);
    CHECK(why(told).displays == 2);
}
