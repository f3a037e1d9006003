// Finding by a piece of a name.
#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const Scope everywhere{{sample::city}};

std::vector<std::string> names(Database& database, FoundKind kind, const std::string& piece,
                               const Scope& scope = everywhere, std::size_t limit = 8) {
    const auto found = database.read(
        [&](const View& view) { return view.search.find(kind, piece, scope, limit); });
    REQUIRE(found);
    std::vector<std::string> all;
    for (const Found& each : *found) {
        CHECK(each.kind == kind);
        all.push_back(each.name);
    }
    return all;
}

void add_slogan(Database& database, int number, const std::string& name,
                const UnitId& unit = sample::city) {
    SloganRecord row = sample::slogan(number, unit);
    row.name = name;
    row.slogan.text = "x" + std::to_string(number);
    REQUIRE(database.write([&](Change& change) { return change.content.add_slogan(row); }));
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("one Chinese character finds what has it anywhere, what begins with it first") {
    auto database = city_database();
    CHECK(names(**database, FoundKind::unit, "县") == Names{"北县", "南县"});
    add_slogan(**database, 10, "谨防诈骗");
    add_slogan(**database, 11, "诈骗电话不要接");
    add_slogan(**database, 12, "反诈");
    CHECK(names(**database, FoundKind::slogan, "诈")
          == Names{"诈骗电话不要接", "反诈", "谨防诈骗"});
    CHECK(names(**database, FoundKind::slogan, "诈", everywhere, 2).size() == 2);
    CHECK(names(**database, FoundKind::slogan, "酒").empty());
    add_slogan(**database, 13, "Ａ区 École");
    CHECK(names(**database, FoundKind::slogan, "Ａ区 É") == Names{"Ａ区 École"});
}

TEST_CASE("a slogan is found by its words, a unit says where it lies") {
    auto database = city_database();
    add_slogan(**database, 10, "第一条");
    const auto found = (**database).read([](const View& view) {
        return view.search.find(FoundKind::slogan, "X10", everywhere, 8);
    });
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front()
          == Found{FoundKind::slogan, sample::uuid(10), "第一条", sample::city, "光明市", "x10"});
    const auto unit = (**database).read([](const View& view) {
        return view.search.find(FoundKind::unit, "集市", everywhere, 8);
    });
    REQUIRE(unit);
    CHECK(unit->front().place == "北县");
}

TEST_CASE("wildcards, quotes and backslashes are letters like others") {
    auto database = city_database();
    const Names odd{"100% sure",   "a_b",   "o'clock",
                    "back\\slash", "stop!", "semi; DROP TABLE units"};
    for (std::size_t i = 0; i < odd.size(); ++i) {
        add_slogan(**database, 10 + static_cast<int>(i), odd[i]);
    }
    CHECK(names(**database, FoundKind::slogan, "%") == Names{"100% sure"});
    CHECK(names(**database, FoundKind::slogan, "_") == Names{"a_b"});
    CHECK(names(**database, FoundKind::slogan, "'") == Names{"o'clock"});
    CHECK(names(**database, FoundKind::slogan, "\\") == Names{"back\\slash"});
    CHECK(names(**database, FoundKind::slogan, "!") == Names{"stop!"});
    CHECK(names(**database, FoundKind::slogan, "; DROP TABLE") == Names{odd.back()});
    CHECK(names(**database, FoundKind::slogan, "A_B") == Names{"a_b"});
    CHECK(names(**database, FoundKind::slogan, "$1").empty());
}

TEST_CASE("only what lies in the scope is found") {
    auto database = city_database();
    add_slogan(**database, 10, "city word");
    add_slogan(**database, 11, "south word", sample::south);
    add_slogan(**database, 12, "market word", sample::market);
    const auto found = [&](const std::vector<UnitId>& units) {
        return names(**database, FoundKind::slogan, "word", Scope{units});
    };
    CHECK(found({sample::city}).size() == 3);
    CHECK(found({sample::north}) == Names{"market word"});
    CHECK(found({sample::south, sample::market}) == Names{"south word", "market word"});
    CHECK(found({}).empty());
}

TEST_CASE("every kind is asked of its own table") {
    auto database = city_database();
    AssetRecord poster = sample::asset(70, sample::city);
    poster.name = "word of a poster";
    poster.file_name = "scan.jpg";
    poster.kind = MediaKind::picture;
    AssetRecord font = sample::asset(71, sample::city);
    font.name = "word of a font";
    font.kind = MediaKind::font;
    PlaylistRecord playlist;
    playlist.id = PlaylistId{sample::uuid(80)};
    playlist.head = sample::owned_by(sample::city);
    playlist.name = "word of a playlist";
    DisplayGroup group;
    group.id = GroupId{sample::uuid(81)};
    group.head = sample::owned_by(sample::city);
    group.name = "word of a group";
    REQUIRE((**database).write([&](Change& change) -> Status {
        return change.fleet.add_player(sample::player(20))
            .and_then([&] { return change.fleet.add_display(sample::display(30, 20)); })
            .and_then([&] { return change.content.add_program(sample::program(40)); })
            .and_then([&] { return change.content.add_schedule(sample::schedule(50, 40)); })
            .and_then([&] { return change.media.add_asset(poster); })
            .and_then([&] { return change.media.add_asset(font); })
            .and_then([&] { return change.content.add_playlist(playlist); })
            .and_then([&] { return change.groups.add_group(group); })
            .and_then([&] { return change.access.add_account(sample::account(60, "person")); });
    }));
    for (const FoundKind kind : {FoundKind::display, FoundKind::group, FoundKind::asset,
                                 FoundKind::playlist, FoundKind::program, FoundKind::schedule}) {
        CHECK(names(**database, kind, "no such name").empty());
    }
    CHECK(names(**database, FoundKind::asset, "WORD") == Names{poster.name});
    CHECK(names(**database, FoundKind::asset, "scan.") == Names{poster.name});
    CHECK(names(**database, FoundKind::playlist, "word") == Names{playlist.name});
    CHECK(names(**database, FoundKind::group, "word") == Names{group.name});
    CHECK(names(**database, FoundKind::account, "ERSO") == Names{"person"});
    const Display display = sample::display(30, 20);
    CHECK(names(**database, FoundKind::display, display.name)
          == Names{display.title.empty() ? display.name : display.title});
    CHECK(names(**database, FoundKind::program, sample::program(40).name)
          == Names{sample::program(40).name});
    CHECK(names(**database, FoundKind::schedule, sample::schedule(50, 40).schedule.name)
          == Names{sample::schedule(50, 40).schedule.name});
}
