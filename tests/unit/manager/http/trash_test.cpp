#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// A slogan, a picture and a playlist of both, made by people.
struct Shelf {
    Shelf() {
        slogan = room.make(
            "/api/v1/slogans",
            Json{{"unit_id", room.root.value},
                 {"name", "心莫贪"},
                 {"text", "心莫贪"},
                 {"style", {{"text", "#ffffff"}, {"background", "#000000"}, {"motion", "still"}}}}
                .dump());
        AssetRecord row = sample::asset(1, room.root);
        row.original = {*room.rooms().blobs->put("original"), 8};
        asset = row.id.value;
        MadeRendition made = sample::made_video(1);
        made.rendition.asset.sha256 = *room.rooms().blobs->put("rendition");
        made.rendition.asset.size_bytes = 9;
        REQUIRE(room.database->write([&](Change& change) -> Status {
            return change.media.add_asset(row)
                .and_then([&] { return change.media.begin_processing(row.id, sample::now); })
                .and_then([&] { return change.media.set_ready(row.id, made, sample::now); });
        }));
        original = row.original.sha256;
        playlist = room.make(
            "/api/v1/playlists",
            Json{{"unit_id", room.root.value},
                 {"name", "早间"},
                 {"items", {{{"slogan_id", slogan}, {"duration_ms", 5000}}, {{"asset_id", asset}}}}}
                .dump());
    }

    int remove(const std::string& path, const std::string& version = "\"1\"") {
        return room.staff(Method::remove, path, "", version).status;
    }
    Response restore(const std::string& id) {
        return room.staff(Method::post, "/api/v1/trash/" + id + "/restore");
    }
    Json trash() { return Json::parse(text_of(room.staff(Method::get, "/api/v1/trash")))["items"]; }
    std::vector<std::string> audited() {
        std::vector<std::string> actions;
        const Json rows = Json::parse(text_of(room.staff(Method::get, "/api/v1/audit")))["items"];
        for (const Json& row : rows) {
            actions.push_back(row["action"]);
        }
        return actions;
    }

    ControlRoom room;
    std::string slogan, asset, playlist;
    Sha256 original;
};

} // namespace

