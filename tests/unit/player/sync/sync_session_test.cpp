#include "player/sync/sync_session.hpp"

#include <catch2/catch.hpp>

#include "schemas/wire/envelope.hpp"
#include "tests/unit/player/sync/sync_rig.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const Error no_network{ErrorCode::unreachable, "no route", {}, {}};

std::string poster_bytes() {
    std::string bytes;
    for (int i = 0; i < 20'000; ++i) {
        bytes += static_cast<char>(i * 31 % 251);
    }
    return bytes;
}

} // namespace

TEST_CASE("a new player enrols, fetches and shows what it was given") {
    SyncRig rig;
    rig.publish({1, 1}, "hello", {poster_bytes()});
    rig.turn();
    const PresentationPtr shown = rig.running->shown("main");
    REQUIRE(shown);
    CHECK(shown->display == rig.display);
    CHECK(shown->size == Size{640, 64});
    CHECK(shown->unit_path == rig.link.unit_path);
    REQUIRE(shown->manifest);
    CHECK(shown->manifest->number == ManifestNumber{1, 1});
    REQUIRE(shown->programs.size() == 1);
    CHECK(shown->programs.begin()->second->name == "hello");
    CHECK(rig.running->assets.open(sha256(poster_bytes())));
    CHECK(rig.running->trusted_clock.read().trusted);
}

TEST_CASE("before it is enrolled a player presents its displays without an identity") {
    SyncRig rig;
    rig.link.fault = [](const std::string&) { return no_network; };
    rig.turn();
    REQUIRE(rig.running->presentations.size() == 1);
    CHECK(rig.running->presentations[0]->display.empty());
    CHECK(rig.running->presentations[0]->name == "main");
    CHECK_FALSE(rig.running->session.enrolled());
}

TEST_CASE("what was active is shown after a restart before anybody is asked") {
    SyncRig rig;
    rig.publish({1, 1}, "hello");
    rig.turn();
    rig.link.fault = [](const std::string&) { return no_network; };
    rig.restart();
    rig.turn();
    CHECK(rig.active() == "1.1");
    CHECK(rig.link.count("enrol") == 1);
}

TEST_CASE("overrides are obeyed even when nothing else arrives") {
    SyncRig rig;
    rig.turn();
    Override black;
    black.organisation = rig.office.document.organisation;
    black.id = {sample_id(700)};
    black.serial = 4;
    black.issued_at = rig.link.utc;
    black.not_after = rig.link.utc + std::chrono::hours(1);
    black.units = {rig.link.unit_path[0]};
    rig.link.overrides = {rig.office.screen_override(black, rig.office.withdraw_key)};
    rig.link.fault = [](const std::string& call) {
        return call == "contact" ? std::nullopt : std::optional(no_network);
    };
    rig.turn();
    REQUIRE(rig.running->shown("main")->overrides.size() == 1);
    CHECK(rig.running->shown("main")->overrides[0] == black);

    SECTION("and still hold after a restart without a network") {
        rig.link.fault = [](const std::string&) { return no_network; };
        rig.restart();
        rig.turn();
        CHECK(rig.running->shown("main")->overrides.size() == 1);
    }
    SECTION("and are published once, however often they are told") {
        const std::size_t before = rig.running->presentations.size();
        rig.turns(3);
        CHECK(rig.running->presentations.size() == before);
    }
    SECTION("and a duty officer's key cannot turn a wall black") {
        black.id = {sample_id(701)};
        rig.link.overrides = {rig.office.screen_override(black, rig.office.notice_key)};
        rig.turn();
        CHECK(rig.running->shown("main")->overrides.size() == 1);
    }
}

