#include <catch2/catch.hpp>

#include <fstream>

#include "player/sync/time_token.hpp"
#include "schemas/wire/envelope.hpp"
#include "tests/unit/player/sync/sync_rig.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const Error no_network{ErrorCode::unreachable, "no route", {}, {}};

// Calls that begin like this fail.
auto failing(const std::string& prefix) {
    return [prefix](const std::string& call) {
        return call.starts_with(prefix) ? std::optional(no_network) : std::nullopt;
    };
}

void damage(const std::filesystem::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    REQUIRE(file);
    file.seekp(20);
    file.put('\x01');
}

Override notice_for(const SyncRig& rig, int id, std::int64_t serial) {
    Override notice;
    notice.organisation = rig.office.document.organisation;
    notice.id = {sample_id(id)};
    notice.serial = serial;
    notice.issued_at = rig.link.utc;
    notice.not_after = rig.link.utc + std::chrono::hours(1);
    notice.displays = {rig.display};
    notice.action = Notice{"警", "zh-Hans", "alert"};
    return notice;
}

} // namespace

TEST_CASE("enrolment goes on after a power cut at any of its steps, with one key and one token") {
    SyncRig rig;
    const std::string step = GENERATE("trust", "enrol", "answer lost");
    if (step == "answer lost") {
        // The manager answered, and the player died before it kept anything of it.
        StateStore store(rig.running->state);
        TrustKeeper trust(store);
        REQUIRE(enrol({store, trust, rig.running->trusted_clock, rig.link, rig.running->randomness,
                       rig.clock},
                      rig.file, rig.device));
        REQUIRE(rig.running->state.remove("enrolment.json"));
        REQUIRE(rig.running->state.remove("enrolment.json.copy"));
    } else {
        rig.link.fault = failing(step);
        rig.turn();
        CHECK_FALSE(rig.running->session.enrolled());
        rig.link.fault = nullptr;
    }
    rig.restart();
    rig.turn();
    CHECK(rig.running->session.enrolled());
}

TEST_CASE("a manager that is not the one of the enrolment file is refused") {
    SyncRig rig;
    rig.file.trust_sha256 = sha256("another manager's");
    rig.restart();
    rig.turn();
    CHECK_FALSE(rig.running->session.enrolled());
    CHECK(rig.link.count("enrol") == 0);
}

TEST_CASE("before anything is pinned the link speaks as nobody and believes nobody") {
    SyncRig rig;
    rig.link.fault = failing("trust");
    rig.turn();
    CHECK(rig.link.identity.authorities.empty());
    CHECK(rig.link.identity.certificate_pem.empty());
    rig.link.fault = nullptr;
    rig.turn();
    CHECK(rig.link.identity.authorities == rig.office.document.tls_authorities);
    CHECK_FALSE(rig.link.identity.certificate_pem.empty());
}

TEST_CASE("a token that another device spent leaves the player without an identity") {
    SyncRig rig;
    rig.link.spent_by = "another device's key";
    rig.turn();
    CHECK_FALSE(rig.running->session.enrolled());
}

TEST_CASE("an enrolment file made before the trust document moved on still works") {
    SyncRig rig;
    rig.link.trusts[2] = wire::write_envelope(rig.office.next_trust());
    rig.link.trusts[3] = wire::write_envelope(rig.office.next_trust());
    rig.turn();
    CHECK(rig.running->session.enrolled());
    CHECK(StateStore(rig.running->state).trust()->document.version == 3);
}

TEST_CASE("the trust document moves on one signed version at a time") {
    SyncRig rig;
    rig.turn();
    SECTION("signed by the roots before") {
        rig.link.trusts[2] = wire::write_envelope(rig.office.next_trust());
        rig.link.trusts[3] = wire::write_envelope(rig.office.next_trust());
        rig.turns(2);
        CHECK(rig.link.heartbeats.back().trust_version == 3);
        rig.restart();
        rig.turn();
        CHECK(rig.link.heartbeats.back().trust_version == 3);
    }
    SECTION("and not when a stranger signed it") {
        SigningOffice stranger;
        stranger.document.organisation = rig.office.document.organisation;
        rig.link.trusts[2] = wire::write_envelope(stranger.next_trust());
        rig.turns(2);
        CHECK(rig.link.heartbeats.back().trust_version == 1);
    }
}

TEST_CASE("one damaged file of an identity is mended from its twin") {
    SyncRig rig;
    rig.publish({1, 1}, "one");
    rig.turn();
    const std::string name =
        GENERATE("device.key", "enrolment.json", "enrolment-file.json", "trust.json");
    rig.running.reset();
    damage(rig.root() / name);
    rig.running = rig.start();
    rig.turn();
    CHECK(rig.running->session.enrolled());
    CHECK(rig.active() == "1.1");
    CHECK(rig.link.count("enrol") == 1);
    REQUIRE(rig.last_heartbeat().quarantine.size() == 1);
    CHECK(rig.last_heartbeat().quarantine[0].what == name);
}

