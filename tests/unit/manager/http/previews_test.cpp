// Pictures and checks on the staff port, and what the check of glyphs does to slogans.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

Json layout_with(const Json& item) {
    return {{"canvas", {{"width", 640}, {"height", 64}}},
            {"zones",
             {{{"name", "all"},
               {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
               {"playlist", {{"items", {item}}}}}}}};
}

Json words(const std::string& text) {
    return {{"duration_ms", 10'000}, {"content", {{"kind", "slogan"}, {"text", text}}}};
}

std::string preview_body(const Json& item, Json more = Json::object()) {
    more["layout"] = layout_with(item);
    more["width"] = more.value("width", 320);
    more["height"] = more.value("height", 32);
    return more.dump();
}

std::string slogan_body(const ControlRoom& room, const std::string& text) {
    return Json{{"unit_id", room.root.value}, {"name", "s"}, {"text", text}}.dump();
}

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

constexpr const char* rare = "\U0001FAE0";

} // namespace

TEST_CASE("a draft is drawn at the size and instant asked for") {
    ControlRoom room;
    const Response drawn =
        room.staff(Method::post, "/api/v1/previews",
                   preview_body(words("防诈骗"), {{"at_ms", 1'500}, {"scale", 0.5}}));
    REQUIRE(drawn.status == 200);
    CHECK(*drawn.headers.find("Content-Type") == "image/png");
    CHECK(text_of(drawn) == "PNG");
    const StillOrder& order = room.renderer.stills.at(0);
    CHECK(order.display == Size{320, 32});
    CHECK(order.picture == Size{160, 16});
    CHECK(order.at == 1'500ms);
    CHECK(std::get<Slogan>(order.layout.zones[0].playlist.items[0].content).text == "防诈骗");
}

TEST_CASE("a draft shows slogans of the library that its unit may use, and no others") {
    ControlRoom room;
    const std::string slogan = room.make("/api/v1/slogans", slogan_body(room, "来自文库"));
    const Json item{{"duration_ms", 5'000}, {"slogan_id", slogan}};
    CHECK(room.staff(Method::post, "/api/v1/previews", preview_body(item)).status == 200);
    CHECK(
        std::get<Slogan>(room.renderer.stills.at(0).layout.zones[0].playlist.items[0].content).text
        == "来自文库");
    const Json unknown{{"duration_ms", 5'000}, {"slogan_id", room.root.value}};
    const Response refused = room.staff(Method::post, "/api/v1/previews", preview_body(unknown));
    CHECK(refused.status == 422);
    CHECK(body_of(refused)["where"] == "/layout/zones/0/playlist/items/0/slogan_id");

    INFO("nobody looks into a unit that is not theirs");
    const std::string own =
        room.make("/api/v1/units",
                  Json{{"parent_id", room.root.value}, {"name", "own"}, {"kind", "county"}}.dump());
    const std::string editor = room.token_with(Role::editor, UnitId{own});
    const std::string foreign = preview_body(words("x"), {{"unit_id", room.root.value}});
    CHECK(room.staff_as(editor, Method::post, "/api/v1/previews", foreign).status == 403);
    CHECK(room.staff_as(editor, Method::post, "/api/v1/previews", preview_body(words("x"))).status
          == 200);
}

TEST_CASE("a layout that is none is refused before anything is drawn") {
    ControlRoom room;
    const auto status = [&](const std::string& body) {
        return room.staff(Method::post, "/api/v1/previews", body).status;
    };
    CHECK(status("{}") == 422);
    CHECK(status(preview_body(words(""))) == 422);
    CHECK(status(preview_body(words("x"), {{"width", 0}})) == 422);
    CHECK(status(preview_body(words("x"), {{"width", 16'385}})) == 422);
    CHECK(status(preview_body(words("x"), {{"scale", 2}})) == 422);
    CHECK(status(preview_body(words("x"), {{"at_ms", -1}})) == 422);
    CHECK(room.renderer.stills.empty());
}

TEST_CASE("what tells the time is drawn for the minute that people have, or the one they ask for") {
    ControlRoom room;
    const Json clock{{"content", {{"kind", "clock"}, {"time", "seconds"}}}};
    REQUIRE(room.staff(Method::post, "/api/v1/previews", preview_body(clock)).status == 200);
    const StillOrder now = room.renderer.stills.back();
    CHECK(now.starts == std::chrono::floor<std::chrono::minutes>(room.clock.wall()));
    CHECK(now.wall.name == "Asia/Shanghai");
    const std::string then = "2027-02-05T16:00:00Z";
    REQUIRE(room.staff(Method::post, "/api/v1/previews", preview_body(clock, {{"starts_at", then}}))
                .status
            == 200);
    CHECK(to_rfc3339(room.renderer.stills.back().starts) == then);
    CHECK(room.staff(Method::post, "/api/v1/previews",
                     preview_body(clock, {{"starts_at", "9999-01-01T00:00:00Z"}}))
              .status
          == 422);

    INFO("everything else looks the same at all times");
    REQUIRE(room.staff(Method::post, "/api/v1/previews",
                       preview_body(words("x"), {{"starts_at", then}}))
                .status
            == 200);
    CHECK(room.renderer.stills.back().starts == Instant{});
}

TEST_CASE("a renderer that is busy or out of order is said so, with a time to come again") {
    ControlRoom room;
    room.renderer.failure = Error{ErrorCode::busy, "busy", {}, {}};
    const Response busy = room.staff(Method::post, "/api/v1/previews", preview_body(words("x")));
    CHECK(busy.status == 503);
    CHECK(busy.headers.contains("Retry-After"));
    room.renderer.failure = Error{ErrorCode::preview_failed, "gone", {}, {}};
    const Response gone = room.staff(Method::post, "/api/v1/previews", preview_body(words("x")));
    CHECK(gone.status == 502);
    CHECK(body_of(gone)["code"] == "preview_failed");
}

TEST_CASE(
    "a program is drawn in its canvas's proportions, any revision, and not twice for one ETag") {
    ControlRoom room;
    const std::string id = room.make(
        "/api/v1/programs",
        Json{{"unit_id", room.root.value}, {"name", "p"}, {"layout", layout_with(words("x"))}}
            .dump());
    const auto ask = [&](std::vector<std::pair<std::string, std::string>> query,
                         const std::string& etag = {}) {
        Request request;
        request.path = "/api/v1/programs/" + id + "/preview";
        request.query = QueryParameters(std::move(query));
        request.headers.set("Authorization", "Bearer " + room.token);
        if (!etag.empty()) {
            request.headers.set("If-None-Match", etag);
        }
        return room.rooms().staff.handle(request);
    };
    const Response whole = ask({});
    CHECK(whole.status == 200);
    CHECK(room.renderer.stills.back().display == Size{640, 64});
    const std::string etag(*whole.headers.find("ETag"));
    CHECK(ask({}, etag).status == 304);
    CHECK(room.renderer.stills.size() == 1);
    CHECK(ask({{"width", "320"}, {"at_ms", "2500"}}, etag).status == 200);
    CHECK(room.renderer.stills.back().display == Size{320, 32});
    CHECK(room.renderer.stills.back().at == 2'500ms);
    CHECK(ask({{"height", "640"}}).status == 200);
    CHECK(room.renderer.stills.back().display == Size{6'400, 640});
    CHECK(ask({{"width", "192"}, {"height", "32"}, {"revision", "1"}}).status == 200);
    CHECK(room.renderer.stills.back().display == Size{192, 32});
    CHECK(ask({{"revision", "2"}}).status == 404);
    CHECK(ask({{"starts_at", "2027-02-05T16:00:00Z"}}).status == 200);
    CHECK(ask({{"starts_at", "tomorrow"}}).status == 400);
    CHECK(ask({{"width", "many"}}).status == 422);
}

TEST_CASE("an asset has a thumbnail once it is ready, in its own proportions") {
    ControlRoom room;
    AssetRecord asset = sample::asset(7, room.root);
    REQUIRE(room.database->write([&](Change& change) { return change.media.add_asset(asset); }));
    const std::string path = "/api/v1/assets/" + asset.id.value + "/thumbnail";
    CHECK(room.staff(Method::get, path).status == 409);
    MadeRendition made;
    made.kind = MediaKind::picture;
    made.rendition.asset = {Sha256{}, 1'000, "image/png"};
    made.rendition.size = {1'600, 900};
    REQUIRE(room.database->write([&](Change& change) {
        return change.media.begin_processing(asset.id, room.clock.wall()).and_then([&] {
            return change.media.set_ready(asset.id, made, room.clock.wall());
        });
    }));
    CHECK(room.staff(Method::get, path).status == 200);
    CHECK(room.renderer.stills.back().display == Size{320, 180});
    const std::string nobody = room.token_with(Role::audit_administrator, room.root);
    CHECK(room.staff_as(nobody, Method::get, path).status == 403);
}

TEST_CASE("a slogan check says what is missing and how the text fits") {
    ControlRoom room;
    room.renderer.lacks = rare;
    const Json good{{"slogan", {{"text", "防诈骗"}}},
                    {"shapes", {{{"width", 640}, {"height", 64}}}}};
    const Json fine = body_of(room.staff(Method::post, "/api/v1/slogan-checks", good.dump()));
    CHECK(fine["missing_glyphs"].empty());
    CHECK(fine["shapes"][0]
          == Json{{"width", 640},
                  {"height", 64},
                  {"fits", true},
                  {"text_width", 100},
                  {"text_height_pixels", 20},
                  {"seconds_per_pass", 5.5}});
    const Json bad{{"slogan", {{"text", std::string("x") + rare}}}};
    const Json missing = body_of(room.staff(Method::post, "/api/v1/slogan-checks", bad.dump()));
    CHECK(missing["missing_glyphs"][0] == Json{{"text", rare}, {"code_points", {0x1FAE0}}});
}

TEST_CASE("a slogan with a character no font draws is refused by name, new or changed") {
    ControlRoom room;
    room.renderer.lacks = rare;
    const Response refused =
        room.staff(Method::post, "/api/v1/slogans", slogan_body(room, std::string("防") + rare));
    CHECK(refused.status == 422);
    CHECK(body_of(refused)["code"] == "missing_glyph");
    CHECK(body_of(refused)["params"]["character"] == rare);
    CHECK(body_of(refused)["detail"].get<std::string>().find(rare) != std::string::npos);
    const Response kept = room.staff(Method::post, "/api/v1/slogans", slogan_body(room, "防"));
    CHECK(body_of(kept)["glyphs_checked"] == true);
    const std::string path = "/api/v1/slogans/" + body_of(kept)["id"].get<std::string>();
    CHECK(room.staff(Method::put, path, slogan_body(room, rare), "\"1\"").status == 422);
    CHECK(body_of(room.staff(Method::get, path))["text"] == "防");
}

TEST_CASE("while the renderer is out of order slogans are kept, and said to be unchecked") {
    ControlRoom room;
    room.renderer.failure = Error{ErrorCode::preview_failed, "gone", {}, {}};
    const Response kept = room.staff(Method::post, "/api/v1/slogans", slogan_body(room, "防"));
    REQUIRE(kept.status == 201);
    CHECK(body_of(kept)["glyphs_checked"] == false);
    const std::string path = "/api/v1/slogans/" + body_of(kept)["id"].get<std::string>();
    const Response changed = room.staff(Method::put, path, slogan_body(room, "诈"), "\"1\"");
    CHECK(changed.status == 200);
    CHECK(body_of(changed)["glyphs_checked"] == false);
}