TEST_CASE("a new manifest replaces the old one when everything it names is here") {
    SyncRig rig;
    rig.publish({1, 1}, "old");
    rig.turn();
    rig.publish({1, 2}, "new", {poster_bytes()});
    rig.link.piece_fault = [](std::uint64_t offset) -> Status {
        return offset >= 5000 ? fail(ErrorCode::unreachable, "cut") : Status();
    };
    rig.turn();
    CHECK(rig.active() == "1.1");
    rig.turn();
    CHECK(rig.last_heartbeat().blocked == "unreachable");
    CHECK(rig.last_heartbeat().wanted == ManifestNumber{1, 2});

    rig.link.piece_fault = nullptr;
    rig.turn();
    CHECK(rig.active() == "1.2");
    rig.turn();
    CHECK(rig.last_heartbeat().active == ManifestNumber{1, 2});
    CHECK(rig.last_heartbeat().blocked.empty());
    CHECK_FALSE(rig.last_heartbeat().wanted);
}

TEST_CASE("a download that broke goes on where it stopped") {
    SyncRig rig;
    rig.publish({1, 1}, "film", {poster_bytes()});
    rig.link.piece_fault = [](std::uint64_t offset) -> Status {
        return offset == 7000 ? fail(ErrorCode::unreachable, "cut") : Status();
    };
    rig.turn();
    rig.link.piece_fault = nullptr;
    rig.turn();
    CHECK(rig.active() == "1.1");
    CHECK(rig.link.count("blob 7000") == 1);
}

TEST_CASE("a long download lets a due contact through and then goes on") {
    SyncRig rig;
    rig.publish({1, 1}, "film", {poster_bytes()});
    rig.link.piece_fault = [&](std::uint64_t) -> Status {
        rig.clock.advance(std::chrono::seconds(4));
        return {};
    };
    int contacts_before_active = 0;
    while (rig.active() == "0.0" && contacts_before_active < 20) {
        rig.turn();
        ++contacts_before_active;
    }
    CHECK(rig.active() == "1.1");
    CHECK(contacts_before_active > 1);
    CHECK(contacts_before_active < 10);
    CHECK(rig.link.count("manifest") == 1);
}

TEST_CASE("a wake cuts a download short for a contact") {
    SyncRig rig;
    rig.publish({1, 1}, "film", {poster_bytes()});
    bool woken = false;
    rig.link.piece_fault = [&](std::uint64_t offset) -> Status {
        if (offset == 3000 && !woken) {
            woken = true;
            rig.running->session.wake();
        }
        return {};
    };
    rig.turn();
    CHECK(rig.active() == "0.0");
    const std::size_t contacts = rig.link.count("contact");
    rig.turn();
    CHECK(rig.link.count("contact") == contacts + 1);
    CHECK(rig.active() == "1.1");
    CHECK(rig.link.count("blob 4000") == 1);
}

TEST_CASE("the manager hears of an activation within seconds") {
    SyncRig rig;
    rig.turns(2);
    rig.publish({1, 1}, "one");
    const Microseconds due = rig.running->session.step();
    CHECK(rig.active() == "1.1");
    CHECK(due - rig.clock.monotonic() <= Seconds(3));
    CHECK(due - rig.clock.monotonic() >= Seconds(1));
    rig.clock.advance(due - rig.clock.monotonic());
    rig.turn();
    CHECK(rig.last_heartbeat().active == ManifestNumber{1, 1});
}

TEST_CASE("a film for one display does not keep another from its slogan") {
    SyncRig rig;
    rig.device.displays.push_back({"ticker", DisplayKind::screen, {64, 32}});
    rig.restart();
    rig.publish({1, 1}, "film", {poster_bytes()});
    const SignedProgram slogan =
        rig.office.program(rig.office.program_of(sample_id(301), "slogan"), {});
    rig.link.publish(rig.office.manifest_of({sample_id(202)}, {1, 1}, {slogan}), {slogan});
    rig.link.piece_fault = [&](std::uint64_t offset) -> Status {
        // The film never gets further; every try takes its whole slice.
        rig.clock.advance(std::chrono::seconds(40));
        return offset > 3000 ? fail(ErrorCode::unreachable, "cut") : Status();
    };
    rig.turns(4);
    CHECK(rig.active() == "0.0");
    REQUIRE(rig.running->shown("ticker"));
    CHECK(rig.running->shown("ticker")->manifest);
}

