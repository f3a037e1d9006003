// The staff port without a network: what officers, administrators and strangers get to see and do.
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

std::string slogan_body(const ControlRoom& room, const std::string& name, const std::string& text) {
    return Json{{"unit_id", room.root.value}, {"name", name}, {"text", text}}.dump();
}

std::string program_body(const ControlRoom& room, const std::string& slogan) {
    return Json{
        {"unit_id", room.root.value},
        {"name", "ticker"},
        {"layout",
         {{"canvas", {{"width", 640}, {"height", 64}}},
          {"zones",
           {{{"name", "all"},
             {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
             {"playlist", {{"items", {{{"slogan_id", slogan}, {"duration_ms", 10'000}}}}}}}}}}}}
        .dump();
}

std::string schedule_body(const ControlRoom& room, const std::string& program) {
    return Json{{"unit_id", room.root.value},
                {"name", "always"},
                {"program_id", program},
                {"targets", {{"units", {room.root.value}}}}}
        .dump();
}

std::string etag_of(const Response& response) {
    return std::string(response.headers.find("ETag").value_or(""));
}

// A slogan on a submitted program.
std::string approved_program(ControlRoom& room, const std::string& slogan) {
    const std::string id = room.make("/api/v1/programs", program_body(room, slogan));
    const std::string path = "/api/v1/programs/" + id;
    const Response submitted =
        room.staff(Method::post, path + "/submit", "", etag_of(room.staff(Method::get, path)));
    REQUIRE(submitted.status == 200);
    CHECK(body_of(submitted)["state"] == "approved");
    return id;
}

} // namespace

TEST_CASE("anybody may ask whether the manager lives and try to sign in; nothing else is open") {
    ControlRoom room;
    CHECK(room.staff_as("", Method::get, "/healthz").status == 200);
    std::vector<std::string_view> open;
    for (const StaffRoute& route : room.rooms().staff.routes()) {
        INFO(route.pattern);
        if (route.door == Door::open) {
            open.push_back(route.pattern);
            continue;
        }
        CHECK(room.staff_as("", route.method, std::string(route.pattern)).status == 401);
        CHECK(room.staff_as("marquee_wrong", route.method, std::string(route.pattern)).status
              == 401);
    }
    std::sort(open.begin(), open.end());
    CHECK(open == std::vector<std::string_view>{"/api/v1/session", "/api/v1/setup", "/readyz"});
}

TEST_CASE("an unknown path is not found and a wrong method is said to be one") {
    ControlRoom room;
    CHECK(room.staff(Method::get, "/api/v1/nothing").status == 404);
    const Response wrong = room.staff(Method::remove, "/api/v1/units");
    CHECK(wrong.status == 405);
    CHECK(*wrong.headers.find("Allow") == "GET, POST");
    CHECK(room.staff_as("", Method::post, "/healthz").status == 405);
}

TEST_CASE("a slogan is written, read, changed against its version and removed") {
    ControlRoom room;
    const std::string id = room.make("/api/v1/slogans", slogan_body(room, "s", "防诈骗"));
    const std::string path = "/api/v1/slogans/" + id;
    const Response read = room.staff(Method::get, path);
    CHECK(body_of(read)["text"] == "防诈骗");
    CHECK(body_of(read)["language"] == "zh-Hans");
    CHECK(etag_of(read) == "\"1\"");
    CHECK(room.staff(Method::put, path, slogan_body(room, "s", "x")).status == 422);
    CHECK(room.staff(Method::put, path, slogan_body(room, "s", "x"), "\"1\"").status == 200);
    const Response late = room.staff(Method::put, path, slogan_body(room, "s", "y"), "\"1\"");
    CHECK(late.status == 412);
    CHECK(body_of(late)["code"] == "conflict");
    CHECK(body_of(room.staff(Method::get, path))["text"] == "x");
    CHECK(room.staff(Method::remove, path, "", "\"2\"").status == 204);
    CHECK(room.staff(Method::get, path).status == 404);
}

TEST_CASE("a refusal is a problem in the caller's language that says where and what to do") {
    ControlRoom room;
    const std::string wrong =
        Json{{"unit_id", room.root.value}, {"nmae", "s"}, {"text", "x"}}.dump();
    const Response english = room.staff(Method::post, "/api/v1/slogans", wrong);
    CHECK(english.status == 422);
    CHECK(*english.headers.find("Content-Type") == "application/problem+json");
    CHECK(*english.headers.find("Content-Language") == "en");
    const Json problem = body_of(english);
    CHECK(problem["status"] == 422);
    CHECK(problem["detail"].get<std::string>().ends_with("."));
}

TEST_CASE("text nobody can show is refused before it is kept") {
    ControlRoom room;
    for (const std::string& text : {std::string(1 << 20, 'x'), std::string("a\x01"),
                                    std::string("\xff\xfe"), std::string()}) {
        Json body{{"unit_id", room.root.value}, {"name", "s"}};
        const std::string raw =
            R"({"unit_id":")" + room.root.value + R"(","name":"s","text":")" + text + "\"}";
        const int status = room.staff(Method::post, "/api/v1/slogans", raw).status;
        CHECK(status >= 400);
        CHECK(status < 500);
    }
    CHECK(body_of(room.staff(Method::get, "/api/v1/slogans"))["items"].empty());
}

TEST_CASE("only an approved program is scheduled") {
    ControlRoom room;
    const std::string slogan = room.make("/api/v1/slogans", slogan_body(room, "s", "防诈骗"));
    const std::string program = room.make("/api/v1/programs", program_body(room, slogan));
    const Response refused =
        room.staff(Method::post, "/api/v1/schedules", schedule_body(room, program));
    CHECK(refused.status == 409);
    CHECK(body_of(refused)["code"] == "wrong_state");
}

TEST_CASE("a program that names no slogan of the library is refused at the very item") {
    ControlRoom room;
    const Response refused = room.staff(Method::post, "/api/v1/programs",
                                        program_body(room, "01900000-0000-7000-8000-000000000001"));
    CHECK(refused.status == 422);
    CHECK(body_of(refused)["where"] == "/layout/zones/0/playlist/items/0/slogan_id");
}

TEST_CASE("lists are paged and a page goes on where the last one ended") {
    ControlRoom room;
    for (int i = 0; i < 5; ++i) {
        room.clock.advance(Seconds{1});
        room.make("/api/v1/slogans", slogan_body(room, "s" + std::to_string(i), "防"));
    }
    Request request;
    request.path = "/api/v1/slogans";
    request.headers.set("Authorization", "Bearer " + room.token);
    std::vector<std::string> names;
    std::string cursor;
    do {
        const std::vector<std::pair<std::string, std::string>> asked{{"limit", "2"},
                                                                     {"cursor", cursor}};
        request.query = QueryParameters(asked);
        const Json page = body_of(room.rooms().staff.handle(request));
        for (const Json& row : page["items"]) {
            names.push_back(row["name"]);
        }
        cursor = page.value("next_cursor", "");
    } while (!cursor.empty());
    CHECK(names == std::vector<std::string>{"s0", "s1", "s2", "s3", "s4"});
    const std::vector<std::pair<std::string, std::string>> none{{"limit", "0"}};
    request.query = QueryParameters(none);
    CHECK(room.rooms().staff.handle(request).status == 422);
}

TEST_CASE("every route asks the authorizer: each role in its own unit, above it and beside it") {
    ControlRoom room;
    const auto unit = [&](const char* name) {
        return UnitId{room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    };
    const UnitId own = unit("own");
    const UnitId foreign = unit("foreign");
    const auto slogan = [&](const UnitId& where) {
        return room.make("/api/v1/slogans",
                         Json{{"unit_id", where.value}, {"name", "s"}, {"text", "x"}}.dump());
    };
    const std::string own_slogan = slogan(own);
    const std::string foreign_slogan = slogan(foreign);
    const std::string new_in = R"({"name":"n","text":"x","unit_id":")";
    for (int r = 0; r <= static_cast<int>(Role::audit_administrator); ++r) {
        const Role role = static_cast<Role>(r);
        const std::string token = room.token_with(role, own);
        INFO(to_slug(role));
        const auto status = [&](Method method, const std::string& path, const std::string& body) {
            return room.staff_as(token, method, path, body).status;
        };
        const bool reads = allows(role, Action::read_content);
        const bool writes = allows(role, Action::edit_content);
        CHECK(status(Method::get, "/api/v1/slogans/" + own_slogan, "") == (reads ? 200 : 403));
        CHECK(status(Method::get, "/api/v1/slogans/" + foreign_slogan, "") == 403);
        CHECK(status(Method::post, "/api/v1/slogans", new_in + own.value + "\"}")
              == (writes ? 201 : 403));
        CHECK(status(Method::post, "/api/v1/slogans", new_in + foreign.value + "\"}") == 403);
        CHECK(status(Method::post, "/api/v1/slogans", new_in + room.root.value + "\"}") == 403);
        CHECK(status(Method::get, "/api/v1/audit", "") == 403);
        for (const StaffRoute& route : room.rooms().staff.routes()) {
            if (route.door != Door::granted || route.unit_of || allows(role, route.action)) {
                continue;
            }
            INFO(route.pattern);
            CHECK(status(route.method, std::string(route.pattern), "") == 403);
        }
    }
}

TEST_CASE("a schedule reaches only places its author may schedule in") {
    ControlRoom room;
    const std::string own =
        room.make("/api/v1/units",
                  Json{{"parent_id", room.root.value}, {"name", "own"}, {"kind", "county"}}.dump());
    const std::string slogan = room.make("/api/v1/slogans", slogan_body(room, "s", "防诈骗"));
    const std::string program = approved_program(room, slogan);
    const std::string token = room.token_with(Role::editor, UnitId{own});
    const auto aimed_at = [&](const std::string& unit) {
        return Json{{"unit_id", own},
                    {"name", "n"},
                    {"program_id", program},
                    {"targets", {{"units", {unit}}}}}
            .dump();
    };
    CHECK(room.staff_as(token, Method::post, "/api/v1/schedules", aimed_at(own)).status == 201);
    CHECK(room.staff_as(token, Method::post, "/api/v1/schedules", aimed_at(room.root.value)).status
          == 403);
}

TEST_CASE("content is shared down the tree, never up or sideways") {
    ControlRoom room;
    const auto unit = [&](const char* name) {
        return room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump());
    };
    const std::string own = unit("own");
    const std::string foreign = unit("foreign");
    const auto slogan_in = [&](const std::string& where) {
        return room.make("/api/v1/slogans",
                         Json{{"unit_id", where}, {"name", "s"}, {"text", "x"}}.dump());
    };
    const auto status_of = [&](const std::string& slogan) {
        Json body = Json::parse(program_body(room, slogan));
        body["unit_id"] = own;
        return room.staff(Method::post, "/api/v1/programs", body.dump()).status;
    };
    CHECK(status_of(slogan_in(own)) == 201);
    CHECK(status_of(slogan_in(room.root.value)) == 201);
    CHECK(status_of(slogan_in(foreign)) == 422);
    CHECK(room.staff(Method::post, "/api/v1/programs", program_body(room, slogan_in(own))).status
          == 422);
}

TEST_CASE("every change leaves its row in the audit trail") {
    ControlRoom room;
    room.make("/api/v1/slogans", slogan_body(room, "防骗", "防诈骗"));
    const Json rows = body_of(room.staff(Method::get, "/api/v1/audit"))["items"];
    REQUIRE_FALSE(rows.empty());
    CHECK(rows.back()["action"] == "slogan.create");
    CHECK(rows.back()["detail"] == "防骗");
    CHECK(room.database->read([](const View& view) { return verify_audit(view.access); }));
}
