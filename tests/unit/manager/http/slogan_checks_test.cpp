// Checks of slogans on the staff port: findings with places and sentences, and which displays they
// are about.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/rules/font_words.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string checks = "/api/v1/slogan-checks";

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

SloganFinding too_small(std::size_t shape) {
    return {.fault = SloganFault::too_small,
            .shape = shape,
            .from = 0,
            .until = 3,
            .params = {{"height_mm", "40"}, {"needed_mm", "70"}, {"distance_m", "15"}}};
}

} // namespace

TEST_CASE("a finding says what, where and how bad, in the caller's language") {
    ControlRoom room;
    room.renderer.finds = {too_small(0)};
    const Json asked{
        {"slogan", {{"text", "防诈骗"}}},
        {"duration_ms", 8'000},
        {"shapes",
         {{{"width", 96}, {"height", 16}, {"pixel_pitch_mm", 2.5}, {"viewing_distance_m", 15}}}}};
    const Json answer = body_of(room.staff(Method::post, checks, asked.dump()));
    const Json& finding = answer["findings"].at(0);
    CHECK(finding["code"] == "too_small");
    CHECK(finding["severity"] == "warning");
    CHECK(finding["shape"] == 0);
    CHECK(finding["part"] == "text");
    CHECK(finding["from"] == 0);
    CHECK(finding["until"] == 3);
    CHECK(finding["params"]["needed_mm"] == "70");
    CHECK(finding["sentence"].get<std::string>().find("70 mm") != std::string::npos);
    CHECK_FALSE(answer.contains("displays"));
    const SloganCheckOrder& order = room.renderer.checks.back();
    CHECK(order.duration == Milliseconds{8'000});
    CHECK(order.shapes.at(0) == SloganShape{{96, 16}, 2.5, 15});
}

TEST_CASE("displays are asked about by what they are, each kind once") {
    ControlRoom room;
    const auto enrolled = [&](Size size) {
        const auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
        return room.enrol(room.root, size, *key).displays.front().id.value;
    };
    const std::string first = enrolled({96, 16});
    const std::string second = enrolled({96, 16});
    const std::string third = enrolled({640, 64});
    room.renderer.finds = {too_small(0)};
    const auto ask = [&](const Json& more) {
        Json body{{"slogan", {{"text", "防诈骗"}}}};
        body.update(more);
        return room.staff(Method::post, checks, body.dump());
    };
    const Json named = body_of(ask({{"display_ids", {first, second, third}}}));
    CHECK(named["displays"] == 3);
    CHECK(named["displays_of_shape"] == Json{2, 1});
    CHECK(named["shapes"].size() == 2);
    CHECK(named["findings"][0]["sentence"].get<std::string>().starts_with("2 of 3 displays: "));
    CHECK(body_of(ask({{"unit_id", room.root.value}}))["displays"] == 3);
    const std::string group = room.make(
        "/api/v1/groups",
        Json{{"unit_id", room.root.value}, {"name", "g"}, {"display_ids", {third}}}.dump());
    CHECK(body_of(ask({{"group_id", group}}))["displays_of_shape"] == Json{1});
    CHECK(ask({{"group_id", group}, {"unit_id", room.root.value}}).status == 412);
    const Response unknown = ask({{"display_ids", {group}}});
    CHECK(unknown.status == 422);
    CHECK(body_of(unknown)["where"] == "/display_ids");

    const std::string elsewhere =
        room.make("/api/v1/units",
                  Json{{"parent_id", room.root.value}, {"name", "区"}, {"kind", "county"}}.dump());
    const std::string stranger = room.token_with(Role::editor, UnitId{elsewhere});
    Json body{{"slogan", {{"text", "防诈骗"}}}, {"display_ids", {first}}};
    CHECK(room.staff_as(stranger, Method::post, checks, body.dump()).status == 403);
}

TEST_CASE("displays are told apart by the fonts that their players announce") {
    ControlRoom room;
    const auto enrolled = [&](const std::vector<std::string>& capabilities) {
        const auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
        const auto answer = room.enrol(room.root, {96, 16}, *key);
        REQUIRE(room.database->write([&](Change& change) {
            return change.fleet.player(answer.player)
                .and_then([&](Player player) {
                    player.software.capabilities = capabilities;
                    return change.fleet.change_player(player);
                })
                .map([](std::int64_t) {});
        }));
        return answer.displays.front().id.value;
    };
    Sha256 one;
    Sha256 other;
    other.bytes[0] = 1;
    const std::string first =
        enrolled({"screenshot", rules::font_word(other), rules::font_word(one)});
    const std::string second = enrolled({rules::font_word(one), rules::font_word(other)});
    const std::string third = enrolled({rules::font_word(one)});
    const std::string old = enrolled({"screenshot", "font.nonsense"});
    room.renderer.finds = {{.fault = SloganFault::missing_there,
                            .font_set = 0,
                            .until = 3,
                            .params = {{"characters", "\u8BC8"}, {"count", "0"}}}};
    const Json body{{"slogan", {{"text", "\u9632\u8BC8\u9A97"}}},
                    {"display_ids", {first, second, third, old}}};
    const Json answer = body_of(room.staff(Method::post, checks, body.dump()));
    const SloganCheckOrder& order = room.renderer.checks.back();
    CHECK(order.font_sets == std::vector<std::vector<Sha256>>{{one, other}, {one}});
    CHECK(answer["displays"] == 4);
    CHECK(answer["displays_of_font_set"] == Json{2, 1});
    CHECK(answer["displays_with_unknown_fonts"] == 1);
    CHECK(answer["findings"][0]["font_set"] == 0);
    CHECK(answer["findings"][0]["sentence"].get<std::string>().starts_with("2 of 4 displays: "));
    Json said = body;
    said["font_sets"] = Json::array();
    CHECK(room.staff(Method::post, checks, said.dump()).status == 422);
}

TEST_CASE("a slogan that says names is checked with the longest there") {
    ControlRoom room;
    const auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    const auto display = room.enrol(room.root, {96, 16}, *key).displays.front().id.value;
    Json body{{"slogan", {{"text", "\u5728{display}"}, {"variables", true}}},
              {"display_ids", {display}}};
    room.staff(Method::post, checks, body.dump());
    const SloganShape& named = room.renderer.checks.back().shapes.at(0);
    CHECK(named.display_name == "main");
    CHECK_FALSE(named.unit_name.empty());
    body["slogan"]["text"] = "\u5728";
    room.staff(Method::post, checks, body.dump());
    CHECK(room.renderer.checks.back().shapes.at(0).display_name.empty());
}