TEST_CASE("a contact is early after a wake and not before its time without") {
    SyncRig rig;
    rig.turn();
    const std::size_t contacts = rig.link.count("contact");
    rig.running->session.step(); // due now: the clock stands where the last turn put it
    CHECK(rig.link.count("contact") == contacts + 1);
    rig.running->session.step();
    CHECK(rig.link.count("contact") == contacts + 1);
    rig.running->session.wake();
    rig.running->session.step();
    CHECK(rig.link.count("contact") == contacts + 2);
}

TEST_CASE("an answer that comes twice or late changes nothing") {
    SyncRig rig;
    rig.publish({1, 1}, "one");
    rig.turn();
    rig.publish({1, 2}, "two");
    rig.turn();
    const std::string newest = rig.link.manifests[rig.display];
    rig.publish({1, 1}, "one"); // the answer of yesterday
    rig.turns(2);
    CHECK(rig.active() == "1.2");
    CHECK(rig.last_heartbeat().blocked == "stale_generation");
    rig.link.manifests[rig.display] = newest;
    rig.link.heads[rig.display] = {1, 2};
    rig.turns(2);
    CHECK(rig.active() == "1.2");
    CHECK(rig.last_heartbeat().blocked.empty());
}

TEST_CASE("a manifest that is not for this display or not to be believed is refused by name") {
    SyncRig rig;
    rig.publish({1, 1}, "good");
    rig.turn();
    Manifest manifest = rig.publish({1, 2}, "bad");
    std::string expected;
    SECTION("another display's") {
        manifest.display = {sample_id(299)};
        rig.link.manifests[rig.display] = wire::write_envelope(rig.office.manifest(manifest));
        expected = "foreign_display";
    }
    SECTION("another organisation's") {
        manifest.organisation = {sample_id(9)};
        rig.link.manifests[rig.display] = wire::write_envelope(rig.office.manifest(manifest));
        expected = "foreign_organisation";
    }
    SECTION("signed by a stranger") {
        SigningOffice stranger;
        rig.link.manifests[rig.display] = wire::write_envelope(stranger.manifest(manifest));
        expected = "key_unknown";
    }
    SECTION("signed by a key for something else") {
        Envelope envelope = rig.office.manifest(manifest);
        envelope.signatures.clear();
        REQUIRE(add_signature(envelope, rig.office.time_key));
        rig.link.manifests[rig.display] = wire::write_envelope(envelope);
        expected = "key_not_allowed";
    }
    SECTION("one bit changed") {
        Envelope envelope = rig.office.manifest(manifest);
        envelope.payload[envelope.payload.size() / 2] ^= 1;
        rig.link.manifests[rig.display] = wire::write_envelope(envelope);
        expected = "signature_wrong";
    }
    SECTION("ended long ago") {
        manifest.not_after = manifest.issued_at + std::chrono::hours(1);
        rig.link.manifests[rig.display] = wire::write_envelope(rig.office.manifest(manifest));
        expected = "expired";
    }
    SECTION("a program that is not the one it names") {
        manifest.programs[0].payload_sha256 = sha256("something else");
        rig.link.manifests[rig.display] = wire::write_envelope(rig.office.manifest(manifest));
        expected = "digest_wrong";
    }
    rig.turns(2);
    CHECK(rig.active() == "1.1");
    CHECK(rig.last_heartbeat().blocked == expected);
    CHECK(rig.last_heartbeat().wanted == ManifestNumber{1, 2});
}

TEST_CASE("a program with too few approvals is not shown") {
    SyncRig rig;
    rig.turn();
    rig.office.document.thresholds.approve = 1;
    rig.link.trusts[2] = wire::write_envelope(rig.office.next_trust());
    rig.publish({1, 1}, "unapproved");
    rig.turns(2);
    CHECK(rig.active() == "0.0");
    CHECK(rig.last_heartbeat().blocked == "signature_missing");

    const SignedProgram approved = rig.office.program(
        rig.office.program_of(sample_id(300), "approved"), {&rig.office.approver});
    rig.link.publish(rig.office.manifest_of(rig.display, {1, 2}, {approved}), {approved});
    rig.turn();
    CHECK(rig.active() == "1.2");
}

