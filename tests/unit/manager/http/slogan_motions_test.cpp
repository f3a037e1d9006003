// Slogans that a page moves by itself, on the staff port.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

const std::string motions = "/api/v1/slogan-motions";

Json asked_of(const std::string& text, Json more = Json::object()) {
    more["slogan"]["text"] = text;
    more["size"] = {{"width", 640}, {"height", 64}};
    more["duration_ms"] = 8'000;
    return more;
}

Response ask(ControlRoom& room, const Json& body) {
    return room.staff(Method::post, motions, body.dump());
}

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

} // namespace

TEST_CASE("a page gets a slogan's pictures and their course") {
    ControlRoom room;
    const Json asked =
        asked_of("防诈骗", {{"display_name", "东门一号屏"}, {"unit_name", "东门派出所"}});
    const Response told = ask(room, asked);
    REQUIRE(told.status == 200);
    CHECK(*told.headers.find("Content-Type") == "application/json");
    CHECK(
        body_of(told)
        == Json{{"zone", {{"width", 640}, {"height", 64}}},
                {"background", "#000000"},
                {"writing", "horizontal"},
                {"motion",
                 {{"kind", "pages"},
                  {"rounds", 0},
                  {"enter", {{"effect", "cut"}, {"direction", "left"}}},
                  {"exit", {{"effect", "cut"}, {"direction", "left"}}},
                  {"pages",
                   {{{"from_us", 0}, {"enter_us", 0}, {"exit_us", 0}, {"until_us", 8'000'000}}}}}},
                {"sheets",
                 {{{"x", 0},
                   {"y", 0},
                   {"width", 640},
                   {"height", 64},
                   {"page", 0},
                   {"png", "UE5H"}}}}});
    const SloganMotionOrder& order = room.renderer.motions.at(0);
    CHECK(order.slogan.text == "防诈骗");
    CHECK(order.zone == Size{640, 64});
    CHECK(order.duration == 8s);
    CHECK(order.display_name == "东门一号屏");
    CHECK(order.unit_name == "东门派出所");
    INFO("what tells no time is the same at all times");
    CHECK(order.starts == Instant{});
    CHECK(order.wall == ZoneRules{});
}

TEST_CASE("who holds the answer is told so, and nothing is drawn") {
    ControlRoom room;
    const Response told = ask(room, asked_of("防诈骗"));
    Request request;
    request.method = Method::post;
    request.path = motions;
    request.body = asked_of("防诈骗").dump();
    request.headers.set("Authorization", "Bearer " + room.token);
    request.headers.set("If-None-Match", std::string(*told.headers.find("ETag")));
    CHECK(room.ask(request).status == 304);
    CHECK(room.renderer.motions.size() == 1);
    request.body = asked_of("防电信诈骗").dump();
    CHECK(room.ask(request).status == 200);
}

TEST_CASE("what tells the time says what is true when the turn begins") {
    ControlRoom room;
    Json asked = asked_of("现在是{time}");
    asked["slogan"]["variables"] = true;
    REQUIRE(ask(room, asked).status == 200);
    CHECK(room.renderer.motions.back().starts
          == std::chrono::floor<std::chrono::minutes>(room.clock.wall()));
    CHECK(room.renderer.motions.back().wall != ZoneRules{});
    const Instant later = room.clock.wall() + 48h;
    asked["starts_at"] = to_rfc3339(later);
    REQUIRE(ask(room, asked).status == 200);
    CHECK(room.renderer.motions.back().starts == later);
    asked["starts_at"] = "2199-01-01T00:00:00Z";
    CHECK(body_of(ask(room, asked))["where"] == "/starts_at");
}

TEST_CASE("a body that is none is refused before anything is drawn") {
    ControlRoom room;
    const auto refusal = [&](const Json& body) {
        const Response refused = ask(room, body);
        CHECK(refused.status == 422);
        return body_of(refused)["code"].get<std::string>();
    };
    Json unknown = asked_of("x");
    unknown["colour"] = "red";
    CHECK(refusal(unknown) == "unknown_member");
    Json nowhere = asked_of("x");
    nowhere.erase("size");
    CHECK(refusal(nowhere) == "missing_member");
    Json flat = asked_of("x");
    flat["size"]["height"] = 0;
    CHECK(refusal(flat) == "out_of_range");
    Json instant = asked_of("x");
    instant["duration_ms"] = 99;
    CHECK(refusal(instant) == "out_of_range");
    CHECK(refusal(asked_of("  ")) == "missing_member");
    Json variable = asked_of("{tmie}");
    variable["slogan"]["variables"] = true;
    CHECK(refusal(variable) == "unsupported");
    CHECK(room.renderer.motions.empty());
}

TEST_CASE("a slogan too large to be moved is refused with what a page can do instead") {
    ControlRoom room;
    room.renderer.failure =
        Error{ErrorCode::too_large, "too many pixels", {}, {{"motion_limit", "8388608 px"}}};
    const Response answer = ask(room, asked_of("防诈骗"));
    CHECK(answer.status == 413);
    const Json refused = body_of(answer);
    CHECK(refused["code"] == "too_large");
    CHECK(refused["detail"].get<std::string>().find("8388608 px") != std::string::npos);
    CHECK(refused["detail"].get<std::string>().find("/api/v1/previews") != std::string::npos);
}

TEST_CASE("while others wait, and while the renderer is out of order, a page is told so") {
    ControlRoom room;
    room.renderer.failure = Error{ErrorCode::busy, "too many wait", {}, {}};
    const Response busy = ask(room, asked_of("x"));
    CHECK(busy.status == 503);
    CHECK(busy.headers.find("Retry-After"));
    room.renderer.failure = Error{ErrorCode::preview_failed, "gone", {}, {}};
    CHECK(ask(room, asked_of("x")).status == 502);
    const std::string nobody = room.token_with(Role::audit_administrator, room.root);
    CHECK(room.staff_as(nobody, Method::post, motions, asked_of("x").dump()).status == 403);
}
