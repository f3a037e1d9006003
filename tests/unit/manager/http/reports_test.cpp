// Reports as staff ask for them.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// A city with one display whose player reported an hour of showing and a play of a minute.
struct Reported {
    Reported() {
        const Instant now = room.clock.wall();
        room.clock.advance(Seconds{7'200});
        const UptimeRecord showing{
            UptimeMeasure::showing, {now + Seconds{600}, now + Seconds{3'600}}, "boot", true};
        const UptimeRecord running{
            UptimeMeasure::running, {now, now + Seconds{3'600}}, "boot", true};
        const auto device =
            room.database->read([&](const View& view) { return view.fleet.player(answer.player); });
        REQUIRE(room.rooms().uptime.take({display, 1, {showing, running}}, *device));
        PlaySegment plays{display, 1, {{{display.value}, 1, "反诈", {display.value}, "i", {}}}, {}};
        plays.records = {{0, now, Milliseconds{60'000}, true, ProofLevel::shown}};
        REQUIRE(room.rooms().plays.take(plays, *device));
    }

    Json ask(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {},
             int status = 200) {
        Request request;
        request.path = path;
        request.query = QueryParameters(std::move(query));
        request.headers.set("Authorization", "Bearer " + room.token);
        const Response response = room.rooms().staff.handle(request);
        INFO(text_of(response));
        CHECK(response.status == status);
        return Json::parse(text_of(response));
    }

    ControlRoom room;
    PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    EnrolmentAnswer answer = room.enrol(room.root, {640, 64}, key);
    DisplayId display = answer.displays.front().id;
};

} // namespace

TEST_CASE(
    "the uptime of a display is told by three measures, with the stretches they are made of") {
    Reported it;
    const Json report = it.ask("/api/v1/displays/" + it.display.value + "/uptime");
    CHECK(report["running"]["up_s"] == 3'600.0);
    CHECK(report["running"]["unknown_s"] == 3'600.0);
    CHECK(report["running"]["availability"] == 1.0);
    CHECK(report["showing"]["up_s"] == 3'000.0);
    CHECK(report["showing"]["down_s"] == 600.0);
    CHECK(report["reachable"]["unknown_s"] == 7'200.0);
    CHECK_FALSE(report["reachable"].contains("availability"));
    CHECK(report["intervals"].size() == 6);
    const Json unit = it.ask("/api/v1/units/" + it.room.root.value + "/uptime");
    CHECK(unit["displays"] == 1);
    CHECK(unit["showing"] == report["showing"]);
    const auto group = [&](const Json& displays) {
        const std::string id =
            it.room.make("/api/v1/groups", Json{{"unit_id", it.room.root.value},
                                                {"name", "g" + std::to_string(displays.size())},
                                                {"display_ids", displays}}
                                               .dump());
        return it.ask("/api/v1/groups/" + id + "/uptime");
    };
    CHECK(group({it.display.value})["displays"] == 1);
    CHECK(group({it.display.value})["showing"] == report["showing"]);
    CHECK(group(Json::array())["displays"] == 0);
}

TEST_CASE("a period is asked for by its ends, and never reaches into the future") {
    Reported it;
    const std::string path = "/api/v1/displays/" + it.display.value + "/uptime";
    const Json hour =
        it.ask(path, {{"from", "2026-11-21T12:00:00Z"}, {"until", "2026-11-21T13:00:00Z"}});
    CHECK(hour["running"]["unknown_s"] == 0.0);
    CHECK(it.ask(path, {{"until", "2030-01-01T00:00:00Z"}})["until"] == "2026-11-21T14:00:00Z");
    CHECK(it.ask(path, {{"from", "yesterday"}}, 400)["where"] == "from");
    CHECK(it.ask(path, {{"from", "2026-11-22T00:00:00Z"}}, 422)["code"] == "out_of_range");
    CHECK(it.ask("/api/v1/displays/nowhere/uptime", {}, 404)["code"] == "not_found");
}

TEST_CASE("coverage has every lowest unit, and each as long as its display showed most today") {
    Reported it;
    const auto unit = [&](const UnitId& parent, const char* name) {
        return UnitId{it.room.make(
            "/api/v1/units",
            Json{{"parent_id", parent.value}, {"name", name}, {"kind", "grid"}}.dump())};
    };
    const auto groups = [&](std::vector<std::pair<std::string, std::string>> query = {}) {
        return it.ask("/api/v1/reports/coverage", std::move(query))["groups"];
    };
    REQUIRE(groups().size() == 1);
    CHECK(groups()[0]["unit_id"] == it.room.root.value);
    CHECK(groups()[0]["units"][0]["unit_id"] == it.room.root.value);
    CHECK(groups()[0]["units"][0]["seconds"] == 60);
    const UnitId north = unit(it.room.root, "北");
    const UnitId grid = unit(north, "北一");
    REQUIRE(groups().size() == 1);
    CHECK(groups()[0]["name"] == "北");
    REQUIRE(groups()[0]["units"].size() == 1);
    CHECK(groups()[0]["units"][0]["name"] == "北一");
    CHECK(groups()[0]["units"][0]["seconds"] == 0);
    it.room.token = it.room.token_with(Role::viewer, north);
    CHECK(groups({{"unit_id", grid.value}})[0]["units"].size() == 1);
    CHECK(it.ask("/api/v1/reports/coverage", {{"unit_id", it.room.root.value}}, 403)["code"]
          == "not_allowed");
}

TEST_CASE("plays are reported by item, for a unit the caller may see") {
    Reported it;
    const Json report = it.ask("/api/v1/reports/plays", {{"unit_id", it.room.root.value}});
    REQUIRE(report["items"].size() == 1);
    CHECK(report["items"][0]["program_name"] == "反诈");
    CHECK(report["items"][0]["plays"] == 1);
    CHECK(report["items"][0]["seconds"] == 60.0);
    CHECK(it.ask("/api/v1/reports/plays")["items"] == report["items"]);
    const UnitId below{it.room.make(
        "/api/v1/units",
        Json{{"parent_id", it.room.root.value}, {"name", "North"}, {"kind", "county"}}.dump())};
    it.room.token = it.room.token_with(Role::viewer, below);
    CHECK(it.ask("/api/v1/reports/plays")["items"].empty());
    CHECK(it.ask("/api/v1/reports/plays", {{"unit_id", it.room.root.value}}, 403)["code"]
          == "not_allowed");
}