TEST_CASE("a display that moves learns its new place and keeps it") {
    SyncRig rig;
    rig.publish({1, 1}, "one");
    rig.turn();
    rig.link.unit_path = {{sample_id(44)}, {sample_id(2)}};
    rig.turn();
    CHECK(rig.running->shown("main")->unit_path == rig.link.unit_path);
    rig.restart();
    rig.running->session.step();
    CHECK(rig.running->presentations[0]->unit_path == rig.link.unit_path);
}

TEST_CASE("a full disk is named, and what was shown stays") {
    SyncRig rig;
    rig.publish({1, 1}, "old");
    rig.turn();
    SignedProgram program = rig.office.program(
        rig.office.program_of(sample_id(300), "huge",
                              {{sha256("x"), std::uint64_t{7} << 30U, "video/mp4"}}),
        {});
    rig.link.fault = [](const std::string& call) {
        return call.starts_with("blob") && call != "blob 0" ? std::optional(no_network)
                                                            : std::nullopt;
    };
    rig.link.piece_fault = [](std::uint64_t) -> Status {
        return fail(ErrorCode::disk_full, "no space left on the device");
    };
    rig.link.publish(rig.office.manifest_of(rig.display, {1, 2}, {program}), {program});
    rig.turns(2);
    CHECK(rig.active() == "1.1");
    CHECK(rig.last_heartbeat().blocked == "disk_full");
}

TEST_CASE("the channel is opened as the player that a contact has proven to be welcome") {
    SyncRig rig;
    rig.link.fault = [](const std::string& call) {
        return call == "contact" ? std::optional(no_network) : std::nullopt;
    };
    rig.turns(2);
    CHECK(rig.channel.identities.empty());
    rig.link.fault = nullptr;
    rig.turn();
    REQUIRE(rig.channel.identities.size() == 1);
    CHECK(rig.channel.identities[0].certificate_pem == rig.link.identity.certificate_pem);
    CHECK(rig.channel.player == rig.link.heartbeats.back().player);
}

TEST_CASE("an open channel carries the heartbeats and makes contacts rarer") {
    SyncRig rig;
    rig.turn();
    rig.channel.open = true;
    const auto contacts_in = [&](Seconds span) {
        const std::size_t before = rig.link.heartbeats.size();
        const Microseconds end = rig.clock.monotonic() + span;
        while (rig.clock.monotonic() < end) {
            rig.turn();
        }
        return rig.link.heartbeats.size() - before;
    };
    const Seconds asked{30}; // what the fake manager asks for
    CHECK(contacts_in(20 * asked) <= 6);
    CHECK(rig.channel.told.size() >= 12);
    CHECK(rig.channel.told.back().nonce != rig.channel.told.front().nonce);

    SECTION("which come back when it closes") {
        rig.channel.open = false;
        const std::size_t told = rig.channel.told.size();
        CHECK(contacts_in(20 * asked) >= 16);
        CHECK(rig.channel.told.size() == told);
    }
    SECTION("but a hint brings one at once") {
        const std::size_t before = rig.link.heartbeats.size();
        rig.running->session.wake();
        rig.running->session.step();
        CHECK(rig.link.heartbeats.size() == before + 1);
    }
}

TEST_CASE("over an open channel the manager hears soon that a manifest is active") {
    SyncRig rig;
    rig.turn();
    rig.channel.open = true;
    rig.turns(2);
    rig.publish({1, 1}, "hello");
    rig.running->session.wake();
    const std::size_t contacts = rig.link.heartbeats.size();
    rig.turns(2); // the contact, then a heartbeat
    CHECK(rig.link.heartbeats.size() == contacts + 1);
    CHECK(rig.channel.told.back().displays.front().active == ManifestNumber{1, 1});
}

