// How slogans look and move, kept by the library and carried into programs; fonts of the library.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/wire/program.hpp"
#include "tests/fakes/control_room.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string slogans = "/api/v1/slogans";

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

Json styled_slogan(const UnitId& unit) {
    return {
        {"unit_id", unit.value},
        {"name", "s"},
        {"text", "文明出行"},
        {"style",
         {{"motion", "pages"},
          {"letters",
           {{"writing", "vertical"},
            {"outline", {{"width_pixels", 2}, {"colour", "#000080"}}},
            {"colours", {{{"from", 0}, {"until", 2}, {"colour", "#00ff00"}}}}}},
          {"movement", {{"speed", "fast"}, {"enter", {{"kind", "fade"}, {"duration_ms", 400}}}}}}},
        {"translation", {{"text", "Travel politely"}, {"language", "en"}}},
        {"variables", true}};
}

Json font_member(int digest) {
    return {{"sha256", to_hex(sample::digest(digest))},
            {"size_bytes", 4'096},
            {"media_type", "font/otf"}};
}

// A font that is ready, in the library of `unit`.
void stock_font(ControlRoom& room, int number, const UnitId& unit) {
    const AssetRecord asset = sample::asset(number, unit);
    MadeRendition made;
    made.rendition.asset = {sample::digest(number), 4'096, "font/otf"};
    REQUIRE(room.database->write([&](Change& change) -> Status {
        return change.media.add_asset(asset)
            .and_then([&] { return change.media.begin_processing(asset.id, room.clock.wall()); })
            .and_then([&] { return change.media.set_ready(asset.id, made, room.clock.wall()); });
    }));
}

} // namespace

TEST_CASE("a slogan keeps its looks, its course and its second language") {
    ControlRoom room;
    const Json body = styled_slogan(room.root);
    const std::string id = room.make(slogans, body.dump());
    const Json kept = body_of(room.staff(Method::get, slogans + "/" + id));
    CHECK(kept["translation"] == body["translation"]);
    CHECK(kept["variables"] == true);
    CHECK(kept["style"]["letters"]["writing"] == "vertical");
    CHECK(kept["style"]["letters"]["colours"] == body["style"]["letters"]["colours"]);
    CHECK(kept["style"]["movement"]["speed"] == "fast");
    CHECK(kept["style"]["movement"]["enter"]["kind"] == "fade");

    const Json item{{"slogan_id", id}, {"duration_ms", 10'000}};
    const Json program{{"unit_id", room.root.value},
                       {"name", "p"},
                       {"layout",
                        {{"canvas", {{"width", 96}, {"height", 16}}},
                         {"zones",
                          {{{"name", "all"},
                            {"rect", {{"x", 0}, {"y", 0}, {"width", 96}, {"height", 16}}},
                            {"items", {item}}}}}}}};
    const std::string shown = room.make("/api/v1/programs", program.dump());
    Json changed = body;
    changed["style"]["letters"]["writing"] = "horizontal";
    changed.erase("translation");
    REQUIRE(room.staff(Method::put, slogans + "/" + id, changed.dump(), "\"1\"").status == 200);
    const auto revision = room.database->read(
        [&](const View& view) { return view.content.latest_revision(ProgramId{shown}); });
    REQUIRE(revision);
    const Program now = wire::read_program(revision->payload).value();
    const auto& words = std::get<Slogan>(now.layout.zones[0].playlist.items[0].content);
    CHECK(words.style.letters.writing == WritingMode::horizontal);
    CHECK(words.style.letters.outline.width_pixels == 2);
    CHECK_FALSE(words.translation);
    CHECK(words.variables);
}

TEST_CASE("a font is one of the library that the unit may use") {
    ControlRoom room;
    const std::string district =
        room.make("/api/v1/units",
                  Json{{"parent_id", room.root.value}, {"name", "区"}, {"kind", "county"}}.dump());
    stock_font(room, 40, room.root);
    stock_font(room, 41, UnitId{district});
    const auto answer = [&](const UnitId& unit, int digest) {
        Json body{{"unit_id", unit.value}, {"name", "s"}, {"text", "字"}};
        body["style"]["font_asset"] = font_member(digest);
        return room.staff(Method::post, slogans, body.dump());
    };
    const Response unknown = answer(room.root, 42);
    CHECK(unknown.status == 422);
    CHECK(body_of(unknown)["code"] == "invalid_reference");
    CHECK(body_of(unknown)["where"] == "/style/font_asset");
    CHECK_FALSE(body_of(unknown)["detail"].get<std::string>().empty());
    CHECK(answer(room.root, 40).status == 201);
    CHECK(answer(room.root, 41).status == 422); // of a unit below, which does not share upwards
    const Response shared = answer(UnitId{district}, 40);
    REQUIRE(shared.status == 201);
    Json body{{"unit_id", district}, {"name", "s"}, {"text", "字"}};
    body["style"]["font_asset"] = font_member(42);
    const std::string path = slogans + "/" + body_of(shared)["id"].get<std::string>();
    CHECK(room.staff(Method::put, path, body.dump(), "\"1\"").status == 422);
}
