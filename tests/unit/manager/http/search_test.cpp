// Finding by a piece of a name, over the staff port.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Response ask(ControlRoom& room, const std::string& token, std::optional<std::string> words) {
    Request request;
    request.path = "/api/v1/search";
    if (words) {
        request.query = QueryParameters({{"q", *std::move(words)}});
    }
    request.headers.set("Authorization", "Bearer " + token);
    return room.ask(std::move(request));
}

Json found(ControlRoom& room, const std::string& token, const std::string& words) {
    const Response answer = ask(room, token, words);
    REQUIRE(answer.status == 200);
    return Json::parse(text_of(answer));
}

void add_unit(ControlRoom& room, const UnitId& parent, const std::string& name) {
    room.make("/api/v1/units",
              Json{{"parent_id", parent.value}, {"name", name}, {"kind", "county"}}.dump());
}

} // namespace

TEST_CASE("a search finds what the caller may see, and not the people for who may not") {
    ControlRoom room;
    const UnitId north{room.make(
        "/api/v1/units",
        Json{{"parent_id", room.root.value}, {"name", "word north"}, {"kind", "county"}}.dump())};
    add_unit(room, room.root, "word south");
    room.make(
        "/api/v1/accounts",
        Json{{"name", "word person"}, {"unit_id", north.value}, {"grants", Json::array()}}.dump());
    const auto names = [&](Role role) {
        std::vector<std::string> all;
        const Json answer = found(room, room.token_with(role, north), "WORD");
        for (const Json& each : answer["items"]) {
            all.push_back(each["name"]);
        }
        return all;
    };
    CHECK(names(Role::viewer) == std::vector<std::string>{"word north"});
    CHECK(names(Role::unit_administrator) == std::vector<std::string>{"word north", "word person"});
    CHECK(names(Role::audit_administrator).empty());
}

TEST_CASE("a search lists eight of a kind and says that there are more") {
    ControlRoom room;
    const std::string token = room.token_with(Role::viewer, room.root);
    for (int i = 0; i < 8; ++i) {
        add_unit(room, room.root, "grid " + std::to_string(i));
    }
    CHECK(found(room, token, "grid")["items"].size() == 8);
    CHECK_FALSE(found(room, token, "grid")["cut"].get<bool>());
    add_unit(room, room.root, "grid 9");
    CHECK(found(room, token, "grid")["items"].size() == 8);
    CHECK(found(room, token, "grid")["cut"].get<bool>());
}

TEST_CASE("a search without words, with too many, or of what is no text is refused") {
    ControlRoom room;
    const auto status = [&](std::optional<std::string> words) {
        return ask(room, room.token, std::move(words)).status;
    };
    CHECK(status(std::nullopt) == 422);
    CHECK(status("") == 422);
    CHECK(status(" \t") == 422);
    CHECK(status("\xFF") == 400);
    CHECK(status(std::string(401, 'x')) == 413);
    CHECK(status("%'\"\\;--") == 200);
}