TEST_CASE("the manager hears soon that an override is obeyed, and why another is not") {
    SyncRig rig;
    rig.turn();
    Override black;
    black.organisation = rig.office.document.organisation;
    black.id = {sample_id(700)};
    black.serial = 4;
    black.issued_at = rig.link.utc;
    black.not_after = rig.link.utc + std::chrono::hours(1);
    black.units = {rig.link.unit_path[0]};
    Override forged = black;
    forged.id = {sample_id(701)};
    rig.link.overrides = {rig.office.screen_override(black, rig.office.withdraw_key),
                          rig.office.screen_override(forged, rig.office.notice_key)};
    const Microseconds told = rig.clock.monotonic();
    rig.turn();
    CHECK(rig.clock.monotonic() - told < Seconds(2)); // so soon is the next contact due
    rig.turn();
    REQUIRE(rig.last_heartbeat().quarantine.size() == 1);
    const Quarantined refused = rig.last_heartbeat().quarantine.front();
    CHECK(refused.what == refused_override_name(forged.id));
    CHECK_FALSE(refused.code.empty());

    SECTION("the same refusal is the same entry") {
        rig.clock.advance(Seconds(100));
        rig.turns(2);
        CHECK(rig.last_heartbeat().quarantine == std::vector<Quarantined>{refused});
    }
    SECTION("and is forgotten when the manager takes it back") {
        rig.link.overrides.pop_back();
        rig.turns(2);
        CHECK(rig.last_heartbeat().quarantine.empty());
    }
}

TEST_CASE("a screenshot that is ordered is taken of the right display and sent") {
    SyncRig rig;
    const ScreenshotOrder order{{sample_id(800)}, rig.display};
    const ScreenshotOrder of_another{{sample_id(801)}, {sample_id(999)}};
    rig.turn();
    rig.link.screenshot_orders = {of_another, order};
    rig.turn();
    CHECK(rig.running->screenshots.asked == std::vector<std::string>{"main"});
    REQUIRE(rig.link.screenshots.size() == 1);
    CHECK(rig.link.screenshots.front() == std::pair(order, std::string("a picture")));

    rig.running->screenshots.picture = fail(ErrorCode::timed_out, "nothing is presented");
    rig.turn();
    CHECK(rig.link.screenshots.size() == 1);
}

TEST_CASE(
    "a card stands as long as the answers name it, and never longer than the first one said") {
    SyncRig rig;
    rig.turn();
    CHECK(rig.running->cards.told.empty());
    CardOrder order{.id = {sample_id(810)}, .display = rig.display, .remaining = Seconds{300}};
    const CardOrder of_another{
        .id = {sample_id(811)}, .display = {sample_id(999)}, .remaining = Seconds{300}};
    rig.link.card_orders = {of_another, order};
    const Microseconds asked = rig.clock.monotonic();
    rig.turn();
    REQUIRE(rig.running->cards.told.size() == 1);
    const auto [display, card] = rig.running->cards.told.front();
    CHECK(display == "main");
    REQUIRE(card);
    CHECK(card->order == order);
    CHECK(card->ends == asked + Seconds{300});

    rig.turns(2); // the same again
    CHECK(rig.running->cards.told.size() == 1);
    order.id = {sample_id(812)};
    rig.link.card_orders = {order};
    rig.turn();
    REQUIRE(rig.running->cards.told.size() == 2);
    CHECK(rig.running->cards.told.back().second->order.id == order.id);

    rig.link.card_orders.clear();
    rig.turns(2);
    REQUIRE(rig.running->cards.told.size() == 3);
    CHECK(rig.running->cards.told.back().second == nullptr);
}

TEST_CASE(
    "an order to begin anew names the run that shall end, and an answer without one orders none") {
    SyncRig rig;
    rig.turn();
    CHECK(rig.running->restarts.empty());
    rig.link.run_to_end = "this run";
    rig.turn();
    CHECK(rig.running->restarts == std::vector<std::string>{"this run"});
    rig.link.run_to_end.clear();
    rig.turn();
    CHECK(rig.running->restarts.size() == 1);
}

TEST_CASE("a manager that cannot be reached takes no card down") {
    SyncRig rig;
    rig.turn();
    rig.link.card_orders = {
        {.id = {sample_id(810)}, .display = rig.display, .remaining = Seconds{300}}};
    rig.turn();
    rig.link.fault = [](const std::string&) { return no_network; };
    rig.turns(3);
    CHECK(rig.running->cards.told.size() == 1); // it ends by itself
}
