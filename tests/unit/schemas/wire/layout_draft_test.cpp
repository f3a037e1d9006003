// Layouts as staff write them.
#include <catch2/catch.hpp>

#include "schemas/wire/layout_draft.hpp"

using namespace marquee;

namespace {

Result<LayoutDraft> read(const std::string& zone, const wire::DraftMembers& members) {
    const std::string text = R"({"canvas":{"width":640,"height":64},"zones":[)" + zone + "]}";
    return wire::read_object(text, wire::staff_body, [&](const wire::Object& in) {
        return wire::read_layout_draft(in, members);
    });
}

std::string zone(const std::string& plays) {
    return R"({"name":"all","rect":{"x":0,"y":0,"width":640,"height":64})" + plays + "}";
}

const std::string two_items =
    R"([{"slogan":"心莫贪"},{"asset":"短片","fit":"cover","duration_ms":4000,)"
    R"("not_before":"2027-01-20T00:00:00Z","not_after":"2027-02-21T16:00:00Z"}])";

} // namespace

TEST_CASE("a zone of a draft is written as a list, as program/1.0 writes it, or by name") {
    const auto bare = read(zone(R"(,"items":)" + two_items), wire::by_name);
    REQUIRE(bare);
    const auto& items = std::get<std::vector<DraftItem>>(bare->zones[0].plays);
    CHECK(std::get<SloganReference>(items[0].shows).slogan == "心莫贪");
    CHECK_FALSE(items[0].duration);
    CHECK(std::get<AssetReference>(items[1].shows).fit == Fit::cover);
    CHECK(items[1].duration == Milliseconds{4'000});
    CHECK_FALSE(std::get<AssetReference>(items[1].shows).chime);
    CHECK_FALSE(items[0].not_before);
    CHECK(items[1].not_before == *instant_from_rfc3339("2027-01-20T00:00:00Z"));
    CHECK(items[1].not_after == *instant_from_rfc3339("2027-02-21T16:00:00Z"));
    CHECK(read(zone(R"(,"playlist":{"items":)" + two_items + "}"), wire::by_name) == bare);
    const auto named = read(zone(R"(,"playlist":"早间")"), wire::by_name);
    REQUIRE(named);
    CHECK(std::get<PlaylistReference>(named->zones[0].plays).playlist == "早间");
    CHECK(read(zone(R"(,"playlist_id":"早间")"), wire::by_id)->zones == named->zones);
}

TEST_CASE("a draft that says two things at once, or nothing, is refused at its place") {
    const auto where = [](const Result<LayoutDraft>& draft) { return draft.error().where; };
    CHECK(where(read(zone(""), wire::by_id)) == "/zones/0");
    CHECK(where(read(zone(R"(,"playlist_id":"p","items":[{"slogan_id":"s"}])"), wire::by_id))
          == "/zones/0");
    CHECK(where(read(zone(R"(,"items":[{"slogan_id":"s"},{"name":"n"}])"), wire::by_id))
          == "/zones/0/items/1");
    CHECK(where(read(zone(R"(,"items":[{"slogan_id":"s","asset_id":"a"}])"), wire::by_id))
          == "/zones/0/items/0");
    CHECK(where(read(zone(R"(,"items":[{"asset_id":"a","volume_percent":101}])"), wire::by_id))
          == "/zones/0/items/0/volume_percent");
    CHECK(where(read(zone(R"(,"items":[{"asset_id":"a","not_before":"2027-02-01T00:00:00Z",)"
                          R"("not_after":"2027-01-31T00:00:00Z"}])"),
                     wire::by_id))
          == "/zones/0/items/0/not_after");
    CHECK(where(read(zone(R"(,"items":[{"slogan":"s"}])"), wire::by_id)) == "/zones/0/items/0");
}

TEST_CASE("a draft survives being written and read") {
    const auto draft = read(zone(R"(,"items":)" + two_items) + ","
                                + R"({"name":"b","rect":{"x":0,"y":0,"width":9,"height":9},)"
                                + R"("playlist":"早间"})",
                            wire::by_name);
    REQUIRE(draft);
    const std::string text = wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_layout_draft(out, *draft, wire::by_name); });
    CHECK(wire::read_object(
              text, wire::staff_body,
              [](const wire::Object& in) { return wire::read_layout_draft(in, wire::by_name); })
          == draft);
}

TEST_CASE("a comic, a motion and an opacity survive being written and read") {
    const std::string comic =
        R"([{"name":"连环画","comic":{"pages":["一","二"],"page_ms":3000,"fit":"cover",)"
        R"("motion":"zoom_in"},"transition":{"kind":"crossfade","duration_ms":600}},)"
        R"({"asset":"海报","motion":"pan","transition":)"
        R"({"kind":"slide","duration_ms":0,"direction":"up"}}],"opacity_percent":40)";
    const auto draft = read(zone(R"(,"items":)" + comic), wire::by_name);
    REQUIRE(draft);
    CHECK(draft->zones[0].opacity_percent == 40);
    const auto& items = std::get<std::vector<DraftItem>>(draft->zones[0].plays);
    CHECK(std::get<ComicReference>(items[0].shows)
          == ComicReference{
              {"一", "二"}, Milliseconds{3'000}, Fit::cover, {}, PosterMotion::zoom_in});
    CHECK(std::get<AssetReference>(items[1].shows).motion == PosterMotion::pan);
    CHECK(items[1].transition.direction == Direction::up);
    const std::string text = wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_layout_draft(out, *draft, wire::by_name); });
    CHECK(wire::read_object(
              text, wire::staff_body,
              [](const wire::Object& in) { return wire::read_layout_draft(in, wire::by_name); })
          == draft);
}

TEST_CASE("a comic says its pages and no length of its own") {
    const auto refusal = [](const std::string& item) {
        const auto draft = read(zone(R"(,"items":[)" + item + "]"), wire::by_id);
        return draft ? std::string("read")
                     : std::string(error_slug(draft.error().code)) + " " + draft.error().where;
    };
    const std::string at = "/zones/0/items/0";
    CHECK(refusal(R"({"comic":{"pages":["a"]}})") == "read");
    CHECK(refusal(R"({"comic":{"pages":[]}})") == "out_of_range " + at + "/comic/pages");
    CHECK(refusal(R"({"comic":{}})") == "missing_member " + at + "/comic/pages");
    CHECK(refusal(R"({"comic":{"pages":["a"],"page_ms":99}})")
          == "out_of_range " + at + "/comic/page_ms");
    CHECK(refusal(R"({"comic":{"pages":["a"]},"duration_ms":9000})")
          == "conflict " + at + "/duration_ms");
    CHECK(refusal(R"({"comic":{"pages":["a"]},"asset_id":"b"})") == "conflict " + at);
    CHECK(refusal(R"({"comic":{"pages":["a"],"page_ms":800},)"
                  R"("transition":{"kind":"wipe","duration_ms":801}})")
          == "out_of_range " + at + "/transition");
    CHECK(refusal(R"({"comic":{"pages":["a"],"pages_ms":800}})")
          == "unknown_member " + at + "/comic/pages_ms");
}
