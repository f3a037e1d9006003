#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "common/signature.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/program.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// A display, and a slogan scheduled on it.
struct Street {
    ControlRoom room;
    PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    DisplayId display = room.enrol(room.root, {640, 64}, key).displays.front().id;
    std::string slogan = room.make("/api/v1/slogans", slogan_text("防诈骗"));
    std::string program = make_program();
    std::string schedule =
        room.make("/api/v1/schedules", Json{{"unit_id", room.root.value},
                                            {"name", "always"},
                                            {"program_id", program},
                                            {"targets", {{"units", {room.root.value}}}}}
                                           .dump());

    std::string slogan_text(const std::string& text) {
        return Json{{"unit_id", room.root.value}, {"name", "s"}, {"text", text}}.dump();
    }

    std::string make_program() {
        const Json layout = {
            {"canvas", {{"width", 640}, {"height", 64}}},
            {"zones",
             {{{"name", "all"},
               {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
               {"playlist", {{"items", {{{"slogan_id", slogan}, {"duration_ms", 10'000}}}}}}}}}};
        const std::string id =
            room.make("/api/v1/programs",
                      Json{{"unit_id", room.root.value}, {"name", "p"}, {"layout", layout}}.dump());
        room.staff(Method::post, "/api/v1/programs/" + id + "/submit", "", "\"1\"");
        return id;
    }

    // The player has got software that can do so much.
    void announce(std::vector<std::string> capabilities) {
        REQUIRE(room.database->write([&](Change& change) -> Status {
            Player player =
                change.fleet.player(change.fleet.display(display).value().player).value();
            player.software.capabilities = std::move(capabilities);
            return change.fleet.change_player(player).map([](std::int64_t) {});
        }));
    }

    WantedManifest wanted() {
        return room.database->read([&](const View& view) { return view.fleet.wanted(display); })
            .value();
    }

    // The manifest the display shall hold, verified as a player would.
    Manifest manifest() {
        const auto text = room.rooms().blobs->read(wanted().envelope_sha256, 1 << 20);
        REQUIRE(text);
        const auto envelope = wire::read_envelope(*text);
        REQUIRE(envelope);
        REQUIRE(verify(*envelope, wire::payload_type(wire::formats::manifest),
                       room.rooms().trust.document(), KeyRole::manifest, 1));
        return wire::read_manifest(envelope->payload).value();
    }

    Program shown(const Manifest& of) {
        const auto text = room.rooms().blobs->read(of.programs.front().envelope_sha256, 1 << 20);
        REQUIRE(text);
        return wire::read_program(wire::read_envelope(*text)->payload).value();
    }
};

} // namespace

TEST_CASE("a scheduled slogan becomes a signed manifest that leads to its words") {
    Street street;
    const Published published = street.room.publish();
    REQUIRE(published.issued.size() == 1);
    const Manifest manifest = street.manifest();
    CHECK(manifest.display == street.display);
    CHECK(manifest.number == ManifestNumber{1, 1});
    CHECK(manifest.zone.name == "Asia/Shanghai");
    REQUIRE(manifest.schedules.size() == 1);
    REQUIRE(manifest.programs.size() == 1);
    CHECK(manifest.programs.front().cycle == Milliseconds{10'000});
    const Program program = street.shown(manifest);
    const auto& item = program.layout.zones.front().playlist.items.front();
    CHECK(std::get<Slogan>(item.content).text == "防诈骗");
    CHECK(item.name == "s");
}

TEST_CASE("nothing changed, nothing is issued; new words are a new number") {
    Street street;
    street.room.publish();
    street.room.requests.request({.everything = true});
    CHECK(street.room.publish().issued.empty());
    const Response changed = street.room.staff(Method::put, "/api/v1/slogans/" + street.slogan,
                                               street.slogan_text("心莫贪"), "\"1\"");
    REQUIRE(changed.status == 200);
    CHECK(street.room.publish().issued.size() == 1);
    const Manifest manifest = street.manifest();
    CHECK(manifest.number == ManifestNumber{1, 2});
    CHECK(manifest.programs.front().revision == 2);
    const Program program = street.shown(manifest);
    CHECK(std::get<Slogan>(program.layout.zones.front().playlist.items.front().content).text
          == "心莫贪");
}

TEST_CASE("a slogan on air is not changed behind a draft that would hide the change") {
    Street street;
    const std::string path = "/api/v1/programs/" + street.program;
    Json draft = Json::parse(text_of(street.room.staff(Method::get, path)));
    const Json body = {
        {"unit_id", street.room.root.value}, {"name", "p2"}, {"layout", draft["layout"]}};
    REQUIRE(street.room.staff(Method::put, path, body.dump(), "\"2\"").status == 200);
    const auto change = [&] {
        return street.room
            .staff(Method::put, "/api/v1/slogans/" + street.slogan, street.slogan_text("心莫贪"),
                   "\"1\"")
            .status;
    };
    CHECK(change() == 409);
    REQUIRE(street.room.staff(Method::post, path + "/submit", "", "\"3\"").status == 200);
    CHECK(change() == 200);
}

TEST_CASE("a program whose slogan changed while it was being written is not stored") {
    Street street;
    const std::string path = "/api/v1/programs/" + street.program;
    const Json present = Json::parse(text_of(street.room.staff(Method::get, path)));
    Json layout = present["layout"];
    auto& item = layout["zones"][0]["playlist"]["items"][0];
    item.erase("content");
    item["slogan_id"] = street.slogan;
    const Json body = {{"unit_id", street.room.root.value}, {"name", "p"}, {"layout", layout}};
    REQUIRE(street.room.staff(Method::put, path, body.dump(), "\"2\"").status == 200);
    const Status changed = street.room.database->write([&](Change& change) -> Status {
        SloganRecord row = change.content.slogan(SloganId{street.slogan}).value();
        row.slogan.text = "心莫贪";
        return change.content.change_slogan(row).map([](std::int64_t) {});
    });
    REQUIRE(changed);
    CHECK(street.room.staff(Method::post, path + "/submit", "", "\"3\"").status == 412);
    CHECK(street.room.staff(Method::put, path, body.dump(), "\"3\"").status == 200);
    CHECK(street.room.staff(Method::post, path + "/submit", "", "\"4\"").status == 200);
}

TEST_CASE("a manifest is issued anew long before it expires") {
    Street street;
    street.room.publish();
    street.room.clock.advance(std::chrono::hours{24 * 40});
    street.room.requests.request({.everything = true});
    CHECK(street.room.publish().issued.empty());
    street.room.clock.advance(std::chrono::hours{24 * 10});
    street.room.requests.request({.everything = true});
    CHECK(street.room.publish().issued.size() == 1);
}

TEST_CASE("a schedule that is removed leaves the display with an empty plan") {
    Street street;
    street.room.publish();
    CHECK(street.room.staff(Method::remove, "/api/v1/schedules/" + street.schedule, "", "\"1\"")
              .status
          == 204);
    street.room.publish();
    CHECK(street.manifest().schedules.empty());
    CHECK(street.manifest().programs.empty());
}

TEST_CASE("more day rules than a player takes are not sent, and the display keeps what it has") {
    Street street;
    street.announce({"schedule.day_rules"});
    street.room.publish();
    const WantedManifest before = street.wanted();
    const ScheduleRecord known = street.room.database
                                     ->read([&](const View& view) {
                                         return view.content.schedule(ScheduleId{street.schedule});
                                     })
                                     .value();
    const auto add = [&](std::size_t number) {
        ScheduleRecord row = known;
        row.schedule.id = ScheduleId{"more-" + std::to_string(number)};
        row.schedule.times.on.assign(limits::day_rules_max, LunarMarket{{3}});
        return street.room.database->write(
            [&](Change& change) { return change.content.add_schedule(row); });
    };
    const std::size_t enough = limits::day_rules_per_manifest_max / limits::day_rules_max;
    for (std::size_t number = 0; number < enough; ++number) {
        REQUIRE(add(number));
    }
    street.room.requests.request({.everything = true});
    CHECK(street.room.publish().failed.empty());
    const WantedManifest full = street.wanted();
    CHECK(full.number != before.number);

    REQUIRE(add(enough));
    street.room.requests.request({.everything = true});
    const Published published = street.room.publish();
    REQUIRE(published.failed.size() == 1);
    CHECK(published.failed.front().error.code == ErrorCode::too_large);
    CHECK(street.wanted() == full);
}

TEST_CASE("a display that joins later gets what its place implies") {
    Street street;
    street.room.publish();
    const PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    street.display = street.room.enrol(street.room.root, {192, 32}, key).displays.front().id;
    street.room.requests.request({.displays = {street.display}});
    street.room.publish();
    CHECK(street.manifest().schedules.size() == 1);
}

TEST_CASE(
    "a schedule for displays with some tags reaches them when they get the tag, and no longer") {
    Street street;
    const std::string path = "/api/v1/schedules/" + street.schedule;
    const Json tagged{
        {"unit_id", street.room.root.value},
        {"name", "tagged"},
        {"program_id", street.program},
        {"targets", {{"units", {street.room.root.value}}, {"tags", "LED and not 地铁"}}}};
    street.room.publish();
    REQUIRE(street.manifest().schedules.size() == 1);
    REQUIRE(street.room.staff(Method::put, path, tagged.dump(), "\"1\"").status == 200);
    street.room.publish();
    CHECK(street.manifest().schedules.empty());
    const auto set_tags = [&](const Json& tags) {
        const std::string display = "/api/v1/displays/" + street.display.value;
        const Response read = street.room.staff(Method::get, display);
        REQUIRE(street.room
                    .staff(Method::patch, display, Json{{"tags", tags}}.dump(),
                           std::string(*read.headers.find("ETag")))
                    .status
                == 200);
        street.room.publish();
    };
    set_tags({"LED"});
    CHECK(street.manifest().schedules.size() == 1);
    set_tags({"LED", "地铁"});
    CHECK(street.manifest().schedules.empty());
}

TEST_CASE("a player is sent what needs new software once it has that") {
    Street street;
    const auto set_times = [&](const Json& times, const char* version) {
        const Json body{{"unit_id", street.room.root.value},
                        {"name", "market days"},
                        {"program_id", street.program},
                        {"times", times},
                        {"targets", {{"units", {street.room.root.value}}}}};
        REQUIRE(
            street.room
                .staff(Method::put, "/api/v1/schedules/" + street.schedule, body.dump(), version)
                .status
            == 200);
        return street.room.publish();
    };
    const Json weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const Json days{{"weekdays", weekdays},
                    {"windows", Json::array()},
                    {"on", {{{"kinds", {"statutory_holiday"}}}}}};
    set_times(days, "\"1\"");
    CHECK(street.manifest().schedules.empty());
    CHECK(street.manifest().programs.empty());
    CHECK_FALSE(street.manifest().holidays);

    street.announce({"schedule.day_rules"});
    street.room.requests.request({.displays = {street.display}});
    street.room.publish();
    CHECK(street.manifest().schedules.size() == 1);
    CHECK(street.manifest().programs.size() == 1);
    CHECK(street.manifest().holidays); // that of no year, as none is stored
    set_times({{"weekdays", weekdays}, {"windows", Json::array()}}, "\"2\"");
    CHECK(street.manifest().schedules.size() == 1);
    CHECK_FALSE(street.manifest().holidays);
}

TEST_CASE("displays of a fleet get their manifests in one pass, and each its own") {
    Street street;
    std::vector<DisplayId> displays;
    for (int i = 0; i < 5; ++i) {
        const PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
        displays.push_back(street.room.enrol(street.room.root, {192, 32}, key).displays.front().id);
    }
    street.room.requests.request({.everything = true});
    const Published published = street.room.publish();
    CHECK(published.looked_at == 6);
    CHECK(published.issued.size() == 6);
    CHECK(published.concerned.size() == 6);
    CHECK(published.failed.empty());
    for (const DisplayId& display : displays) {
        street.display = display;
        CHECK(street.manifest().display == display);
        CHECK(street.manifest().number == ManifestNumber{1, 1});
        CHECK(street.manifest().schedules.size() == 1);
    }
}
