// What staff are told of days to come, over the routes a console calls.
#include "tests/unit/manager/http/station.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

TEST_CASE("a display's forecast agrees with its timeline") {
    Station station;
    const Json told = station.ask("/forecast", {{"from", "2026-11-22"}, {"days", "2"}});
    CHECK(told["from"] == "2026-11-22");
    CHECK(told["days"] == 2);
    CHECK(told["displays"] == 1);
    CHECK(told["idle"]["displays"] == 0);
    REQUIRE(told["programs"].size() == 1);
    const Json& program = told["programs"][0];
    CHECK(program["program"] == "白天");
    CHECK(program["displays"] == 1);
    REQUIRE(program["days"].size() == 2);
    CHECK(program["days"][1]["date"] == "2026-11-23");
    const Json timeline = station.ask(
        "/timeline", {{"from", "2026-11-22T16:00:00Z"}, {"until", "2026-11-23T16:00:00Z"}});
    CHECK(program["days"][1]["minutes"].get<double>() * 60
          == timeline["programs"][0]["shown_s"].get<double>());
    CHECK(program["days"][1]["plays"] == timeline["programs"][0]["plays"]);
    CHECK(station.ask("/forecast")["from"] == "2026-11-21"); // it is Saturday evening in Shanghai
}

TEST_CASE("a unit's forecast adds its displays up, and names those without anything") {
    Station station;
    const Device second(station.room);
    const std::string display = second.answer.displays[0].id.value;
    const std::string of_unit = "/api/v1/units/" + station.room.root.value + "/forecast";
    const auto unit = [&] {
        return Json::parse(text_of(station.room.staff(Method::get, of_unit)));
    };
    CHECK(unit()["displays"] == 2);
    CHECK(unit()["programs"][0]["days"][0]["displays"] == 2);
    CHECK(unit()["programs"][0]["days"][0]["minutes"] == 2 * 540.0);
    const Json row = Json::parse(
        text_of(station.room.staff(Method::get, "/api/v1/schedules/" + station.schedule)));
    Json changed{{"unit_id", row["unit_id"]},
                 {"name", row["name"]},
                 {"program_id", row["program_id"]},
                 {"times", row["times"]},
                 {"targets", row["targets"]}};
    changed["targets"]["excluded_displays"] = {display};
    REQUIRE(
        station.room
            .staff(Method::put, "/api/v1/schedules/" + station.schedule, changed.dump(), "\"1\"")
            .status
        == 200);
    const Json told = unit();
    CHECK(told["programs"][0]["days"][0]["displays"] == 1);
    CHECK(told["idle"]["displays"] == 1);
    CHECK(told["idle"]["examples"][0]["id"] == display);
}

TEST_CASE("a unit's week has its schedules with their runs, and its calendar the same") {
    Station station;
    const Device second(station.room);
    const std::string unit = "/api/v1/units/" + station.room.root.value;
    const Json told = Json::parse(text_of(station.room.staff(Method::get, unit + "/timeline")));
    CHECK(told["from"] == "2026-11-20T16:00:00Z");
    CHECK(told["until"] == "2026-11-27T16:00:00Z");
    CHECK(told["displays"] == 2);
    CHECK(told["cut"] == false);
    REQUIRE(told["schedules"].size() == 1);
    const Json& schedule = told["schedules"][0];
    CHECK(schedule["schedule_id"] == station.schedule);
    CHECK(schedule["program"] == "白天");
    CHECK(schedule["priority"] == "normal");
    CHECK(schedule["interrupt"] == false);
    REQUIRE(schedule["runs"].size() == 7);
    CHECK(schedule["runs"][0]["from"] == "2026-11-21T01:00:00Z");
    CHECK(schedule["runs"][0]["until"] == "2026-11-21T10:00:00Z");
    CHECK(schedule["runs"][0]["displays"] == 2);
    CHECK(schedule["runs"][0]["shown_s"] == 32'400.0);
    const std::string feed = text_of(station.room.staff(Method::get, unit + "/calendar.ics"));
    CHECK(feed.find("DESCRIPTION:Program: 白天\\nPriority: normal\\nDisplays: 2\r\n") != feed.npos);
    CHECK(feed.find("DTSTART:20261121T010000Z\r\nDTEND:20261121T100000Z\r\n") != feed.npos);
}

TEST_CASE("days that are too many, or no days, are refused by name") {
    Station station;
    CHECK(station.ask("/forecast", {{"days", "32"}}, 422)["where"] == "days");
    CHECK(station.ask("/forecast", {{"days", "0"}}, 422)["where"] == "days");
    CHECK(station.ask("/forecast", {{"days", "x"}}, 422)["where"] == "days");
    CHECK(station.ask("/forecast", {{"from", "tomorrow"}}, 400)["where"] == "from");
    CHECK(station.ask("/forecast", {{"from", "9999-12-31"}}, 422)["where"] == "from");
    CHECK(station.room.staff(Method::get, "/api/v1/units/nowhere/forecast").status == 404);
}
