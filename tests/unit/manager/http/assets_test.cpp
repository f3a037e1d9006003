#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// An asset of the root, with blobs behind it.
AssetRecord add_asset(ControlRoom& room, int number, const std::string& bytes) {
    AssetRecord row = sample::asset(number, room.root);
    row.original = {*room.rooms().blobs->put(bytes), bytes.size()};
    REQUIRE(room.database->write([&](Change& change) { return change.media.add_asset(row); }));
    return row;
}

std::string path_of(const AssetRecord& row) {
    return "/api/v1/assets/" + row.id.value;
}

void make_ready(ControlRoom& room, const AssetRecord& row, const std::string& bytes) {
    MadeRendition made = sample::made_video(1);
    made.rendition.asset.sha256 = *room.rooms().blobs->put(bytes);
    made.rendition.asset.size_bytes = bytes.size();
    made.notes = {{"no_sound", {}}};
    REQUIRE(room.database->write([&](Change& change) {
        return change.media.begin_processing(row.id, row.head.changed_at).and_then([&] {
            return change.media.set_ready(row.id, made, row.head.changed_at);
        });
    }));
}

void refuse(ControlRoom& room, const AssetRecord& row, const Error& problem) {
    REQUIRE(room.database->write([&](Change& change) {
        return change.media.begin_processing(row.id, row.head.changed_at).and_then([&] {
            return change.media.set_refused(row.id, problem, row.head.changed_at);
        });
    }));
}

} // namespace

TEST_CASE("an asset says what it is and what will play where") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "original");
    Json queued = body_of(room.staff(Method::get, path_of(row)));
    CHECK(queued["state"] == "queued");
    CHECK(queued["progress_percent"] == 0);
    CHECK(queued["original"]["size_bytes"] == 8);
    CHECK_FALSE(queued.contains("kind"));
    CHECK_FALSE(queued.contains("rendition"));
    make_ready(room, row, "rendition");
    const Json ready = body_of(room.staff(Method::get, path_of(row)));
    CHECK(ready["state"] == "ready");
    CHECK(ready["kind"] == "video");
    CHECK(ready["rendition"]["media_type"] == "video/mp4");
    CHECK(ready["rendition"]["width"] == 1920);
    CHECK(ready["rendition"]["duration_ms"] == 90'040);
    CHECK(ready["rendition"]["has_sound"] == true);
    REQUIRE(ready["notes"].size() == 1);
    CHECK(ready["notes"][0].get<std::string>().ends_with("."));
}

TEST_CASE("a refused asset says why in a sentence, never in a library's words") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "text");
    refuse(room, row,
           {ErrorCode::unsupported_media, "moov atom not found", "", {{"reason", "text_file"}}});
    const Json shown = body_of(room.staff(Method::get, path_of(row)));
    CHECK(shown["state"] == "refused");
    CHECK(shown["problem"]["code"] == "unsupported_media");
    CHECK(shown["problem"]["params"]["reason"] == "text_file");
    const auto sentence = shown["problem"]["detail"].get<std::string>();
    CHECK(sentence.find("text file") != std::string::npos);
    CHECK(sentence.find("moov") == std::string::npos);
}

TEST_CASE("the bytes of a rendition are sent as a file that no browser runs") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "original");
    CHECK(room.staff(Method::get, path_of(row) + "/content").status == 409);
    make_ready(room, row, "<script>rendition</script>");
    const Response content = room.staff(Method::get, path_of(row) + "/content");
    CHECK(content.status == 200);
    CHECK(text_of(content) == "<script>rendition</script>");
    CHECK(std::holds_alternative<FileBody>(content.body)); // so the front cuts ranges out of it
    CHECK(content.headers.find("Content-Type") == "video/mp4");
    CHECK(content.headers.find("X-Content-Type-Options") == "nosniff");
    CHECK(content.headers.find("Content-Security-Policy") == "default-src 'none'; sandbox");
    CHECK(content.headers.find("Content-Disposition")
          == "attachment; filename*=UTF-8''%E5%8F%8D%E8%AF%88%E6%B5%B7%E6%8A%A5");
    CHECK(content.headers.contains("ETag"));
}

TEST_CASE("assets are listed by state and kind") {
    ControlRoom room;
    const AssetRecord ready = add_asset(room, 1, "one");
    make_ready(room, ready, "made");
    add_asset(room, 2, "two");
    const auto count = [&](std::vector<std::pair<std::string, std::string>> query) {
        Request request;
        request.path = "/api/v1/assets";
        request.query = QueryParameters(std::move(query));
        request.headers = {{"Authorization", "Bearer " + room.token}};
        const Response answer = room.ask(request);
        return answer.status == 200 ? static_cast<int>(body_of(answer)["items"].size())
                                    : -answer.status;
    };
    CHECK(count({}) == 2);
    CHECK(count({{"state", "queued"}}) == 1);
    CHECK(count({{"state", "ready"}, {"kind", "video"}}) == 1);
    CHECK(count({{"kind", "picture"}}) == 0);
    CHECK(count({{"state", "finished"}}) == -400);
    CHECK(count({{"kind", "'"}}) == -400);
}

TEST_CASE("an asset is renamed and removed against its version") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "original");
    const std::string path = path_of(row);
    const std::string body = R"({"name":"新名"})";
    CHECK(room.staff(Method::put, path, body).status == 422);
    CHECK(room.staff(Method::put, path, body, "\"2\"").status == 412);
    CHECK(room.staff(Method::put, path, R"({"name":""})", "\"1\"").status == 422);
    const Response renamed = room.staff(Method::put, path, body, "\"1\"");
    CHECK(renamed.status == 200);
    CHECK(body_of(renamed)["name"] == "新名");
    CHECK(renamed.headers.find("ETag") == "\"2\"");
    CHECK(room.staff(Method::remove, path, "", "\"1\"").status == 412);
    CHECK(room.staff(Method::remove, path, "", "\"2\"").status == 204);
    CHECK(room.staff(Method::get, path).status == 404);
    CHECK(room.rooms().blobs->exists(row.original.sha256)); // in the trash
}

TEST_CASE("an asset is removed while it is being processed") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "original");
    REQUIRE(room.database->write([&](Change& change) {
        return change.media.begin_processing(row.id, row.head.changed_at);
    }));
    CHECK(room.staff(Method::remove, path_of(row), "", "\"2\"").status == 204);
    CHECK(room.staff(Method::get, path_of(row)).status == 404);
}

TEST_CASE("assets are read by the units below, and changed only by editors of their own") {
    ControlRoom room;
    const AssetRecord row = add_asset(room, 1, "original");
    make_ready(room, row, "made");
    const UnitId own{room.make(
        "/api/v1/units",
        Json{{"parent_id", room.root.value}, {"name", "own"}, {"kind", "county"}}.dump())};
    const std::string below = room.token_with(Role::editor, own);
    for (const char* tail : {"", "/content"}) {
        CHECK(room.staff_as(below, Method::get, path_of(row) + tail).status == 200);
    }
    CHECK(room.staff_as(below, Method::put, path_of(row), R"({"name":"n"})", "\"3\"").status
          == 403);
    CHECK(body_of(room.staff_as(below, Method::get, "/api/v1/assets"))["items"].empty());
    const std::string viewer = room.token_with(Role::viewer, room.root);
    CHECK(room.staff_as(viewer, Method::get, path_of(row)).status == 200);
    CHECK(room.staff_as(viewer, Method::put, path_of(row), R"({"name":"n"})", "\"3\"").status
          == 403);
    CHECK(room.staff_as(viewer, Method::remove, path_of(row), "", "\"3\"").status == 403);
}
