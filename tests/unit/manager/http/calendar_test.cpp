// Calendars out and in, over the routes that calendar programs and the console call.
#include "schemas/wire/base64.hpp"
#include "tests/unit/manager/http/station.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Request get(const std::string& path, const std::string& authorization) {
    Request request;
    request.path = path;
    if (!authorization.empty()) {
        request.headers.set("Authorization", authorization);
    }
    return request;
}

std::string basic(const std::string& name, const std::string& password) {
    return "Basic " + wire::to_base64(name + ":" + password);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

Response import_calendar_text(ControlRoom& room, const std::string& text,
                              const std::string& type = "text/calendar; charset=utf-8") {
    Request request;
    request.method = Method::post;
    request.path = "/api/v1/calendar-imports";
    request.headers.set("Authorization", "Bearer " + room.token);
    request.headers.set("Content-Type", type);
    request.body = text;
    return room.rooms().staff.handle(request);
}

} // namespace

TEST_CASE("a display's feed has an event for every run of its schedules") {
    Station station;
    const std::string path = station.display + "/calendar.ics";
    const Response response =
        station.room.rooms().staff.handle(get(path, "Bearer " + station.room.token));
    REQUIRE(response.status == 200);
    CHECK(*response.headers.find("Content-Type") == "text/calendar; charset=utf-8");
    const std::string text = text_of(response);
    CHECK(count(text, "BEGIN:VEVENT") == 60);
    CHECK(count(text, "SUMMARY:上班时间\r\n") == 60);
    CHECK(text.find("DTSTART:20261121T010000Z\r\nDTEND:20261121T100000Z\r\n") != text.npos);
    CHECK(text.find("DTSTAMP:20261121T120000Z\r\n") != text.npos);
    CHECK(text.find("DESCRIPTION:节目：白天\\n优先级：普通\r\n") != text.npos);
    CHECK(text.find("UID:" + station.schedule + "-1795222800@marquee\r\n") != text.npos);
    CHECK(text.find("X-WR-TIMEZONE:Asia/Shanghai\r\n") != text.npos);
    // libical, too, finds all of them.
    const Json again = Json::parse(text_of(import_calendar_text(station.room, text)));
    CHECK(again["refused"] == 0);
    CHECK(again["events"].size() == 60);
    CHECK(again["days"].size() == 60);
    CHECK(again["days"][0]["dates"]["first"] == "2026-11-21");
}

TEST_CASE("a feed that has not changed is not sent again, and changes with its schedules") {
    Station station;
    Request request = get(station.display + "/calendar.ics", "Bearer " + station.room.token);
    const Response first = station.room.rooms().staff.handle(request);
    request.headers.set("If-None-Match", std::string(*first.headers.find("ETag")));
    station.room.clock.advance(std::chrono::hours{3});
    CHECK(station.room.rooms().staff.handle(request).status == 304);
    REQUIRE(station.room.staff(Method::remove, "/api/v1/schedules/" + station.schedule, "", "\"1\"")
                .status
            == 204);
    station.room.publish();
    const Response second = station.room.rooms().staff.handle(request);
    CHECK(second.status == 200);
    CHECK(count(text_of(second), "BEGIN:VEVENT") == 0);
}

TEST_CASE("a calendar program signs in with a token as its password, and only to a feed") {
    Station station;
    const std::string feed = station.display + "/calendar.ics";
    StaffService& staff = station.room.rooms().staff;
    CHECK(staff.handle(get(feed, basic("anybody", station.room.token))).status == 200);
    CHECK(staff.handle(get(feed, basic("", station.room.token))).status == 200);
    CHECK(staff.handle(get(feed, basic("x", "marquee_wrong"))).status == 401);
    CHECK(staff.handle(get(feed, "Basic " + station.room.token)).status == 401);
    CHECK(staff.handle(get(feed, "Basic !")).status == 401);
    CHECK(staff.handle(get(feed, "Basic ")).status == 401);
    const Response asked = staff.handle(get(feed, ""));
    CHECK(asked.status == 401);
    CHECK(asked.headers.find("WWW-Authenticate")->starts_with("Basic "));
    // Everything else wants a bearer token, and says so.
    for (const StaffRoute& route : staff.routes()) {
        INFO(route.pattern);
        CHECK(route.takes_basic == route.pattern.ends_with("/calendar.ics"));
        CHECK((!route.takes_basic || route.method == Method::get));
    }
    const Response other = staff.handle(get(station.display, basic("anybody", station.room.token)));
    CHECK(other.status == 401);
    CHECK(other.headers.find("WWW-Authenticate")->starts_with("Bearer "));
}

TEST_CASE("a calendar is read into days, and what is not understood is said in a sentence") {
    ControlRoom room;
    const std::string days = "BEGIN:VEVENT\r\nSUMMARY:劳动节\r\nDTSTART;VALUE=DATE:20260501\r\n"
                             "DTEND;VALUE=DATE:20260504\r\nEND:VEVENT\r\n";
    const std::string hourly = "BEGIN:VEVENT\r\nSUMMARY:巡检\r\nDTSTART:20260501T010000Z\r\n"
                               "RRULE:FREQ=HOURLY\r\nEND:VEVENT\r\n";
    const Response response = import_calendar_text(room, "BEGIN:VCALENDAR\r\n" + days + hourly
                                                             + days + "END:VCALENDAR\r\n");
    REQUIRE(response.status == 200);
    const Json read = Json::parse(text_of(response));
    CHECK(read["days"] == Json::parse(R"([{"dates":{"first":"2026-05-01","last":"2026-05-03"}}])"));
    REQUIRE(read["events"].size() == 2);
    CHECK(read["events"][0]["summary"] == "劳动节");
    CHECK(read["events"][0]["days"] == read["days"][0]);
    CHECK(read["refused"] == 1);
    CHECK(read["findings"][0]["code"] == "unsupported");
    CHECK(read["findings"][0]["part"] == "FREQ");
    CHECK(read["findings"][0]["sentence"]
          == "“巡检”：“FREQ”这里不支持，这条没有导入。请手工填写这些日期。");
}

TEST_CASE("what is no calendar is a problem") {
    ControlRoom room;
    CHECK(import_calendar_text(room, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "application/json")
              .status
          == 415);
    CHECK(import_calendar_text(room, "hello").status == 400);
    CHECK(import_calendar_text(room, std::string(300 << 10, 'x')).status == 413);
    const std::string viewer = room.token_with(Role::viewer, room.root);
    CHECK(room.staff_as(viewer, Method::post, "/api/v1/calendar-imports", "x").status == 403);
}
