// Dayparts, periods, campaigns, holidays and what schedules make of them.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

const Json from_six = Json::array({{{"start", "06:00"}, {"end", "23:30"}}});

// An approved program of the root and a county below it.
struct Office {
    Office() {
        const Json item{{"content", {{"kind", "slogan"}, {"text", "x"}}}, {"duration_ms", 1'000}};
        const Json zone{{"name", "all"},
                        {"rect", {{"x", 0}, {"y", 0}, {"width", 64}, {"height", 64}}},
                        {"playlist", {{"items", Json::array({item})}}}};
        const Json layout{{"canvas", {{"width", 64}, {"height", 64}}},
                          {"zones", Json::array({zone})}};
        program =
            room.make("/api/v1/programs",
                      Json{{"unit_id", room.root.value}, {"name", "p"}, {"layout", layout}}.dump());
        room.staff(Method::post, "/api/v1/programs/" + program + "/submit", "", "\"1\"");
    }

    UnitId county(const char* name) {
        return {room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    }
    // A thing of the unit.
    std::string make(const std::string& kind, const UnitId& unit, Json members) {
        members["unit_id"] = unit.value;
        members["name"] = kind;
        return room.make("/api/v1/" + kind, members.dump());
    }
    Json schedule(const Json& more = Json::object()) {
        Json body{{"unit_id", north.value},
                  {"name", "s"},
                  {"program_id", program},
                  {"targets", {{"units", {north.value}}}}};
        body.update(more);
        return body;
    }
    Response post(const Json& body) {
        return room.staff(Method::post, "/api/v1/schedules", body.dump());
    }
    using Query = std::vector<std::pair<std::string, std::string>>;
    Response get(const std::string& path, const std::string& language = "zh-CN",
                 const Query& query = {}) {
        Request request;
        request.method = Method::get;
        request.path = path;
        request.query = QueryParameters(query);
        request.headers.set("Authorization", "Bearer " + room.token);
        request.headers.set("Accept-Language", language);
        return room.ask(std::move(request));
    }
    Response put_year(const std::string& year, const Json& days, const std::string& version = {}) {
        return room.staff(Method::put, "/api/v1/holidays/" + year,
                          Json{{"source", "国办发明电"}, {"days", days}}.dump(), version);
    }

    ControlRoom room;
    UnitId north = county("north");
    UnitId south = county("south");
    std::string program;
};

Json new_year_of(const std::string& year) {
    return Json::array(
        {{{"date", year + "-01-01"}, {"kind", "statutory_holiday"}, {"name", "元旦"}}});
}
const Json new_year = new_year_of("2026");

std::string refusal_at(const Response& response) {
    const Json problem = body_of(response);
    return problem["code"].get<std::string>() + " " + problem.value("where", "");
}

} // namespace

TEST_CASE("a schedule follows a daypart, periods and a campaign of its unit or above") {
    Office office;
    const auto daypart = office.make("dayparts", office.room.root, {{"windows", from_six}});
    const Json days = Json::array({{{"dates", {{"first", "2026-12-01"}, {"last", "2026-12-07"}}}}});
    const auto period = office.make("periods", office.north, {{"days", days}});
    const auto campaign = office.make("campaigns", office.north, {{"last", "2026-12-31"}});
    const Response made = office.post(office.schedule({{"daypart_id", daypart},
                                                       {"period_ids", {period}},
                                                       {"campaign_id", campaign},
                                                       {"weight", 2},
                                                       {"repeat_gap_s", 60}}));
    REQUIRE(made.status == 201);
    const Json row =
        body_of(office.get("/api/v1/schedules/" + body_of(made)["id"].get<std::string>()));
    CHECK(row["daypart_id"] == daypart);
    CHECK(row["period_ids"] == Json::array({period}));
    CHECK(row["campaign_id"] == campaign);
    CHECK(row["interrupt_seconds_per_hour"] == 0);
    CHECK(row["weight"] == 2);
    CHECK(row["repeat_gap_s"] == 60);
    CHECK_FALSE(row.contains("warnings"));
    const Json owned = body_of(office.get("/api/v1/campaigns/" + campaign));
    CHECK(owned.contains("owner_id")); // whoever made it
}

TEST_CASE("an interrupt has its share of voice and no pace beside it") {
    Office office;
    const auto interrupt = [&](const char* member, int value) {
        return office.post(office.schedule({{"interrupt_seconds_per_hour", 360}, {member, value}}));
    };
    CHECK(interrupt("weight", 1).status == 201); // as many turns as anybody has
    CHECK(refusal_at(interrupt("weight", 2)) == "out_of_range /weight");
    CHECK(refusal_at(interrupt("plays_per_hour_max", 4)) == "out_of_range /plays_per_hour_max");
    CHECK(refusal_at(interrupt("repeat_gap_s", 60)) == "out_of_range /repeat_gap_s");
}

TEST_CASE("what lies beside or below a schedule's unit is not for it") {
    Office office;
    const auto daypart = office.make("dayparts", office.south, {{"windows", from_six}});
    const auto campaign = office.make("campaigns", office.south, Json::object());
    CHECK(refusal_at(office.post(office.schedule({{"daypart_id", daypart}})))
          == "invalid_reference /daypart_id");
    CHECK(refusal_at(office.post(office.schedule({{"campaign_id", campaign}})))
          == "invalid_reference /campaign_id");
    CHECK(refusal_at(office.post(office.schedule({{"period_ids", {campaign}}})))
          == "invalid_reference /period_ids/0");
}

TEST_CASE("a change of what schedules follow publishes where they are shown") {
    Office office;
    const auto daypart = office.make("dayparts", office.room.root, {{"windows", from_six}});
    REQUIRE(office.post(office.schedule({{"daypart_id", daypart}})).status == 201);
    office.room.requests.waiting = {};
    Json body{{"unit_id", office.room.root.value}, {"name", "night"}};
    body["windows"] = Json::array({{{"start", "22:00"}, {"end", "06:00"}}});
    const std::string path = "/api/v1/dayparts/" + daypart;
    CHECK(office.room.staff(Method::put, path, body.dump()).status == 422); // no If-Match
    const Response changed = office.room.staff(Method::put, path, body.dump(), "\"1\"");
    REQUIRE(changed.status == 200);
    CHECK(body_of(changed)["version"] == 2);
    CHECK(office.room.requests.waiting == Affected{.targets = {{.units = {office.north}}}});
    CHECK(office.room.staff(Method::put, path, body.dump(), "\"1\"").status == 412);
    CHECK(refusal_at(office.room.staff(Method::remove, path, "", "\"2\""))
              .starts_with("wrong_state"));
}

TEST_CASE("a count is kept as the day it comes to, and what no rule can say is refused in place") {
    Office office;
    const auto days = [](const char* rule) {
        return Json::array({{{"recurrence", {{"start", "2026-12-01"}, {"rule", rule}}}}});
    };
    const Json body{
        {"unit_id", office.north.value}, {"name", "n"}, {"days", days("FREQ=DAILY;COUNT=3")}};
    const Response made = office.room.staff(Method::post, "/api/v1/periods", body.dump());
    REQUIRE(made.status == 201);
    const std::string rule = body_of(made)["days"][0]["recurrence"]["rule"];
    CHECK(rule.find("COUNT") == std::string::npos);
    CHECK(rule.find("UNTIL=20261203") != std::string::npos);
    const Response refused =
        office.post(office.schedule({{"times", {{"on", days("FREQ=HOURLY")}}}}));
    CHECK(body_of(refused)["where"].get<std::string>().starts_with("/times/on/0/recurrence"));
    CHECK(refusal_at(office.post(office.schedule(
                         {{"times", {{"on", {{{"lunar_market", {{"digits", Json::array()}}}}}}}}})))
              .find("/times/on/0")
          != std::string::npos);
}

TEST_CASE("tags choose among the displays of units, and say where they are wrong") {
    Office office;
    const auto aimed = [&](const Json& targets) {
        return office.post(office.schedule({{"targets", targets}}));
    };
    const Json units = {office.north.value};
    const Response made = aimed({{"units", units}, {"tags", "户外 and (led or not 地铁)"}});
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["targets"]["tags"] == "户外 and (led or not 地铁)");
    const Response wrong = aimed({{"units", units}, {"tags", "户外 and ("}});
    CHECK(refusal_at(wrong) == "malformed /targets/tags");
    CHECK(body_of(wrong)["params"].contains("position"));
}

TEST_CASE("a year of holidays is kept under its version, and everything is published anew") {
    Office office;
    office.room.requests.waiting = {};
    CHECK(office.put_year("2026", new_year).status == 200);
    CHECK(office.room.requests.waiting.everything);
    CHECK(office.put_year("2026", new_year).status == 412);
    const Response again = office.put_year("2026", Json::array(), "\"1\"");
    CHECK(again.status == 200);
    CHECK(*again.headers.find("ETag") == "\"2\"");
    CHECK(office.put_year("2027", new_year).status == 422); // days of another year
    CHECK(office.put_year("twelve", new_year).status == 404);
    CHECK(body_of(office.get("/api/v1/holidays"))["items"].size() == 1);
    CHECK(office.room.staff(Method::remove, "/api/v1/holidays/2026", "", "\"2\"").status == 204);
    CHECK(office.get("/api/v1/holidays/2026").status == 404);
}

TEST_CASE("only whoever may schedule everywhere keeps the holidays") {
    Office office;
    const Json body{{"source", "x"}, {"days", new_year}};
    const auto put_as = [&](Role role, const UnitId& unit) {
        return office.room
            .staff_as(office.room.token_with(role, unit), Method::put, "/api/v1/holidays/2026",
                      body.dump(), "\"99\"")
            .status;
    };
    CHECK(put_as(Role::editor, office.north) == 403);
    CHECK(put_as(Role::viewer, office.room.root) == 403);
    CHECK(put_as(Role::editor, office.room.root) == 404); // let in; there is no version 99
}

TEST_CASE("a schedule that asks for workdays of a year nobody announced says so") {
    Office office; // November 2026
    REQUIRE(office.put_year("2026", new_year).status == 200);
    const Json workdays = Json::array({{{"kinds", {"workday"}}}});
    const Response made = office.post(office.schedule({{"times", {{"on", workdays}}}}));
    REQUIRE(made.status == 201);
    const Json warnings = body_of(made)["warnings"];
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0]["code"] == "holiday_year_missing");
    CHECK(warnings[0]["params"]["year"] == "2027");
    const std::string path = "/api/v1/schedules/" + body_of(made)["id"].get<std::string>();
    CHECK(body_of(office.get(path))["warnings"][0]["sentence"].get<std::string>().find("2027")
          != std::string::npos);
    CHECK(
        body_of(office.get(path, "en"))["warnings"][0]["sentence"].get<std::string>().find("known")
        != std::string::npos);
    const Json this_year{{"on", workdays}, {"last", "2026-12-31"}};
    CHECK_FALSE(body_of(office.post(office.schedule({{"times", this_year}}))).contains("warnings"));
}

