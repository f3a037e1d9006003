#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "common/one_time_code.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string good = "correct horse battery";

// The first account, which has a password, by its token.
struct Office {
    Office() {
        const std::string token = room.rooms().password_links.issue_first(room.clock.wall())->token;
        REQUIRE(open(Method::post, "/api/v1/setup", {{"token", token}, {"password", good}}).status
                == 200);
    }

    Response open(Method method, const std::string& path, const Json& body) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body.dump();
        request.peer.address = "192.0.2.1";
        request.headers.set("Accept-Language", "en");
        return room.rooms().staff.handle(request);
    }
    std::string own_name() {
        const Json session = Json::parse(text_of(room.staff(Method::get, "/api/v1/session")));
        return session["account"]["name"];
    }
    // A spare code, which needs no clock.
    std::vector<std::string> begin() {
        const Response offered = room.staff(Method::post, step, Json{{"password", good}}.dump());
        REQUIRE(offered.status == 201);
        CHECK(Json::parse(text_of(offered))["url"].get<std::string>().starts_with("otpauth://"));
        const AccountId account{
            Json::parse(text_of(room.staff(Method::get, "/api/v1/session")))["account"]["id"]};
        const SecondStep row = **room.database->read(
            [&](const View& view) { return view.sessions.second_step(account); });
        const std::string secret = *room.rooms().sealing_key.open(row.sealed_secret, account.value);
        const Response confirmed = room.staff(
            Method::put, step,
            Json{{"code", one_time_code(secret, one_time_counter(room.clock.wall()))}}.dump());
        REQUIRE(confirmed.status == 200);
        return Json::parse(text_of(confirmed))["spare_codes"];
    }

    const std::string step = "/api/v1/session/second-step";
    ControlRoom room;
};

} // namespace

TEST_CASE("after the password a code is asked for, and only then a session begins") {
    Office office;
    const std::string name = office.own_name();
    const std::vector<std::string> codes = office.begin();
    const Json typed{{"name", name}, {"password", good}};
    const Response asked = office.open(Method::post, "/api/v1/session", typed);
    CHECK(asked.status == 202);
    CHECK(Json::parse(text_of(asked)) == Json{{"asked", "code"}});
    CHECK_FALSE(asked.headers.contains("Set-Cookie"));
    Json with_code = typed;
    with_code["code"] = "123456";
    const Response wrong = office.open(Method::post, "/api/v1/session", with_code);
    CHECK(wrong.status == 401);
    CHECK(Json::parse(text_of(wrong))["where"] == "/code");
    with_code["code"] = codes.at(0);
    const Response let_in = office.open(Method::post, "/api/v1/session", with_code);
    CHECK(let_in.status == 200);
    CHECK(let_in.headers.contains("Set-Cookie"));
}

TEST_CASE("whether there is a second step is shown to its holder and to who manages accounts") {
    Office office;
    const auto shown = [&] {
        return Json::parse(text_of(office.room.staff(Method::get, office.step)));
    };
    const auto listed = [&] {
        const Response list = office.room.staff(Method::get, "/api/v1/accounts");
        return Json::parse(text_of(list))["items"][0]["second_step"];
    };
    CHECK_FALSE(shown().contains("since"));
    CHECK(listed() == false);
    office.begin();
    CHECK(shown().contains("since"));
    CHECK(shown()["spare_codes_left"] == 10);
    CHECK(listed() == true);
    CHECK(office.room.staff(Method::post, office.step + "/end", Json{{"password", good}}.dump())
              .status
          == 204);
    CHECK(listed() == false);
}
