// Filmstrips: what a program or a playlist shows, item by item, in one picture.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "manager/http/filmstrip.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

Zone zone_of(const std::vector<Milliseconds>& durations, Size size = {192, 32}) {
    Zone zone{"all", {0, 0, size.width, size.height}, {}};
    for (const Milliseconds duration : durations) {
        PlaylistItem item;
        item.duration = duration;
        zone.playlist.items.push_back(item);
    }
    return zone;
}

Json words(const std::string& text, int milliseconds) {
    return {{"duration_ms", milliseconds}, {"content", {{"kind", "slogan"}, {"text", text}}}};
}

using Query = std::vector<std::pair<std::string, std::string>>;

std::string program_of(ControlRoom& room) {
    const Json items{words("一", 4'000), words("二", 6'000)};
    return room.make("/api/v1/programs",
                     Json{{"unit_id", room.root.value},
                          {"name", "p"},
                          {"layout",
                           {{"canvas", {{"width", 640}, {"height", 64}}},
                            {"zones",
                             {{{"name", "all"},
                               {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
                               {"items", items}}}}}}}
                         .dump());
}

} // namespace

TEST_CASE("a strip shows the middle of each item of the zone that plays the most") {
    Layout layout;
    layout.zones = {zone_of({10s}), zone_of({2s, 4s, 1s}), zone_of({9s, 9s})};
    CHECK(item_middles(layout, 8) == std::vector<Milliseconds>{1s, 4s, 6'500ms});
    CHECK(item_middles(layout, 2) == std::vector<Milliseconds>{1s, 4s});
    CHECK(item_middles(Layout{}, 8) == std::vector<Milliseconds>{0s});
    std::vector<Milliseconds> many(100, 1s);
    layout.zones = {zone_of(many)};
    const auto chosen = item_middles(layout, 4);
    CHECK(chosen == std::vector<Milliseconds>{500ms, 25'500ms, 50'500ms, 75'500ms});
}

TEST_CASE("a program's filmstrip is one picture, and asked for again costs nothing") {
    ControlRoom room;
    const std::string path = "/api/v1/programs/" + program_of(room) + "/filmstrip";
    Request request;
    request.path = path;
    request.query = QueryParameters(Query{{"width", "320"}});
    request.headers.set("Authorization", "Bearer " + room.token);
    const Response drawn = room.ask(request);
    REQUIRE(drawn.status == 200);
    CHECK(*drawn.headers.find("Content-Type") == "image/png");
    const FilmstripOrder& order = room.renderer.filmstrips.at(0);
    CHECK(order.instants == std::vector<Milliseconds>{2s, 7s});
    CHECK(order.frame.display == Size{640, 64});
    CHECK(order.frame.picture == Size{320, 32});
    request.headers.set("If-None-Match", std::string(*drawn.headers.find("ETag")));
    CHECK(room.ask(request).status == 304);
    CHECK(room.renderer.filmstrips.size() == 1);
    request.query = QueryParameters(Query{{"count", "99"}});
    CHECK(room.ask(request).status == 422);
}

TEST_CASE("a playlist's filmstrip is drawn on the panel asked for") {
    ControlRoom room;
    const Json items{words("一", 4'000), words("二", 6'000)};
    const std::string id =
        room.make("/api/v1/playlists",
                  Json{{"unit_id", room.root.value}, {"name", "l"}, {"items", items}}.dump());
    Request request;
    request.path = "/api/v1/playlists/" + id + "/filmstrip";
    request.query =
        QueryParameters(Query{{"panel_width", "96"}, {"panel_height", "16"}, {"width", "96"}});
    request.headers.set("Authorization", "Bearer " + room.token);
    REQUIRE(room.ask(request).status == 200);
    CHECK(room.renderer.filmstrips.at(0).frame.display == Size{96, 16});
    CHECK(room.renderer.filmstrips.at(0).instants.size() == 2);
}

TEST_CASE("who may not read a unit's content gets no filmstrip of it") {
    ControlRoom room;
    const std::string program = "/api/v1/programs/" + program_of(room) + "/filmstrip";
    const std::string auditor = room.token_with(Role::audit_administrator, room.root);
    CHECK(room.staff_as(auditor, Method::get, program).status == 403);
    CHECK(room.staff_as({}, Method::get, program).status == 401);
    const std::string viewer = room.token_with(Role::viewer, room.root);
    CHECK(room.staff_as(viewer, Method::get, program).status == 200);
}