TEST_CASE("the calendar says what days are called") {
    Office office;
    REQUIRE(office.put_year("2026", new_year).status == 200);
    const Json answer =
        body_of(office.get("/api/v1/calendar", "zh-CN", {{"from", "2027-02-03"}, {"days", "4"}}));
    REQUIRE(answer["items"].size() == 4);
    const Json& festival = answer["items"][3];
    CHECK(festival["date"] == "2027-02-06");
    CHECK(festival["lunar"]["month"] == 1);
    CHECK(festival["lunar"]["day"] == 1);
    CHECK(festival["festivals"] == Json::array({"chunjie"}));
    CHECK(festival["names"] == Json::array({"春节"}));
    CHECK_FALSE(festival.contains("kind"));
    CHECK(answer["items"][1]["solar_term"] == "lichun");
    CHECK(answer["items"][1]["solar_term_name"] == "立春");
    CHECK(answer["missing_years"] == Json::array({2027}));
    const Json known =
        body_of(office.get("/api/v1/calendar", "en", {{"from", "2026-01-01"}, {"days", "2"}}));
    CHECK(known["items"][0]["kind"] == "statutory_holiday");
    CHECK(known["items"][0]["holiday"] == "元旦");
    CHECK(known["items"][1]["kind"] == "workday");
    CHECK(known["missing_years"].empty());
    CHECK(office.get("/api/v1/calendar").status == 422);
    CHECK(office.get("/api/v1/calendar", "en", {{"from", "2026-01-01"}, {"days", "9999"}}).status
          == 422);
}

