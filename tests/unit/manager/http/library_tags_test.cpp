#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

struct Shelf {
    std::string slogan(const std::string& name) {
        return room.make(
            "/api/v1/slogans",
            Json{{"unit_id", room.root.value},
                 {"name", name},
                 {"text", name},
                 {"style", {{"text", "#ffffff"}, {"background", "#000000"}, {"motion", "still"}}}}
                .dump());
    }
    Response put(const std::string& id, const Json& tags) {
        return room.staff(Method::put, "/api/v1/library-tags/" + id, Json{{"tags", tags}}.dump());
    }
    Json all() {
        return Json::parse(text_of(room.staff(Method::get, "/api/v1/library-tags")))["items"];
    }

    ControlRoom room;
};

} // namespace

TEST_CASE("a thing of the library is found by the words on it") {
    Shelf shelf;
    const std::string id = shelf.slogan("心莫贪");
    const Response put = shelf.put(id, {"防骗", "夏季", "防骗"});
    REQUIRE(put.status == 200);
    const Json row = Json::parse(text_of(put));
    CHECK(row["tags"] == Json({"夏季", "防骗"}));
    CHECK(row["unit_id"] == shelf.room.root.value);
    CHECK(shelf.all() == Json::array({row}));
    CHECK(shelf.put(id, Json::array()).status == 200);
    CHECK(shelf.all().empty());
}

TEST_CASE("words on a thing leave its version alone, and the trail tells of them") {
    Shelf shelf;
    const std::string id = shelf.slogan("心莫贪");
    REQUIRE(shelf.put(id, {"防骗", "夏季"}).status == 200);
    const Response shown = shelf.room.staff(Method::get, "/api/v1/slogans/" + id);
    CHECK(Json::parse(text_of(shown))["version"] == 1);
    const Json rows = Json::parse(text_of(shelf.room.staff(Method::get, "/api/v1/audit")))["items"];
    CHECK(rows.back()["action"] == "library.tag");
    CHECK(rows.back()["detail"] == "心莫贪: 夏季, 防骗");
    CHECK(rows.back()["subject"] == id);
}

TEST_CASE("bad words are refused, and nothing has any") {
    Shelf shelf;
    const std::string id = shelf.slogan("心莫贪");
    CHECK(shelf.put(id, Json::array({""})).status == 422);
    CHECK(shelf.put(id, Json::array({"two\nlines"})).status == 400);
    CHECK(shelf.put(id, Json(std::vector<std::string>(33, "x"))).status == 413);
    CHECK(shelf.put(id, "x").status == 400);
    CHECK(shelf.put("0190163d-8694-739b-aea5-966c26f8ad91", {"a", "b"}).status == 404);
    CHECK(shelf.all().empty());
}

TEST_CASE("the words come back with what is taken out of the trash") {
    Shelf shelf;
    const std::string id = shelf.slogan("心莫贪");
    REQUIRE(shelf.put(id, {"防骗", "夏季"}).status == 200);
    REQUIRE(shelf.room.staff(Method::remove, "/api/v1/slogans/" + id, "", "\"1\"").status == 204);
    REQUIRE(shelf.room.staff(Method::post, "/api/v1/trash/" + id + "/restore").status == 204);
    CHECK(shelf.all().size() == 1);
    REQUIRE(shelf.room.staff(Method::remove, "/api/v1/slogans/" + id, "", "\"1\"").status == 204);
    REQUIRE(shelf.room.staff(Method::remove, "/api/v1/trash/" + id).status == 204);
    CHECK(shelf.all().empty());
}
