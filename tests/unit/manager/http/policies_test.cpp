// What units and displays inherit, and groups of displays.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// A display in a county, and an approved program nobody has scheduled.
struct Office {
    Office() {
        const std::string slogan =
            room.make("/api/v1/slogans",
                      Json{{"unit_id", room.root.value}, {"name", "s"}, {"text", "防诈骗"}}.dump());
        const Json item{{"slogan_id", slogan}, {"duration_ms", 10'000}};
        const Json zone{{"name", "all"},
                        {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
                        {"playlist", {{"items", Json::array({item})}}}};
        const Json body{
            {"unit_id", room.root.value},
            {"name", "ticker"},
            {"layout",
             {{"canvas", {{"width", 640}, {"height", 64}}}, {"zones", Json::array({zone})}}}};
        program = room.make("/api/v1/programs", body.dump());
        submit();
        display =
            room.enrol(north, {640, 64}, *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256))
                .displays.front()
                .id;
        room.requests.waiting = {.everything = true};
        room.publish();
    }

    UnitId county(const char* name) {
        return {room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    }
    void submit() {
        const std::string path = "/api/v1/programs/" + program;
        const Response read = room.staff(Method::get, path);
        room.staff(Method::post, path + "/submit", "", std::string(*read.headers.find("ETag")));
    }
    Response put(const std::string& token, const std::string& path, const Json& body) {
        const Response read = room.staff(Method::get, path);
        return room.staff_as(token, Method::put, path, body.dump(),
                             std::string(read.headers.find("ETag").value_or("")));
    }
    std::string of_unit(const UnitId& unit) { return "/api/v1/units/" + unit.value + "/policy"; }
    std::string of_display() { return "/api/v1/displays/" + display.value + "/policy"; }
    // What the display is told, after publishing what was asked for.
    Manifest told() {
        room.publish();
        const auto wanted =
            room.database->read([&](const View& view) { return view.fleet.wanted(display); });
        const auto bytes =
            room.rooms().blobs->read(wanted->envelope_sha256, limits::manifest_bytes_max);
        return *wire::read_manifest(
            wire::read_envelope(*bytes, limits::manifest_bytes_max)->payload);
    }

    ControlRoom room;
    UnitId north = county("north");
    std::string program;
    DisplayId display;
};

} // namespace

TEST_CASE("filler and off hours come from the nearest that says something") {
    Office office;
    CHECK(office.told().filler.empty());
    const std::string admin = office.room.token;
    const Json night{{"windows", Json::array({{{"start", "22:00"}, {"end", "06:00"}}})}};
    REQUIRE(office
                .put(admin, office.of_unit(office.room.root),
                     {{"filler_program_ids", {office.program}}, {"off_hours", {night}}})
                .status
            == 200);
    Manifest manifest = office.told();
    CHECK(manifest.filler == std::vector<ProgramId>{ProgramId{office.program}});
    REQUIRE(manifest.programs.size() == 1);
    REQUIRE(manifest.off_hours.size() == 1);
    CHECK(manifest.off_hours[0].windows[0].start == TimeOfDay{22 * 3'600});
    // The display itself never sleeps; its filler is still the city's.
    REQUIRE(office.put(admin, office.of_display(), {{"off_hours", Json::array()}}).status == 200);
    manifest = office.told();
    CHECK(manifest.off_hours.empty());
    CHECK(manifest.filler.size() == 1);
    const Json shown = body_of(office.room.staff(Method::get, office.of_display()));
    CHECK(shown["effective"]["filler_program_ids"][0] == office.program);
    CHECK_FALSE(shown.contains("filler_program_ids"));
    // The county fills with nothing.
    REQUIRE(office.put(admin, office.of_unit(office.north), {{"filler_program_ids", Json::array()}})
                .status
            == 200);
    CHECK(office.told().filler.empty());
}

TEST_CASE("caps of brightness add up from above, and one that finds no room is refused") {
    Office office;
    const std::string admin = office.room.token;
    const auto cap = [](int percent) {
        const Json night{{"windows", Json::array({{{"start", "22:00"}, {"end", "06:00"}}})}};
        return Json{{"times", night}, {"percent", percent}};
    };
    const auto levels = [](int percent, Json caps) {
        return Json{{"brightness",
                     {{"curve", Json::array({{{"at", "00:00"}, {"percent", percent}}})},
                      {"caps", std::move(caps)}}}};
    };
    const auto put = [&](const std::string& path, const Json& body) {
        return office.put(admin, path, body).status;
    };
    REQUIRE(put(office.of_display(), levels(100, Json::array({cap(50), cap(40)}))) == 200);
    REQUIRE(put(office.of_unit(office.room.root), levels(80, Json::array({cap(30), cap(50)})))
            == 200); // later, and it holds all the same
    const Json shown = body_of(office.room.staff(Method::get, office.of_display()));
    CHECK(shown["brightness"]["caps"].size() == 2);
    const Json& effective = shown["effective"]["brightness"];
    CHECK(effective["curve"][0]["percent"] == 100);
    REQUIRE(effective["caps"].size() == 3);
    CHECK(effective["caps"][0]["percent"] == 30);
    CHECK(effective["caps"][1]["percent"] == 50);
    CHECK(effective["caps"][2]["percent"] == 40);

    Json many = Json::array();
    for (int percent = 0; percent < 31; ++percent) {
        many.push_back(cap(60 + percent));
    }
    CHECK(put(office.of_display(), levels(90, many)) == 422);
    many.erase(0);
    CHECK(put(office.of_display(), levels(90, many)) == 200);
    // Nor may those above take the room of those below; what is not about caps is not asked.
    CHECK(put(office.of_unit(office.north), levels(90, Json::array({cap(10)}))) == 422);
    CHECK(put(office.of_unit(office.north), {{"off_hours", Json::array()}}) == 200);
}

TEST_CASE("a filler that is withdrawn goes, one that is approved anew comes") {
    Office office;
    REQUIRE(office
                .put(office.room.token, office.of_unit(office.room.root),
                     {{"filler_program_ids", {office.program}}})
                .status
            == 200);
    CHECK(office.told().filler.size() == 1);
    const std::string duty = office.room.token_with(Role::duty, office.room.root);
    const std::string path = "/api/v1/programs/" + office.program;
    const std::string etag(*office.room.staff(Method::get, path).headers.find("ETag"));
    REQUIRE(office.room.staff_as(duty, Method::post, path + "/withdraw", "", etag).status == 200);
    CHECK(office.told().filler.empty());
}

TEST_CASE("each part of a policy needs its own right") {
    Office office;
    const auto allowed = [&](Role role, const Json& body) {
        const std::string token = office.room.token_with(role, office.north);
        return office.put(token, office.of_unit(office.north), body).status;
    };
    const Json approvals{{"approvals_required", 2}};
    const Json filler{{"filler_program_ids", {office.program}}};
    const Json off{{"off_hours", Json::array()}};
    CHECK(allowed(Role::viewer, approvals) == 403);
    CHECK(allowed(Role::editor, approvals) == 403);
    CHECK(allowed(Role::operator_, filler) == 403);
    CHECK(allowed(Role::editor, off) == 403);
    CHECK(allowed(Role::unit_administrator, approvals) == 200);
    CHECK(
        allowed(Role::editor, {{"approvals_required", 2}, {"filler_program_ids", {office.program}}})
        == 200);
    const std::string above = office.of_unit(office.room.root);
    const std::string clerk = office.room.token_with(Role::unit_administrator, office.north);
    CHECK(office.put(clerk, above, approvals).status == 403);
}

TEST_CASE("a county asks for more approvals than the city, never for fewer") {
    Office office;
    const auto required = [&] {
        return body_of(office.room.staff(
            Method::get, office.of_unit(office.north)))["effective"]["approvals_required"];
    };
    CHECK(required() == 0);
    const std::string admin = office.room.token;
    office.put(admin, office.of_unit(office.room.root), {{"approvals_required", 2}});
    office.put(admin, office.of_unit(office.north), {{"approvals_required", 1}});
    CHECK(required() == 2);
    office.put(admin, office.of_unit(office.north), {{"approvals_required", 3}});
    CHECK(required() == 3);
    CHECK(office.put(admin, office.of_unit(office.north), {{"approvals_required", 99}}).status
          == 422);
    CHECK(office.room.staff(Method::put, office.of_unit(office.north), "{}", "\"1\"").status
          == 412);
}

TEST_CASE("a schedule aimed at a group reaches the displays that are in it") {
    Office office;
    const Json group{{"unit_id", office.north.value},
                     {"name", "tickers"},
                     {"display_ids", {office.display.value}}};
    const std::string id = office.room.make("/api/v1/groups", group.dump());
    const Json schedule{{"unit_id", office.north.value},
                        {"name", "n"},
                        {"program_id", office.program},
                        {"targets", {{"groups", {id}}}}};
    office.room.make("/api/v1/schedules", schedule.dump());
    CHECK(office.told().schedules.size() == 1);
    const std::string path = "/api/v1/groups/" + id;
    CHECK(office.room.staff(Method::remove, path, "", "\"1\"").status == 409);
    Json empty = group;
    empty["display_ids"] = Json::array();
    REQUIRE(office.put(office.room.token, path, empty).status == 200);
    CHECK(office.told().schedules.empty());
    const Json listed = body_of(office.room.staff(Method::get, "/api/v1/schedules"))["items"];
    CHECK(listed[0]["targets"]["groups"][0] == id);
}

TEST_CASE("a group holds displays of its unit only, and only who may schedule there aims at it") {
    Office office;
    const UnitId south = office.county("south");
    Json group{{"unit_id", south.value}, {"name", "g"}, {"display_ids", {office.display.value}}};
    CHECK(office.room.staff(Method::post, "/api/v1/groups", group.dump()).status == 422);
    group["unit_id"] = office.north.value;
    const std::string id = office.room.make("/api/v1/groups", group.dump());
    const Json schedule{{"unit_id", south.value},
                        {"name", "n"},
                        {"program_id", office.program},
                        {"targets", {{"groups", {id}}}}};
    const std::string stranger = office.room.token_with(Role::editor, south);
    CHECK(office.room.staff_as(stranger, Method::post, "/api/v1/schedules", schedule.dump()).status
          == 403);
}
