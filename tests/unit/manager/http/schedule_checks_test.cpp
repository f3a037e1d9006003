// What staff are told about a schedule before they keep it.
#include "tests/unit/manager/http/station.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

struct Desk {
    Json draft(const std::string& from, const std::string& to) const {
        return {{"unit_id", station.room.root.value},
                {"name", "草稿"},
                {"program_id", station.program},
                {"targets", {{"units", {station.room.root.value}}}},
                {"times", {{"windows", {{{"start", from}, {"end", to}}}}}},
                {"from", "2026-11-23"},
                {"days", 2}};
    }

    Json check(const Json& body, int status = 200) {
        Request request;
        request.method = Method::post;
        request.path = "/api/v1/schedule-checks";
        request.headers.set("Authorization", "Bearer " + station.room.token);
        request.headers.set("Accept-Language", station.language);
        request.body = body.dump();
        const Response response = station.room.rooms().staff.handle(request);
        INFO(text_of(response));
        CHECK(response.status == status);
        return Json::parse(text_of(response));
    }

    Station station;
};

} // namespace

TEST_CASE("a draft beside what is planned has its minutes, and nothing of it is kept") {
    Desk desk;
    const Json told = desk.check(desk.draft("19:00:00", "20:00:00"));
    CHECK(told["displays"] == 1);
    CHECK(told["units"] == 1);
    CHECK(told["playing"] == 1);
    CHECK(told["minutes"] == 120.0);
    CHECK(told["plays"] == 720);
    CHECK(told["reasons"].empty());
    CHECK(told["covered"].empty());
    const Json kept =
        Json::parse(text_of(desk.station.room.staff(Method::get, "/api/v1/schedules")));
    CHECK(kept["items"].size() == 1);
    // Where both want the hour, they share it.
    CHECK(desk.check(desk.draft("09:00:00", "10:00:00"))["minutes"] == 60.0);
}

TEST_CASE("a schedule that is changed is checked in its own place") {
    Desk desk;
    Json changed = desk.draft("09:00:00", "10:00:00");
    changed["id"] = desk.station.schedule;
    CHECK(desk.check(changed)["minutes"] == 120.0);
}

TEST_CASE("what never gets the glass is told with the reason, the winner and the displays") {
    Desk desk;
    Json urgent = desk.draft("18:00:00", "22:00:00");
    urgent.erase("from");
    urgent.erase("days");
    urgent["name"] = "防汛";
    urgent["priority"] = "urgent";
    const std::string id = desk.station.room.make("/api/v1/schedules", urgent.dump());
    const Json told = desk.check(desk.draft("19:00:00", "20:00:00"));
    CHECK(told["playing"] == 0);
    REQUIRE(told["reasons"].size() == 1);
    const Json& reason = told["reasons"][0];
    CHECK(reason["code"] == "outranked");
    CHECK(reason["count"] == 1);
    CHECK(reason["by"]["schedule_id"] == id);
    CHECK(reason["by"]["schedule"] == "防汛");
    CHECK(desk.station.display.ends_with(reason["displays"][0]["id"].get<std::string>()));
    CHECK(reason["sentence"] == "1 块屏上一次也轮不到：“防汛”更优先。请换时段，或提高级别。");
    REQUIRE(told["covered"].size() == 2);
    CHECK(told["covered"][0]["from"] == "2026-11-23T11:00:00Z");
    CHECK(told["covered"][0]["until"] == "2026-11-23T12:00:00Z");
    CHECK(told["covered"][0]["sentence"]
          == "2026年11月23日 19:00 到 20:00：“防汛”在 1 块屏上优先。");
    desk.station.language = "en";
    CHECK(desk.check(desk.draft("19:00:00", "20:00:00"))["reasons"][0]["sentence"]
          == "Never shown on 1 displays: \"防汛\" is more urgent. Choose other hours or a more "
             "urgent class.");
}

TEST_CASE("every reason is a sentence in both languages") {
    Desk desk;
    Json weekend = desk.draft("19:00:00", "20:00:00");
    weekend["times"]["weekdays"] = {"sat", "sun"};
    Json over = desk.draft("19:00:00", "20:00:00");
    over["times"]["last"] = "2026-11-01";
    Json nobody = desk.draft("19:00:00", "20:00:00");
    nobody["targets"] = {{"units", {desk.station.room.root.value}},
                         {"excluded_units", {desk.station.room.root.value}}};
    for (const char* language : {"zh-CN", "en"}) {
        desk.station.language = language;
        for (const auto& [draft, code] :
             {std::pair(weekend, "other_day"), {over, "not_in_dates"}, {nobody, "no_displays"}}) {
            const Json told = desk.check(draft);
            REQUIRE(told["reasons"].size() == 1);
            CHECK(told["reasons"][0]["code"] == code);
            const std::string sentence = told["reasons"][0]["sentence"];
            CHECK(sentence.ends_with(language == std::string("en") ? "." : "。"));
            CHECK(sentence.find_first_of("{[") == sentence.npos);
        }
    }
}

TEST_CASE("only whoever may keep the schedule may ask what would come of it") {
    Desk desk;
    ControlRoom& room = desk.station.room;
    const std::string body = desk.draft("19:00:00", "20:00:00").dump();
    CHECK(room.staff_as(room.token_with(Role::viewer, room.root), Method::post,
                        "/api/v1/schedule-checks", body)
              .status
          == 403);
    CHECK(room.staff_as(room.token_with(Role::editor, room.root), Method::post,
                        "/api/v1/schedule-checks", body)
              .status
          == 200);
    Json many = desk.draft("19:00:00", "20:00:00");
    many["days"] = 15;
    CHECK(desk.check(many, 422)["where"] == "/days");
    many["days"] = 7;
    many["colour"] = "red";
    CHECK(desk.check(many, 422)["code"] == "unknown_member");
}
