// Who may make, change and invite whom, and the tokens of programs.
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

Json grant(const std::string& role, const UnitId& unit) {
    return {{"role", role}, {"unit_id", unit.value}};
}

// A city with two counties; the north has an administrator of its own.
struct Office {
    UnitId county(const char* name) {
        return {room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    }
    Response add(const std::string& token, const std::string& name, const UnitId& unit,
                 const Json& grants = Json::array()) {
        const Json body{{"name", name}, {"unit_id", unit.value}, {"grants", grants}};
        return room.staff_as(token, Method::post, "/api/v1/accounts", body.dump());
    }
    // Replaces what GET says by `changes`.
    Response change(const std::string& token, const std::string& id, const Json& changes) {
        const Response read = room.staff(Method::get, "/api/v1/accounts/" + id);
        const Json row = body_of(read);
        Json body{{"name", row["name"]},
                  {"unit_id", row["unit_id"]},
                  {"disabled", row["disabled"]},
                  {"grants", row["grants"]}};
        body.update(changes);
        return room.staff_as(token, Method::put, "/api/v1/accounts/" + id, body.dump(),
                             std::string(*read.headers.find("ETag")));
    }
    std::string own_id(const std::string& token) {
        return body_of(room.staff_as(token, Method::get, "/api/v1/session"))["account"]["id"];
    }

    ControlRoom room;
    UnitId north = county("north");
    UnitId south = county("south");
    std::string clerk = room.token_with(Role::unit_administrator, north);
    std::string security = room.token_with(Role::security_administrator, room.root);
};

} // namespace

TEST_CASE("an administrator makes accounts in the own unit, with roles for there") {
    Office office;
    const Response made = office.add(office.clerk, "李雷", office.north,
                                     Json::array({grant("editor", office.north)}));
    REQUIRE(made.status == 201);
    const Json row = body_of(made);
    CHECK(row["grants"][0]["role"] == "editor");
    CHECK(row["disabled"] == false);
    CHECK(row["has_password"] == false);
    CHECK_FALSE(row.contains("password_hash"));
    CHECK(office.add(office.clerk, "李雷", office.north).status == 409);
    CHECK(office.add(office.clerk, "a", office.south).status == 403);
    CHECK(office.add(office.clerk, "b", office.north, Json::array({grant("viewer", office.south)}))
              .status
          == 403);
    CHECK(
        office
            .add(office.clerk, "c", office.north, Json::array({grant("viewer", office.room.root)}))
            .status
        == 403);
    CHECK(office.add(office.clerk, "d", office.north, Json::array({grant("king", office.north)}))
              .status
          == 400);
    const Json seen = body_of(office.room.staff_as(office.clerk, Method::get, "/api/v1/accounts"));
    CHECK(seen["items"].size() == 2); // the clerk and 李雷; nobody of the city or the south
}

TEST_CASE("only who may appoint administrators gives or touches their roles") {
    Office office;
    const Json system = Json::array({grant("system_administrator", office.north)});
    CHECK(office.add(office.clerk, "sly", office.north, system).status == 403);
    const Response made = office.add(office.security, "root", office.north, system);
    REQUIRE(made.status == 201);
    const std::string id = body_of(made)["id"];
    CHECK(office.change(office.clerk, id, {{"disabled", true}}).status == 403);
    CHECK(office.room.staff_as(office.clerk, Method::post, "/api/v1/accounts/" + id + "/invitation")
              .status
          == 403);
    CHECK(office.room
              .staff_as(office.clerk, Method::post, "/api/v1/accounts/" + id + "/tokens",
                        R"({"name":"mine"})")
              .status
          == 403);
}

TEST_CASE("nobody gives themselves more") {
    Office office;
    const std::string id = office.own_id(office.clerk);
    CHECK(office
              .change(office.clerk, id,
                      {{"grants", Json::array({grant("unit_administrator", office.room.root)})}})
              .status
          == 403);
    CHECK(office.change(office.clerk, id, {{"unit_id", office.room.root.value}}).status == 403);
}

TEST_CASE("the last system administrator and the last who appoints them stay") {
    Office office;
    const std::string admin = office.own_id(office.room.token);
    const Json none{{"grants", Json::array()}};
    const Response refused = office.change(office.security, admin, none);
    CHECK(refused.status == 409);
    CHECK(body_of(refused)["params"]["state"] == "last_system_administrator");
    CHECK(office.change(office.security, admin, {{"disabled", true}}).status == 409);
    CHECK(office.change(office.security, office.own_id(office.security), none).status == 409);
    const Json system = Json::array({grant("system_administrator", office.room.root)});
    REQUIRE(office.add(office.security, "second", office.room.root, system).status == 201);
    CHECK(office.change(office.security, admin, none).status == 200);
}