TEST_CASE("what was deleted is in the trash with who deleted it and until when, and comes back") {
    Shelf shelf;
    CHECK(shelf.remove("/api/v1/slogans/" + shelf.slogan) == 409); // the playlist has it
    CHECK(shelf.trash().empty());
    CHECK(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    CHECK(shelf.remove("/api/v1/slogans/" + shelf.slogan) == 204);
    CHECK(shelf.room.staff(Method::get, "/api/v1/slogans/" + shelf.slogan).status == 404);
    const Json entries = shelf.trash();
    REQUIRE(entries.size() == 2);
    const Json& slogan = entries[entries[0]["kind"] == "slogan" ? 0 : 1];
    CHECK(slogan["id"] == shelf.slogan);
    CHECK(slogan["name"] == "心莫贪");
    CHECK(slogan["deleted_at"] == "2026-11-21T12:00:00Z");
    CHECK(slogan["until"] == "2026-12-21T12:00:00Z");
    CHECK_FALSE(slogan["deleted_by"].get<std::string>().empty());

    const Response early = shelf.restore(shelf.playlist);
    CHECK(early.status == 409);
    CHECK(Json::parse(text_of(early))["detail"].get<std::string>().find("心莫贪")
          != std::string::npos);
    CHECK(shelf.restore(shelf.slogan).status == 204);
    CHECK(shelf.restore(shelf.playlist).status == 204);
    CHECK(shelf.restore(shelf.playlist).status == 404);
    CHECK(shelf.trash().empty());
    const Response back = shelf.room.staff(Method::get, "/api/v1/playlists/" + shelf.playlist);
    CHECK(back.headers.find("ETag") == "\"1\"");
    CHECK(Json::parse(text_of(back))["items"].size() == 2);
}

TEST_CASE("bytes stay while an asset is in the trash and go when it goes for good") {
    Shelf shelf;
    REQUIRE(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    REQUIRE(shelf.remove("/api/v1/assets/" + shelf.asset, "\"3\"") == 204);
    CHECK(shelf.room.rooms().blobs->exists(shelf.original));
    CHECK(shelf.restore(shelf.asset).status == 204);
    CHECK(shelf.room.staff(Method::get, "/api/v1/assets/" + shelf.asset + "/content").status
          == 200);
    REQUIRE(shelf.remove("/api/v1/assets/" + shelf.asset, "\"3\"") == 204);
    CHECK(shelf.remove("/api/v1/trash/" + shelf.asset, "") == 204);
    CHECK_FALSE(shelf.room.rooms().blobs->exists(shelf.original));
    const Response never = shelf.restore(shelf.playlist);
    CHECK(never.status == 409);
    CHECK(Json::parse(text_of(never))["params"]["gone"] == "1");
    CHECK(shelf.restore(shelf.asset).status == 404);
}

TEST_CASE("after thirty days the trash empties itself") {
    Shelf shelf;
    REQUIRE(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    REQUIRE(shelf.remove("/api/v1/assets/" + shelf.asset, "\"3\"") == 204);
    shelf.room.clock.advance(trash_kept - std::chrono::seconds{1});
    REQUIRE(shelf.room.rooms().trash.sweep());
    CHECK(shelf.trash().size() == 2);
    shelf.room.clock.advance(std::chrono::seconds{1});
    REQUIRE(shelf.room.rooms().trash.sweep());
    CHECK(shelf.trash().empty());
    CHECK_FALSE(shelf.room.rooms().blobs->exists(shelf.original));
}

TEST_CASE("a schedule that comes back is checked and published") {
    Shelf shelf;
    const std::string unit = shelf.room.root.value;
    const Json zone{
        {"name", "all"},
        {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
        {"playlist", {{"items", {{{"slogan_id", shelf.slogan}, {"duration_ms", 5000}}}}}}};
    const std::string program =
        shelf.room.make("/api/v1/programs", Json{{"unit_id", unit},
                                                 {"name", "白天"},
                                                 {"layout",
                                                  {{"canvas", {{"width", 640}, {"height", 64}}},
                                                   {"background", "#000000"},
                                                   {"zones", {zone}}}}}
                                                .dump());
    REQUIRE(shelf.room.staff(Method::post, "/api/v1/programs/" + program + "/submit", "", "\"1\"")
                .status
            == 200);
    const std::string schedule =
        shelf.room.make("/api/v1/schedules", Json{{"unit_id", unit},
                                                  {"name", "上班时间"},
                                                  {"program_id", program},
                                                  {"targets", {{"units", {unit}}}}}
                                                 .dump());
    REQUIRE(shelf.remove("/api/v1/schedules/" + schedule) == 204);
    shelf.room.requests.waiting = {};
    REQUIRE(shelf.restore(schedule).status == 204);
    CHECK(shelf.room.staff(Method::get, "/api/v1/schedules/" + schedule).status == 200);
    CHECK_FALSE(shelf.room.requests.waiting.targets.empty());

    REQUIRE(shelf.remove("/api/v1/schedules/" + schedule) == 204);
    REQUIRE(shelf.room
                .staff_as(shelf.room.token_with(Role::reviewer_1, shelf.room.root), Method::post,
                          "/api/v1/programs/" + program + "/withdraw", R"({"reason":"旧"})",
                          "\"2\"")
                .status
            == 200);
    CHECK(shelf.restore(schedule).status == 409); // only what is approved is scheduled
    CHECK(shelf.trash().size() == 1);
}

TEST_CASE("only editors of the unit see its trash, restore and remove for good") {
    Shelf shelf;
    ControlRoom& room = shelf.room;
    REQUIRE(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    const UnitId own{room.make(
        "/api/v1/units",
        Json{{"parent_id", room.root.value}, {"name", "own"}, {"kind", "county"}}.dump())};
    const std::string viewer = room.token_with(Role::viewer, room.root);
    const std::string below = room.token_with(Role::editor, own);
    const std::string path = "/api/v1/trash/" + shelf.playlist;
    for (const std::string& who : {viewer, below}) {
        CHECK(room.staff_as(who, Method::post, path + "/restore").status == 403);
        CHECK(room.staff_as(who, Method::remove, path).status == 403);
    }
    CHECK(
        Json::parse(text_of(room.staff_as(below, Method::get, "/api/v1/trash")))["items"].empty());
    CHECK(room.staff_as(room.token_with(Role::editor, room.root), Method::remove, path).status
          == 204);
    CHECK(shelf.trash().empty());
    CHECK(room.staff(Method::remove, path).status == 404);
    CHECK(room.staff(Method::remove, "/api/v1/trash/'%22").status == 404);
}

TEST_CASE("what happens in the trash is in the audit trail") {
    Shelf shelf;
    REQUIRE(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    REQUIRE(shelf.restore(shelf.playlist).status == 204);
    REQUIRE(shelf.remove("/api/v1/playlists/" + shelf.playlist) == 204);
    REQUIRE(shelf.remove("/api/v1/trash/" + shelf.playlist, "") == 204);
    const std::vector<std::string> actions = shelf.audited();
    const auto times = [&](std::string_view action) {
        return std::count(actions.begin(), actions.end(), action);
    };
    CHECK(times("playlist.remove") == 2);
    CHECK(times("playlist.restore") == 1);
    CHECK(times("playlist.purge") == 1);
}
