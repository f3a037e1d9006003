// What staff are told about a display's day, over the routes a console calls.
#include "tests/unit/manager/http/station.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// The rung of the schedule's class.
Json normal(const Json& told) {
    for (const Json& rung : told["rungs"]) {
        if (rung.value("priority", "") == "normal") {
            return rung;
        }
    }
    return {};
}

} // namespace

TEST_CASE("in the evening people read why the slogan of the day is not on") {
    Station station;
    const Json told = station.ask("/playing");
    CHECK(told["rung"] == "last_good");
    CHECK(told["at"] == "2026-11-21T12:00:00Z");
    CHECK(told["time_zone"] == "Asia/Shanghai");
    CHECK(told["unchanged_until"] <= "2026-11-22T01:00:00Z");
    CHECK(told["rungs"].size() == 9);
    CHECK(told["rungs"].back()["taken"] == true);
    const Json candidate = normal(told)["candidates"][0];
    CHECK(candidate["schedule_id"] == station.schedule);
    CHECK(candidate["schedule"] == "上班时间");
    CHECK(candidate["program"] == "白天");
    CHECK(candidate["standing"] == "outside_its_hours");
    CHECK(candidate["from"] == "2026-11-22T01:00:00Z");
    CHECK(candidate["sentence"] == "不在播放时段，下次 2026年11月22日 09:00。");
    station.language = "en";
    CHECK(normal(station.ask("/playing"))["candidates"][0]["sentence"]
          == "Outside its hours; next 22 Nov 2026, 09:00.");
}

TEST_CASE("any instant can be asked about") {
    Station station;
    const Json told = station.ask("/playing", {{"at", "2026-11-22T02:00:00Z"}});
    CHECK(told["rung"] == "scheduled");
    CHECK(told["slots"][0]["schedule_id"] == station.schedule);
    CHECK(normal(told)["taken"] == true);
    CHECK(normal(told)["candidates"][0]["sentence"] == "正在屏上。");
    // Long after the manifest of today: it is renewed until then.
    CHECK(station.ask("/playing", {{"at", "2027-11-22T02:00:00Z"}})["rung"] == "scheduled");
    CHECK(station.ask("/playing", {{"at", "tomorrow"}}, 400)["where"] == "at");
    CHECK(station.ask("/playing", {{"at", "9999-12-31T12:00:00Z"}}, 422)["where"] == "at");
    CHECK(station.ask("/timeline",
                      {{"from", "9999-12-20T00:00:00Z"}, {"until", "9999-12-31T12:00:00Z"}},
                      422)["code"]
          == "out_of_range");
}

TEST_CASE("an order of black is at the top of the ladder, and a lifted one is over") {
    Station station;
    const std::string duty = station.room.token_with(Role::duty, station.room.root);
    const Json order{{"kind", "black"}, {"unit_ids", {station.room.root.value}}, {"minutes", 5}};
    const Response made =
        station.room.staff_as(duty, Method::post, "/api/v1/overrides", order.dump());
    REQUIRE(made.status == 201);
    const std::string id = Json::parse(text_of(made))["id"];
    Json top = station.ask("/playing")["rungs"][0];
    CHECK(top["taken"] == true);
    CHECK(top["candidates"][0]["override_id"] == id);
    CHECK(station.ask("/playing", {{"at", "2026-11-21T12:05:00Z"}})["rung"] == "last_good");
    CHECK(station.ask("/playing", {{"at", "2026-11-21T11:59:00Z"}})["rung"] == "last_good");
    const Json day = station.ask("/timeline");
    REQUIRE(day["spans"].size() == 5); // night, day, evening, black, evening
    CHECK(day["spans"][3]["rung"] == "black");
    CHECK(day["spans"][3]["from"] == "2026-11-21T12:00:00Z");
    CHECK(day["spans"][3]["until"] == "2026-11-21T12:05:00Z");
    CHECK(day["programs"][0]["plays"] == 3'240);
    const std::string reviewer = station.room.token_with(Role::reviewer_1, station.room.root);
    REQUIRE(
        station.room.staff_as(reviewer, Method::post, "/api/v1/overrides/" + id + "/lift").status
        == 200);
    CHECK(station.ask("/playing")["rung"] == "last_good");
}

TEST_CASE("the day of the display is told from midnight to midnight with the airtime of programs") {
    Station station;
    const Json day = station.ask("/timeline");
    CHECK(day["from"] == "2026-11-20T16:00:00Z");
    CHECK(day["until"] == "2026-11-21T16:00:00Z");
    CHECK(day["cut"] == false);
    REQUIRE(day["spans"].size() == 3);
    CHECK(day["spans"][1]["rung"] == "scheduled");
    CHECK(day["spans"][1]["from"] == "2026-11-21T01:00:00Z");
    CHECK(day["spans"][1]["shares"][0]["shown_s"] == 32'400.0);
    CHECK(day["spans"][1]["shares"][0]["plays"] == 3'240);
    CHECK(day["programs"][0]["program"] == "白天");
    CHECK(day["programs"][0]["plays"] == 3'240);
    const Json week = station.ask(
        "/timeline", {{"from", "2026-11-22T16:00:00Z"}, {"until", "2026-11-29T16:00:00Z"}});
    CHECK(week["programs"][0]["shown_s"] == 7 * 32'400.0);
    CHECK(station.ask("/timeline",
                      {{"from", "2026-11-22T16:00:00Z"}, {"until", "2026-12-29T16:00:00Z"}},
                      422)["code"]
          == "out_of_range");
}

TEST_CASE("a display that has no manifest yet shows its slate, and says nothing else") {
    ControlRoom room;
    const Device device(room);
    const Response response = room.staff(
        Method::get, "/api/v1/displays/" + device.answer.displays[0].id.value + "/playing");
    REQUIRE(response.status == 200);
    CHECK(Json::parse(text_of(response))["rung"] == "last_good");
    CHECK(room.staff(Method::get, "/api/v1/displays/nowhere/playing").status == 404);
}