TEST_CASE("a disabled account is out at once, and back when it is enabled") {
    Office office;
    const std::string id = office.own_id(office.clerk);
    REQUIRE(office.change(office.security, id, {{"disabled", true}}).status == 200);
    CHECK(office.room.staff_as(office.clerk, Method::get, "/api/v1/units").status == 401);
    REQUIRE(office.change(office.security, id, {{"disabled", false}}).status == 200);
    CHECK(office.room.staff_as(office.clerk, Method::get, "/api/v1/units").status == 200);
}

TEST_CASE("a change names the version it was made from") {
    Office office;
    const std::string id = office.own_id(office.clerk);
    const Json body{{"name", "x"}, {"unit_id", office.north.value}, {"grants", Json::array()}};
    const std::string path = "/api/v1/accounts/" + id;
    CHECK(office.room.staff_as(office.security, Method::put, path, body.dump()).status == 422);
    CHECK(office.room.staff_as(office.security, Method::put, path, body.dump(), "\"9\"").status
          == 412);
}

TEST_CASE("an invitation is a link that is good for a password") {
    Office office;
    const std::string id = body_of(office.add(office.clerk, "李雷", office.north,
                                              Json::array({grant("editor", office.north)})))["id"];
    const Response made =
        office.room.staff_as(office.clerk, Method::post, "/api/v1/accounts/" + id + "/invitation");
    REQUIRE(made.status == 201);
    const std::string url = body_of(made)["url"];
    const std::string start = "https://manager.test/#/setup?token=";
    REQUIRE(url.starts_with(start));
    const std::size_t name = url.find("&name=%E6%9D%8E%E9%9B%B7");
    REQUIRE(name != std::string::npos);
    const Json use{{"token", url.substr(start.size(), name - start.size())},
                   {"password", "correct horse battery"}};
    CHECK(office.room.staff_as("", Method::post, "/api/v1/setup", use.dump()).status == 200);
    CHECK(office.room.staff_as("", Method::post, "/api/v1/setup", use.dump()).status == 410);
}

TEST_CASE("a viewer's token is shown once, listed without its secret, and revoked") {
    Office office;
    const std::string id = body_of(office.add(office.clerk, "grafana", office.north,
                                              Json::array({grant("viewer", office.north)})))["id"];
    const std::string tokens = "/api/v1/accounts/" + id + "/tokens";
    const Response made =
        office.room.staff_as(office.clerk, Method::post, tokens, R"({"name":"monitor"})");
    REQUIRE(made.status == 201);
    const std::string secret = body_of(made)["token"];
    CHECK(office.room.staff_as(secret, Method::get, "/api/v1/displays").status == 200);
    // Its holder may see and end it; strangers may not.
    const Json listed = body_of(office.room.staff_as(secret, Method::get, tokens))["items"];
    REQUIRE(listed.size() == 1);
    CHECK_FALSE(listed[0].contains("token"));
    const std::string stranger = office.room.token_with(Role::unit_administrator, office.south);
    CHECK(office.room.staff_as(stranger, Method::get, tokens).status == 403);
    CHECK(office.room.staff_as(stranger, Method::post, tokens, R"({"name":"x"})").status == 403);
    const std::string one = tokens + "/" + listed[0]["id"].get<std::string>();
    CHECK(office.room.staff_as(stranger, Method::remove, one).status == 403);
    CHECK(office.room.staff_as(office.clerk, Method::remove, one).status == 204);
    CHECK(office.room.staff_as(secret, Method::get, "/api/v1/displays").status == 401);
}

TEST_CASE("the trail is asked by unit, by time and from its end") {
    Office office;
    office.add(office.clerk, "李雷", office.north);
    const auto ask = [&](const std::string& token,
                         std::vector<std::pair<std::string, std::string>> parameters) {
        Request request;
        request.path = "/api/v1/audit";
        request.query = QueryParameters(std::move(parameters));
        request.headers.set("Authorization", "Bearer " + token);
        return office.room.rooms().staff.handle(request);
    };
    const std::string auditor = office.room.token_with(Role::audit_administrator, office.north);
    CHECK(ask(auditor, {}).status == 403);
    CHECK(ask(auditor, {{"unit_id", office.south.value}}).status == 403);
    const Json north = body_of(ask(auditor, {{"unit_id", office.north.value}}))["items"];
    REQUIRE(north.size() == 4); // the unit, two tokens, the account
    CHECK(north.back()["action"] == "token.issue");
    const Json newest =
        body_of(ask(office.room.token, {{"order", "newest"}, {"limit", "2"}}))["items"];
    REQUIRE(newest.size() == 2);
    CHECK(newest[0]["number"] == newest[1]["number"].get<int>() + 1);
    const std::string last = std::to_string(newest[1]["number"].get<int>());
    const Json older =
        body_of(ask(office.room.token, {{"order", "newest"}, {"before", last}}))["items"];
    CHECK(older[0]["number"] == newest[1]["number"].get<int>() - 1);
    CHECK(body_of(ask(office.room.token, {{"from", "2026-11-21T12:00:01Z"}}))["items"].empty());
    CHECK(ask(office.room.token, {{"from", "yesterday"}}).status == 400);
    CHECK(ask(office.room.token, {{"order", "best"}}).status == 422);
}
