// Programs made of assets and playlists of the library.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "common/uuid.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

struct Library {
    ControlRoom room;
    std::string slogan = room.make(
        "/api/v1/slogans",
        Json{{"unit_id", room.root.value}, {"name", "心莫贪"}, {"text", "心莫贪"}}.dump());
    std::string poster = add_asset("海报", MediaKind::picture, "image/png");
    std::string film = add_asset("短片", MediaKind::video, "video/mp4", Milliseconds{59'600});
    std::string song = add_asset("录音", MediaKind::audio, "audio/mp4", Milliseconds{9'000});
    std::string queued = queue_asset("排队");

    std::string queue_asset(const std::string& name) {
        AssetRecord row;
        row.id = make_id<AssetId>(room.clock.wall(), room.randomness);
        row.head = {
            .unit = room.root, .created_at = room.clock.wall(), .changed_at = room.clock.wall()};
        row.name = row.file_name = name;
        row.original = {Sha256{}, 100};
        REQUIRE(room.database->write([&](Change& change) { return change.media.add_asset(row); }));
        return row.id.value;
    }

    std::string add_asset(const std::string& name, MediaKind kind, const std::string& media_type,
                          Milliseconds duration = Milliseconds{0}) {
        const AssetId id{queue_asset(name)};
        MadeRendition made{.kind = kind};
        made.rendition.asset.sha256.bytes[0] = static_cast<std::uint8_t>(name.size());
        made.rendition.asset.size_bytes = 4'000;
        made.rendition.asset.media_type = media_type;
        made.rendition.size = {1920, 1080};
        made.rendition.duration = duration;
        const Instant now = room.clock.wall();
        REQUIRE(room.database->write([&](Change& change) {
            return change.media.begin_processing(id, now).and_then(
                [&] { return change.media.set_ready(id, made, now); });
        }));
        return id.value;
    }

    // A canvas with one zone above and one below.
    Json program_body(const Json& above, const Json& below) const {
        const Json top = {{"name", "above"}, {"rect", rect(0, 960)}};
        const Json bottom = {{"name", "below"}, {"rect", rect(960, 120)}};
        Json zones = Json::array({top, bottom});
        zones[0].update(above);
        zones[1].update(below);
        return {{"unit_id", room.root.value},
                {"name", "p"},
                {"layout", {{"canvas", {{"width", 1920}, {"height", 1080}}}, {"zones", zones}}}};
    }

    static Json rect(int y, int height) {
        return {{"x", 0}, {"y", y}, {"width", 1920}, {"height", height}};
    }

    Json items(std::initializer_list<Json> list) const { return {{"items", Json(list)}}; }
    Json the_slogan() const { return items({{{"slogan_id", slogan}}}); }

    Response post(const Json& program) {
        return room.staff(Method::post, "/api/v1/programs", program.dump());
    }

    std::string make_playlist(const Json& list, const UnitId& unit) {
        Json body = {{"unit_id", unit.value}, {"name", "l"}};
        body.update(list);
        return room.make("/api/v1/playlists", body.dump());
    }

    Layout layout_of(const std::string& program) {
        return room.database
            ->read(
                [&](const View& view) { return view.content.latest_revision(ProgramId{program}); })
            .and_then([](const ProgramRevision& row) { return wire::read_program(row.payload); })
            .value()
            .layout;
    }
};

// Does something when it is first asked: a program being composed asks for the id of an item after
// it has read the playlists before it.
class Meanwhile final : public Randomness {
public:
    Meanwhile(Randomness& source, std::function<void()> act)
        : source_(source), act_(std::move(act)) {}

    void fill(std::span<std::uint8_t> bytes) override {
        if (const auto act = std::exchange(act_, nullptr)) {
            act();
        }
        source_.fill(bytes);
    }

private:
    Randomness& source_;
    std::function<void()> act_;
};

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

} // namespace

TEST_CASE("a poster and a film of the library become items with the digests of their renditions") {
    Library library;
    const Response made = library.post(
        library.program_body(library.items({{{"asset_id", library.poster}, {"fit", "cover"}},
                                            {{"asset_id", library.film}, {"volume_percent", 40}},
                                            {{"asset_id", library.film}, {"duration_ms", 5'000}}}),
                             library.the_slogan()));
    REQUIRE(made.status == 201);
    const Json program = body_of(made);
    CHECK(program["origins"].size() == 4);
    const auto items = library.layout_of(program["id"]).zones[0].playlist.items;
    const auto& poster = std::get<Poster>(items[0].content);
    CHECK(poster.asset.media_type == "image/png");
    CHECK(poster.asset.size_bytes == 4'000);
    CHECK(poster.fit == Fit::cover);
    CHECK(items[0].name == "海报");
    CHECK(items[0].duration == Milliseconds{10'000});
    CHECK(std::get<Video>(items[1].content).volume_percent == 40);
    CHECK(items[1].duration == Milliseconds{59'600});
    CHECK(items[2].duration == Milliseconds{5'000});
    CHECK(program["cycle_ms"] == 74'600);
}

TEST_CASE(
    "the validity of an item goes into the program, from a list of its own and by a playlist") {
    Library library;
    const Json for_a_while = library.items({{{"asset_id", library.poster},
                                             {"not_before", "2027-01-20T00:00:00Z"},
                                             {"not_after", "2027-02-21T16:00:00Z"}}});
    const std::string playlist = library.make_playlist(for_a_while, library.room.root);
    const Response made =
        library.post(library.program_body(for_a_while, {{"playlist_id", playlist}}));
    REQUIRE(made.status == 201);
    for (const Zone& zone : library.layout_of(body_of(made)["id"]).zones) {
        const PlaylistItem& item = zone.playlist.items.at(0);
        CHECK(item.not_before == *instant_from_rfc3339("2027-01-20T00:00:00Z"));
        CHECK(item.not_after == *instant_from_rfc3339("2027-02-21T16:00:00Z"));
    }
    const Response shown = library.room.staff(Method::get, "/api/v1/playlists/" + playlist, {});
    CHECK(body_of(shown)["items"][0]["not_before"] == "2027-01-20T00:00:00Z");
}

TEST_CASE("a sound takes its own length, and that of the chime before it") {
    Library library;
    const Response made = library.post(
        library.program_body(library.items({{{"asset_id", library.song}, {"volume_percent", 70}},
                                            {{"asset_id", library.song}, {"chime", true}}}),
                             library.the_slogan()));
    REQUIRE(made.status == 201);
    const auto items = library.layout_of(body_of(made)["id"]).zones[0].playlist.items;
    CHECK(std::get<Audio>(items[0].content).volume_percent == 70);
    CHECK_FALSE(std::get<Audio>(items[0].content).chime);
    CHECK(items[0].duration == Milliseconds{9'000});
    CHECK(std::get<Audio>(items[1].content).chime);
    CHECK(items[1].duration == Milliseconds{9'000} + chime_length);
}

TEST_CASE("a comic becomes a poster for each of its pages") {
    Library library;
    const std::string second = library.add_asset("第二页", MediaKind::picture, "image/jpeg");
    const Json comic = {{"name", "反诈连环画"},
                        {"comic",
                         {{"pages", {library.poster, second, library.poster}},
                          {"page_ms", 4'000},
                          {"fit", "cover"},
                          {"motion", "zoom_in"}}},
                        {"transition", {{"kind", "crossfade"}, {"duration_ms", 600}}},
                        {"not_after", "2027-02-21T16:00:00Z"}};
    const std::string playlist = library.make_playlist(library.items({comic}), library.room.root);
    const Response made =
        library.post(library.program_body(library.items({comic}), {{"playlist_id", playlist}}));
    REQUIRE(made.status == 201);
    const Json program = body_of(made);
    CHECK(program["cycle_ms"] == 12'000);
    CHECK(program["origins"].size() == 6);
    for (const Zone& zone : library.layout_of(program["id"]).zones) {
        const auto& items = zone.playlist.items;
        REQUIRE(items.size() == 3);
        CHECK(items[0].name == "反诈连环画 1/3");
        CHECK(items[2].name == "反诈连环画 3/3");
        CHECK(items[0].id != items[2].id);
        CHECK(std::get<Poster>(items[1].content).asset.media_type == "image/jpeg");
        for (const PlaylistItem& item : items) {
            CHECK(item.duration == Milliseconds{4'000});
            CHECK(item.transition == Transition{TransitionKind::crossfade, Milliseconds{600}});
            CHECK(item.not_after == *instant_from_rfc3339("2027-02-21T16:00:00Z"));
            CHECK(std::get<Poster>(item.content).fit == Fit::cover);
            CHECK(std::get<Poster>(item.content).motion == PosterMotion::zoom_in);
        }
    }
    const std::string path = "/api/v1/assets/" + second;
    const auto version = body_of(library.room.staff(Method::get, path))["version"].get<int>();
    const Response refused =
        library.room.staff(Method::remove, path, "", "\"" + std::to_string(version) + "\"");
    CHECK(refused.status == 409); // a page is in use
}

TEST_CASE("a comic without a name is called by its pages") {
    Library library;
    const Response made = library.post(library.program_body(
        library.items({{{"comic", {{"pages", {library.poster}}}}}}), library.the_slogan()));
    REQUIRE(made.status == 201);
    const auto items = library.layout_of(body_of(made)["id"]).zones[0].playlist.items;
    CHECK(items.at(0).name == "海报 1/1");
    CHECK(items.at(0).duration == Milliseconds{5'000});
}

TEST_CASE("the pages of comics count among the items of a list, and are pictures") {
    Library library;
    const auto refusal = [&](const Json& list) {
        const Response refused =
            library.post(library.program_body({{"items", list}}, library.the_slogan()));
        CHECK(refused.status >= 400);
        return body_of(refused);
    };
    const Json pages(limits::comic_pages_max, library.poster);
    const Json comic = {{"comic", {{"pages", pages}}}};
    const Json slogan = {{"slogan_id", library.slogan}};
    const Json refused = refusal({comic, slogan, comic});
    CHECK(refused["code"] == "too_large");
    CHECK(refused["where"] == "/layout/zones/0/playlist/items/2/comic");
    CHECK(refused["params"]["value"] == "1001");
    CHECK(
        library.post(library.program_body({{"items", {comic, comic}}}, library.the_slogan())).status
        == 201);
    const Json film = refusal(Json::array({{{"comic", {{"pages", {library.film}}}}}}));
    CHECK(film["code"] == "unsupported_media");
    CHECK(film["where"] == "/layout/zones/0/playlist/items/0/comic/pages/0");
}

TEST_CASE("what players draw is an item's own content, and zones let through") {
    Library library;
    const Json clock = {{"content", {{"kind", "clock"}, {"time", "seconds"}}}};
    const Json code = {{"content", {{"kind", "qr"}, {"text", "https://police.example"}}}};
    Json above = library.items({clock, code});
    above["opacity_percent"] = 80;
    const Response made = library.post(library.program_body(above, library.the_slogan()));
    REQUIRE(made.status == 201);
    const Zone zone = library.layout_of(body_of(made)["id"]).zones[0];
    CHECK(std::get<ClockFace>(zone.playlist.items[0].content).time == ClockTime::seconds);
    CHECK(zone.opacity_percent == 80);

    Json crowded = library.program_body(library.items({code}), library.the_slogan());
    crowded["layout"]["zones"][0]["rect"]["width"] = 32;
    const Response refused = library.post(crowded);
    CHECK(refused.status == 422);
    CHECK(body_of(refused)["where"] == "/layout/zones/0/playlist/items/0/content/text");
    CHECK(body_of(refused)["detail"].get<std::string>().find("33 × 33") != std::string::npos);
}

TEST_CASE("an item is refused at its place when it cannot be shown") {
    Library library;
    const auto refusal = [&](const Json& item) {
        const Response refused =
            library.post(library.program_body(library.items({item}), library.the_slogan()));
        CHECK(refused.status >= 400);
        return body_of(refused);
    };
    const Json waiting = refusal({{"asset_id", library.queued}});
    CHECK(waiting["code"] == "wrong_state");
    CHECK(waiting["params"]["state"] == "queued");
    CHECK(waiting["where"] == "/layout/zones/0/playlist/items/0/asset_id");
    CHECK(refusal({{"asset_id", library.slogan}})["code"] == "invalid_reference");
    CHECK(refusal({{"asset_id", library.poster}, {"slogan_id", library.slogan}})["code"]
          == "conflict");
    CHECK(refusal({{"duration_ms", 1'000}})["code"] == "missing_member");
    CHECK(refusal({{"slogan_id", library.slogan}, {"fit", "cover"}})["code"] == "unknown_member");
    const Json foreign_bytes = {
        {"content",
         {{"kind", "poster"},
          {"asset",
           {{"sha256", std::string(64, 'a')}, {"size_bytes", 9}, {"media_type", "image/png"}}}}}};
    CHECK(refusal(foreign_bytes)["code"] == "invalid_reference");
}

TEST_CASE("a zone out of the canvas or without a list is refused at its place") {
    Library library;
    Json program = library.program_body(library.the_slogan(), library.the_slogan());
    program["layout"]["zones"][1]["rect"]["y"] = 961;
    const Json outside = body_of(library.post(program));
    CHECK(outside["code"] == "out_of_range");
    CHECK(outside["where"].get<std::string>().starts_with("/layout/zones/1/rect"));
    const Json none =
        body_of(library.post(library.program_body(library.the_slogan(), Json::object())));
    CHECK(none["code"] == "missing_member");
    CHECK(none["where"] == "/layout/zones/1");
    program = library.program_body(library.the_slogan(), library.the_slogan());
    program["layout"]["zones"][1]["name"] = "above";
    CHECK(body_of(library.post(program))["code"] == "already_exists");
}

TEST_CASE("what programs and playlists show cannot leave the library") {
    Library library;
    const auto remove = [&](const std::string& path) {
        const Response shown = library.room.staff(Method::get, path);
        const auto etag = shown.headers.find("ETag");
        return library.room.staff(Method::remove, path, "", std::string(etag.value_or(""))).status;
    };
    const std::string poster = "/api/v1/assets/" + library.poster;
    const std::string film = "/api/v1/assets/" + library.film;
    const std::string list =
        "/api/v1/playlists/"
        + library.make_playlist(library.items({{{"asset_id", library.poster}}}), library.room.root);
    const Json program = body_of(
        library.post(library.program_body(library.items({{{"asset_id", library.film}}}),
                                          {{"playlist_id", list.substr(list.rfind('/') + 1)}})));
    CHECK(remove(poster) == 409);
    CHECK(remove(film) == 409);
    CHECK(remove(list) == 409);

    const std::string shown = "/api/v1/programs/" + program["id"].get<std::string>();
    const Json slogans = library.program_body(library.the_slogan(), library.the_slogan());
    REQUIRE(library.room.staff(Method::put, shown, slogans.dump(), "\"1\"").status == 200);
    CHECK(remove(film) == 204);
    CHECK(remove(poster) == 409); // the playlist has it
    CHECK(remove(list) == 204);
    CHECK(remove(poster) == 204);
}

TEST_CASE("a zone plays a copy of a playlist, and a changed playlist revises its programs") {
    Library library;
    const std::string playlist = library.make_playlist(
        library.items({{{"asset_id", library.poster}}, {{"slogan_id", library.slogan}}}),
        library.room.root);
    const Json twice = {{"playlist_id", playlist}};
    const Json program = body_of(library.post(library.program_body(twice, twice)));
    REQUIRE(program["playlists"].size() == 2);
    CHECK(program["playlists"][1]["zone"] == "below");
    const std::string id = program["id"];
    const Layout first = library.layout_of(id);
    CHECK(first.zones[0].playlist.items.size() == 2);
    CHECK(first.zones[0].playlist.items[0].id != first.zones[1].playlist.items[0].id);
    REQUIRE(
        library.room.staff(Method::post, "/api/v1/programs/" + id + "/submit", "", "\"1\"").status
        == 200);

    const std::string path = "/api/v1/playlists/" + playlist;
    Json body = body_of(library.room.staff(Method::get, path));
    for (const char* member : {"id", "version", "created_at", "changed_at"}) {
        body.erase(member);
    }
    body["items"].push_back({{"asset_id", library.film}});
    const Response changed = library.room.staff(Method::put, path, body.dump(), "\"1\"");
    REQUIRE(changed.status == 200);
    CHECK(body_of(changed)["version"] == 2);
    const Json after = body_of(library.room.staff(Method::get, "/api/v1/programs/" + id));
    CHECK(after["revision"] == 2);
    CHECK(after["state"] == "approved");
    CHECK(after["origins"].size() == 6);
    const Layout second = library.layout_of(id);
    CHECK(second.zones[0].playlist.items.size() == 3);
    CHECK(second.zones[0].playlist.items[0] == first.zones[0].playlist.items[0]);

    // The words within it follow too.
    const std::string words =
        Json{{"unit_id", library.room.root.value}, {"name", "s"}, {"text", "新词"}}.dump();
    REQUIRE(
        library.room.staff(Method::put, "/api/v1/slogans/" + library.slogan, words, "\"1\"").status
        == 200);
    const Layout third = library.layout_of(id);
    CHECK(std::get<Slogan>(third.zones[1].playlist.items[1].content).text == "新词");
}

TEST_CASE("a program whose playlist changed while it was being written is not stored") {
    Library library;
    ControlRoom& room = library.room;
    const std::string playlist =
        library.make_playlist(library.items({{{"asset_id", library.poster}}}), room.root);
    const ProgramDraft draft{
        .unit = room.root,
        .name = "p",
        .layout = {
            .canvas = {640, 64},
            .zones = {{"copy", {0, 0, 640, 32}, PlaylistReference{playlist}},
                      {"own",
                       {0, 32, 640, 32},
                       std::vector<DraftItem>{{.shows = SloganReference{library.slogan}}}}}}};
    const ProgramAndRevision made = room.rooms().programs.create(draft, {}).value();
    Meanwhile meanwhile(room.randomness, [&] {
        REQUIRE(room.database->write([&](Change& change) {
            return change.content.playlist(PlaylistId{playlist})
                .and_then(
                    [&](const PlaylistRecord& row) { return change.content.change_playlist(row); });
        }));
    });
    Programs programs(*room.database, *room.rooms().blobs, room.rooms().trust, room.requests,
                      room.clock, meanwhile);
    const auto revise = [&] { return programs.revise(made.record.id, 1, draft, {}); };
    CHECK(revise().error().code == ErrorCode::conflict);
    CHECK(revise());
}

TEST_CASE("a list of programs says their latest revision and its state") {
    Library library;
    const std::string id = body_of(library.post(library.program_body(
        library.the_slogan(), library.items({{{"asset_id", library.film}}}))))["id"];
    const Json row = body_of(library.room.staff(Method::get, "/api/v1/programs"))["items"][0];
    CHECK(row["id"] == id);
    CHECK(row["revision"] == 1);
    CHECK(row["state"] == "draft");
    CHECK(row["cycle_ms"] == 59'600);
}

TEST_CASE("assets and playlists are shared down the tree, never up or sideways") {
    Library library;
    const UnitId own{library.room.make(
        "/api/v1/units",
        Json{{"parent_id", library.room.root.value}, {"name", "own"}, {"kind", "county"}}.dump())};
    const std::string below =
        library.make_playlist(library.items({{{"asset_id", library.poster}}}), own);
    const std::string above =
        library.make_playlist(library.items({{{"asset_id", library.poster}}}), library.room.root);
    const auto status_of = [&](const UnitId& unit, const std::string& playlist) {
        Json body = library.program_body({{"playlist_id", playlist}}, library.the_slogan());
        body["unit_id"] = unit.value;
        return library.post(body).status;
    };
    CHECK(status_of(own, above) == 201);
    CHECK(status_of(own, below) == 201);
    CHECK(status_of(library.room.root, below) == 422);
    for (int r = 0; r <= static_cast<int>(Role::audit_administrator); ++r) {
        const Role role = static_cast<Role>(r);
        const std::string token = library.room.token_with(role, own);
        INFO(to_slug(role));
        const auto read = [&](const std::string& playlist) {
            return library.room.staff_as(token, Method::get, "/api/v1/playlists/" + playlist)
                .status;
        };
        CHECK(read(below) == (allows(role, Action::read_content) ? 200 : 403));
        CHECK(read(above) == read(below)); // what is used below is read there
        CHECK(
            library.room.staff_as(token, Method::remove, "/api/v1/playlists/" + above, "", "\"1\"")
                .status
            == 403);
    }
}