TEST_CASE("a damaged time floor is set aside and not fatal") {
    SyncRig rig;
    rig.turn();
    rig.running.reset();
    std::ofstream(rig.root() / "time-floor") << "yesterday";
    rig.running = rig.start();
    rig.turn();
    CHECK(rig.last_heartbeat().quarantine.at(0).what == "time-floor");
}

TEST_CASE("a player that boots in another century connects and learns the time") {
    SyncRig rig;
    const std::string boot = GENERATE("1970-01-01T00:00:20Z", "2099-01-01T00:00:00Z");
    rig.clock.step_wall(*instant_from_rfc3339(boot));
    rig.publish({1, 1}, "one");
    rig.turn();
    CHECK(rig.active() == "1.1");
    const PlayerClock now = rig.running->trusted_clock.read();
    CHECK(now.trusted);
    CHECK(now.utc >= rig.link.utc);
    CHECK(now.utc < rig.link.utc + std::chrono::hours(1));

    // The next boot knows at least that much, and nobody has to be asked.
    rig.clock.step_wall(*instant_from_rfc3339(boot));
    rig.link.fault = failing("");
    rig.restart();
    rig.turn();
    CHECK_FALSE(rig.running->trusted_clock.read().trusted);
    CHECK(rig.running->trusted_clock.floor() >= rig.link.utc);
}

TEST_CASE("a time token for another question is not believed") {
    SyncRig rig;
    rig.turn();
    const Instant before = rig.running->trusted_clock.floor();
    const Envelope old = rig.office.time_token("0123456789abcdef0123456789abcdef",
                                               before + std::chrono::hours(1000));
    CHECK(take_time_token(old, rig.office.document, {"another-question", {}, {}},
                          rig.running->trusted_clock)
              .error()
              .code
          == ErrorCode::token_spent);
    CHECK(rig.running->trusted_clock.floor() < before + std::chrono::hours(1));
}

TEST_CASE("of one override the highest serial holds, whatever the order of arrival") {
    SyncRig rig;
    rig.turn();
    Override later = notice_for(rig, 710, 8);
    later.action = Notice{"新", "zh-Hans", "alert"};
    rig.link.overrides = {
        rig.office.screen_override(later, rig.office.notice_key),
        rig.office.screen_override(notice_for(rig, 710, 7), rig.office.notice_key)};
    rig.turn();
    CHECK(rig.running->shown("main")->overrides == std::vector{later});
}

TEST_CASE("a duty officer lifts a notice, and it cannot be told again after a restart") {
    SyncRig rig;
    rig.turn();
    const Envelope notice =
        rig.office.screen_override(notice_for(rig, 711, 7), rig.office.notice_key);
    rig.link.overrides = {notice};
    rig.turn();
    Override lift = notice_for(rig, 711, 8);
    lift.action = Lift{};
    rig.link.overrides = {rig.office.screen_override(lift, rig.office.notice_key)};
    rig.turn();
    CHECK(rig.running->shown("main")->overrides == std::vector{lift});
    rig.link.overrides = {notice};
    rig.restart();
    rig.turns(2);
    CHECK(rig.running->shown("main")->overrides == std::vector{lift});
}

TEST_CASE("lifting black takes what showing takes") {
    SyncRig rig;
    rig.turn();
    Override black = notice_for(rig, 712, 3);
    black.action = Black{};
    rig.link.overrides = {rig.office.screen_override(black, rig.office.withdraw_key)};
    rig.turn();
    Override lift = notice_for(rig, 712, 4);
    lift.action = Lift{};
    rig.link.overrides = {rig.office.screen_override(lift, rig.office.notice_key)};
    rig.turn();
    CHECK(rig.running->shown("main")->overrides == std::vector{black});
    rig.link.overrides = {rig.office.screen_override(lift, rig.office.manifest_key)};
    rig.turn();
    CHECK(rig.running->shown("main")->overrides == std::vector{lift});
}

TEST_CASE("an override that ended is forgotten once the time is proved") {
    SyncRig rig;
    rig.turn();
    rig.link.overrides = {
        rig.office.screen_override(notice_for(rig, 713, 1), rig.office.notice_key)};
    rig.turn();
    CHECK(rig.running->shown("main")->overrides.size() == 1);
    rig.link.overrides.clear();
    rig.link.utc += std::chrono::hours(3);
    rig.clock.advance(std::chrono::hours(3));
    rig.turns(2);
    CHECK(StateStore(rig.running->state).overrides().empty());
}