TEST_CASE("brightness and volume are the operator's and are inherited until said") {
    Office office;
    const std::string path = "/api/v1/units/" + office.north.value + "/policy";
    const Json night{
        {"curve", {{{"at", "06:00"}, {"percent", 100}}, {{"at", "20:00"}, {"percent", 30}}}},
        {"caps", Json::array()}};
    const std::string above = "/api/v1/units/" + office.room.root.value + "/policy";
    const auto put = [&](Role role, const std::string& place, const Json& body,
                         const char* version) {
        const std::string token = office.room.token_with(role, office.room.root);
        return office.room.staff_as(token, Method::put, place, body.dump(), version);
    };
    CHECK(put(Role::editor, above, {{"brightness", night}}, "\"0\"").status == 403);
    CHECK(put(Role::operator_, above, {{"brightness", night}, {"volume", nullptr}}, "\"0\"").status
          == 200);
    const Json inherited = body_of(office.get(path));
    CHECK_FALSE(inherited.contains("brightness"));
    CHECK(inherited["effective"]["brightness"] == night);
    const Json cap{{"times", {{"windows", {{{"start", "22:00"}, {"end", "06:00"}}}}}},
                   {"percent", 0}};
    const Json quiet{{"curve", Json::array()}, {"caps", {cap}}};
    CHECK(put(Role::operator_, path, {{"volume", quiet}}, "\"0\"").status == 200);
    CHECK(body_of(office.get(path))["effective"]["volume"]["caps"][0]["percent"] == 0);
}

TEST_CASE(
    "a policy that asks for holidays of a year nobody announced says so, also where inherited") {
    Office office; // November 2026
    REQUIRE(office.put_year("2026", new_year).status == 200);
    const Json quiet{{"times", {{"on", Json::array({{{"kinds", {"statutory_holiday"}}}})}}},
                     {"percent", 0}};
    const Json policy{{"volume", {{"curve", Json::array()}, {"caps", Json::array({quiet})}}}};
    const std::string units = "/api/v1/units/";
    const Response made = office.room.staff(Method::put, units + office.room.root.value + "/policy",
                                            policy.dump(), "\"0\"");
    REQUIRE(made.status == 200);
    REQUIRE(body_of(made)["warnings"].size() == 1);
    CHECK(body_of(made)["warnings"][0]["params"]["year"] == "2027");
    const std::string below = units + office.north.value + "/policy";
    CHECK(body_of(office.get(below))["warnings"].size() == 1);
    REQUIRE(office.put_year("2027", new_year_of("2027")).status == 200);
    CHECK_FALSE(body_of(office.get(below)).contains("warnings"));
}
