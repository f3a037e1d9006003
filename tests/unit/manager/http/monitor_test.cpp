// What machines ask: readiness, metrics, health. promtool
// judges the metrics in tests/system.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "manager/http/health_words.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// A city with a county in which a display calls.
struct Watched {
    void call(Rung rung) {
        Heartbeat word;
        word.player = answer.player;
        word.boot_id = "boot";
        word.sequence = ++heard;
        word.clock.trusted = true;
        word.displays = {{.display = display, .name = "main", .rung = rung, .frames_late = 3}};
        if (const auto wanted =
                room.database->read([&](const View& view) { return view.fleet.wanted(display); })) {
            word.displays.front().active = wanted->number;
        }
        room.rooms().presence.note(word, room.clock.wall(), room.clock.monotonic());
    }

    Json health() {
        return body_of(room.staff(Method::get, "/api/v1/displays/" + display.value + "/health"));
    }

    ControlRoom room;
    UnitId county{room.make(
        "/api/v1/units",
        Json{{"parent_id", room.root.value}, {"name", "North \"1\"\\"}, {"kind", "county"}}
            .dump())};
    PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    EnrolmentAnswer answer = room.enrol(county, {640, 64}, key);
    DisplayId display = answer.displays.front().id;
    std::uint64_t heard = 0;
};

} // namespace

TEST_CASE("a manager that cannot do its work says why, in words for machines, to anybody") {
    ControlRoom room;
    const Response ready = room.staff_as("", Method::get, "/readyz");
    CHECK(ready.status == 200);
    CHECK(body_of(ready) == Json{{"ready", true}, {"reasons", Json::array()}});
    room.disk_is_low = true;
    const Response troubled = room.staff_as("", Method::get, "/readyz");
    CHECK(troubled.status == 503);
    CHECK(body_of(troubled) == Json{{"ready", false}, {"reasons", {"disk_low"}}});
    CHECK(room.staff_as("", Method::post, "/readyz").status == 405);
}

TEST_CASE("health and metrics have a worker of their own, whatever else is asked") {
    ControlRoom room;
    const auto lane = [&](const std::string& path) {
        RequestHead head;
        head.path = path;
        return room.rooms().staff.policy(head).lane;
    };
    for (const char* path : {"/healthz", "/readyz", "/metrics", "/api/v1/displays/x/health",
                             "/api/v1/units/x/health"}) {
        INFO(path);
        CHECK(lane(path) == Lane::reserved);
    }
    CHECK(lane("/api/v1/displays/x") == Lane::ordinary);
    CHECK(lane("/api/v1/displays/x/uptime") == Lane::ordinary);
}

TEST_CASE("a display's health is one word with its cause, since when and a sentence") {
    Watched it;
    CHECK(it.health()["health"]["status"] == "offline");
    CHECK(it.health()["health"]["cause"] == "never_seen");
    it.room.requests.request({.everything = true});
    it.room.publish();
    it.call(Rung::scheduled);
    it.room.clock.advance(Seconds{20});
    it.call(Rung::scheduled);
    const Json shows = it.health();
    CHECK(shows["health"]["status"] == "showing");
    CHECK(shows["health"]["since"] == "2026-11-21T12:00:00Z");
    CHECK(shows["health"]["sentence"] == "Showing what it should.");
    CHECK(shows["frames_late"] == 3);
    CHECK(shows["contact_age_s"] == 0.0);
    CHECK(shows["journals"]["plays"] == Json{{"delivered", 0}, {"lost", 0}});
    it.call(Rung::slate);
    CHECK(it.health()["health"]["cause"] == "nothing_to_show");
    it.call(Rung::off);
    CHECK(it.health()["health"]["status"] == "planned_off");
    it.room.clock.advance(Seconds{600});
    const Json silent = it.health();
    CHECK(silent["health"]["status"] == "offline");
    CHECK(silent["health"]["since"] == "2026-11-21T12:00:20Z");
    CHECK(silent["reachable"] == false);
    const Json row = body_of(it.room.staff(Method::get, "/api/v1/displays/" + it.display.value));
    CHECK(row["health"] == silent["health"]);
    CHECK(row["reachable"] == false);
}

TEST_CASE("a unit's health counts its displays by how they are") {
    Watched it;
    it.call(Rung::off);
    const auto count = [&](const UnitId& unit) {
        return body_of(it.room.staff(Method::get, "/api/v1/units/" + unit.value + "/health"));
    };
    CHECK(count(it.room.root)["displays"] == 1);
    CHECK(count(it.county)["planned_off"] == 1);
    CHECK(count(it.county)["reachable"] == 1);
    CHECK(count(it.county)["offline"] == 0);
}

TEST_CASE("metrics are what Prometheus reads, and the figures of the house only for the root") {
    Watched it;
    it.call(Rung::slate);
    const Response all = it.room.staff(Method::get, "/metrics");
    REQUIRE(all.status == 200);
    CHECK(all.headers.find("Content-Type")->starts_with("text/plain; version=0.0.4"));
    const std::string text = text_of(all);
    CHECK(text.find("process_open_fds 7\n") != text.npos);
    CHECK(text.find("unit_name=\"North \\\"1\\\"\\\\\",status=\"abnormal\"} 1\n") != text.npos);

    const std::string viewer = it.room.token_with(Role::viewer, it.county);
    const std::string below = text_of(it.room.staff_as(viewer, Method::get, "/metrics"));
    CHECK(below.find("process_") == below.npos);
    CHECK(below.find(it.room.root.value) == below.npos);
    CHECK(below.find(it.county.value) != below.npos);
    CHECK(it.room.staff_as("", Method::get, "/metrics").status == 401);
}

TEST_CASE("the number of series does not grow with the fleet") {
    Watched it;
    for (std::size_t i = 0; i < limits::metrics_units_max + 5; ++i) {
        it.room.clock.advance(Seconds{1});
        it.room.make("/api/v1/units", Json{{"parent_id", it.room.root.value},
                                           {"name", "u" + std::to_string(i)},
                                           {"kind", "county"}}
                                          .dump());
    }
    const std::string text = text_of(it.room.staff(Method::get, "/metrics"));
    std::size_t sets = 0;
    for (std::size_t at = text.find("marquee_displays_reachable{"); at != text.npos;
         at = text.find("marquee_displays_reachable{", at + 1)) {
        ++sets;
    }
    CHECK(sets == limits::metrics_units_max);
    CHECK(text.find("marquee_units_left_out 7\n") != text.npos);
}

TEST_CASE("every cause has a sentence in both languages") {
    for (const char* cause :
         {"never_seen", "silent", "off_hours", "black", "updating", "not_updating", "no_manifest",
          "nothing_to_show", "clock_untrusted", "output_lost", "crash_loop", "disk_full",
          "digest_wrong", "something_newer"}) {
        const rules::Health health{rules::HealthWord::abnormal, cause};
        const std::string english = health_sentence(health, Language::en);
        INFO(english);
        CHECK(english.ends_with("."));
        CHECK(health_sentence(health, Language::zh_cn).ends_with("。"));
    }
    for (const rules::HealthWord word : rules::health_words) {
        CHECK(health_sentence({word, ""}, Language::en).size() > 10);
    }
}
