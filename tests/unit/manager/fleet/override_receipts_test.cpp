#include "manager/fleet/override_receipts.hpp"

#include <catch2/catch.hpp>

#include "schemas/model/override.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const Instant issued{1'795'000'000s};
const DisplayId display{"display"};
const PlayerId player{"player"};

OverrideRecord black() {
    return {.id = {"black"}, .issued_at = issued, .not_after = issued + 60s};
}

OverrideRecord notice() {
    OverrideRecord row = black();
    row.id = {"notice"};
    row.notice = "台风红色预警";
    return row;
}

LastWord word_on(Rung rung, const std::string& program = {}) {
    DisplayHeartbeat part{.display = display, .rung = rung};
    if (!program.empty()) {
        part.zones = {{.zone = "notice", .program = {program}}};
    }
    LastWord word{.heartbeat = {.player = player, .sequence = 1}, .at = issued + 1s};
    word.heartbeat.displays = {part};
    return word;
}

WaitingCause cause_of(const Receipt& receipt) {
    CHECK_FALSE(receipt.shown);
    return receipt.cause;
}

} // namespace

TEST_CASE("a display shows a notice when it says so by its id, and black by being dark") {
    CHECK(receipt_of(notice(), display, word_on(Rung::notice, "notice"), true).shown);
    CHECK(receipt_of(black(), display, word_on(Rung::black), true).shown);
    CHECK(cause_of(receipt_of(notice(), display, word_on(Rung::notice, "another"), true))
          == WaitingCause::not_yet);
    CHECK(cause_of(receipt_of(black(), display, word_on(Rung::off), true))
          == WaitingCause::not_yet);
    CHECK(cause_of(receipt_of(black(), DisplayId{"unheard"}, word_on(Rung::black), true))
          == WaitingCause::not_yet);
}

TEST_CASE("what a display said before the override says nothing about it") {
    LastWord before = word_on(Rung::black);
    before.at = issued - 1us;
    CHECK(cause_of(receipt_of(black(), display, before, true)) == WaitingCause::not_yet);
}

TEST_CASE("every display that waits has a cause") {
    CHECK(cause_of(receipt_of(black(), display, std::nullopt, false)) == WaitingCause::never_heard);
    const Receipt offline = receipt_of(black(), display, word_on(Rung::scheduled), false);
    CHECK(cause_of(offline) == WaitingCause::offline);
    CHECK(offline.since == issued + 1s);
    CHECK(receipt_of(black(), display, word_on(Rung::black), false).shown); // its last word
    CHECK(cause_of(receipt_of(notice(), display, word_on(Rung::black), true))
          == WaitingCause::covered);
    LastWord refusing = word_on(Rung::scheduled);
    refusing.heartbeat.displays[0].quarantine = {
        {.what = refused_override_name({"notice"}), .code = "key_unknown"}};
    const Receipt refused = receipt_of(notice(), display, refusing, true);
    CHECK(cause_of(refused) == WaitingCause::refused);
    CHECK(refused.code == "key_unknown");
    CHECK(cause_of(receipt_of(black(), display, refusing, true)) == WaitingCause::not_yet);
}

TEST_CASE("receipts are counted, and the last count is remembered") {
    Presence presence(10s);
    OverrideReceipts receipts(presence);
    CHECK_FALSE(receipts.last_count({"black"}));
    presence.note(word_on(Rung::black).heartbeat, issued + 1s, 1s);
    const std::vector<Display> displays{
        {.id = display, .player = player, .name = "main"},
        {.id = {"other"}, .player = {"silent"}, .name = "main", .title = "Station"}};
    const OverrideCount count = receipts.count(black(), displays, 2s);
    CHECK(count.targets == 2);
    CHECK(count.shown == 1);
    REQUIRE(count.waiting.size() == 1);
    CHECK(count.waiting[0].title == "Station");
    CHECK(receipts.last_count({"black"})->shown == 1);
    CHECK(receipts.last_count({"black"})->waiting.empty());
}
