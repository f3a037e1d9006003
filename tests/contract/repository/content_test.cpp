#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

Status add(DatabaseUnderTest& database, const SloganRecord& row) {
    return database->write([&](Change& change) { return change.content.add_slogan(row); });
}

Result<SloganRecord> stored(DatabaseUnderTest& database, const SloganId& id) {
    return database->read([&](const View& view) { return view.content.slogan(id); });
}

// Program 20 with one draft, player 30 with displays 31 (market) and 32 (south).
std::unique_ptr<DatabaseUnderTest> database_with_program() {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) -> Status {
        return change.content.add_program(sample::program(20))
            .and_then([&] { return change.content.add_revision(sample::revision(20, 1)); })
            .and_then([&] { return change.fleet.add_player(sample::player(30)); })
            .and_then([&] { return change.fleet.add_display(sample::display(31, 30)); })
            .and_then(
                [&] { return change.fleet.add_display(sample::display(32, 30, sample::south)); });
    }));
    return database;
}

} // namespace

TEST_CASE("a slogan is read as it was written") {
    auto database = city_database();
    const SloganRecord row = sample::slogan(10);
    REQUIRE(add(*database, row));
    REQUIRE(stored(*database, row.id));
    CHECK(*stored(*database, row.id) == row);
    CHECK(add(*database, row).error().code == ErrorCode::already_exists);
}

TEST_CASE("how a slogan looks and moves is read as it was written, and as it was changed") {
    auto database = city_database();
    SloganRecord row = sample::slogan(10);
    Letters& letters = row.slogan.style.letters;
    letters.writing = WritingMode::vertical;
    letters.weight = FontWeight::bold;
    letters.gradient_to = Colour{255, 0, 0, 255};
    letters.outline = {2, Colour{0, 0, 128, 255}};
    letters.colours = {{0, 2, Colour{0, 255, 0, 255}}, {4, 5, Colour{1, 2, 3, 4}}};
    row.slogan.style.movement.speed = ScrollSpeed::fast;
    row.slogan.style.movement.enter = {EffectKind::slide, Milliseconds{400}, Direction::up};
    row.slogan.style.movement.loops = 3;
    row.slogan.style.font_asset = AssetRef{sample::digest(7), 4'096, "font/otf"};
    row.slogan.translation = Translation{"Beware of strangers' calls"};
    row.slogan.variables = true;
    REQUIRE(add(*database, row));
    REQUIRE(stored(*database, row.id));
    CHECK(*stored(*database, row.id) == row);

    row.slogan = sample::slogan(10).slogan;
    row.head.changed_at += 1us;
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.change_slogan(row).map([](auto) {}); }));
    CHECK(stored(*database, row.id)->slogan == row.slogan);
}

TEST_CASE("a row of a unit that does not exist is refused") {
    auto database = city_database();
    const auto added = add(*database, sample::slogan(10, UnitId{sample::uuid(999)}));
    CHECK(added.error().code == ErrorCode::invalid_reference);
    CHECK(stored(*database, SloganId{sample::uuid(10)}).error().code == ErrorCode::not_found);
}

TEST_CASE("text that no database keeps is refused") {
    auto database = city_database();
    SloganRecord row = sample::slogan(10);
    row.slogan.text = std::string("a\0b", 3);
    CHECK(add(*database, row).error().code == ErrorCode::malformed);
    row.slogan.text = "'); DROP TABLE slogans; -- %s $1 ?1 🚓";
    CHECK(add(*database, row));
    CHECK(stored(*database, row.id)->slogan.text == row.slogan.text);
}

TEST_CASE("a change counts the version up and a stale version is a conflict") {
    auto database = city_database();
    SloganRecord row = sample::slogan(10);
    REQUIRE(add(*database, row));
    row.slogan.text = "心莫贪,擦亮眼,绷紧弦,防诈骗";
    row.head.changed_at += 1us;
    const auto change_it = [&] {
        return (*database)->write(
            [&](Change& change) { return change.content.change_slogan(row); });
    };
    CHECK(change_it() == Result<std::int64_t>(2));
    CHECK(change_it().error().code == ErrorCode::conflict);
    const auto read = stored(*database, row.id);
    REQUIRE(read);
    CHECK(read->slogan.text == row.slogan.text);
    CHECK(read->head.version == 2);
    CHECK(read->head.created_at == sample::now);
    CHECK(read->head.changed_at == sample::now + 1us);
    row.id = SloganId{sample::uuid(11)};
    CHECK(change_it().error().code == ErrorCode::not_found);
}

TEST_CASE("only the version that was read is removed") {
    auto database = city_database();
    REQUIRE(add(*database, sample::slogan(10)));
    const auto remove = [&](std::int64_t version) {
        return (*database)->write([&](Change& change) {
            return change.content.remove_slogan(SloganId{sample::uuid(10)}, version);
        });
    };
    CHECK(remove(2).error().code == ErrorCode::conflict);
    CHECK(remove(1));
    CHECK(remove(1).error().code == ErrorCode::not_found);
}

TEST_CASE("a list is paged in order of id and keeps to its scope") {
    auto database = city_database();
    for (int number = 19; number >= 10; --number) { // added backwards on purpose
        REQUIRE(
            add(*database, sample::slogan(number, number % 2 ? sample::market : sample::south)));
    }
    const auto list = [&](const Scope& scope, const Page& page) {
        return (*database)->read(
            [&](const View& view) { return view.content.slogans(scope, page); });
    };
    const Scope north{{sample::north}};
    const auto first = list(north, {"", 3});
    REQUIRE(first);
    REQUIRE(first->rows.size() == 3);
    CHECK(first->rows[0].id.value == sample::uuid(11));
    CHECK(first->rows[2].id.value == sample::uuid(15));
    CHECK(first->next == sample::uuid(15));
    const auto second = list(north, {first->next, 3});
    REQUIRE(second->rows.size() == 2);
    CHECK(second->rows[0].id.value == sample::uuid(17));
    CHECK(second->next.empty());
    CHECK(list({{sample::city}}, {})->rows.size() == 10);
    CHECK(list({{sample::market, sample::south}}, {})->rows.size() == 10);
    CHECK(list({{sample::market}}, {"", 5})->next.empty());
    CHECK(list({}, {})->rows.empty());
}

TEST_CASE("a program's latest and its approved revision are different things") {
    auto database = database_with_program();
    ProgramRevision approved = sample::revision(20, 1);
    approved.state = ProgramState::approved;
    approved.payload_sha256 = sample::digest(1);
    approved.envelope_sha256 = sample::digest(2);
    approved.envelope_size_bytes = 4'000'000'000;
    ProgramRevision draft = sample::revision(20, 2);
    draft.origins.slogans = {{ItemId{sample::uuid(50)}, SloganId{sample::uuid(51)}},
                             {ItemId{sample::uuid(40)}, SloganId{sample::uuid(52)}}};
    const auto find_approved = [&] {
        return (*database)->read(
            [&](const View& view) { return view.content.approved_revision(approved.program); });
    };
    CHECK(find_approved().error().code == ErrorCode::not_found);
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.content.change_revision(approved).and_then(
            [&](std::int64_t) { return change.content.add_revision(draft); });
    }));
    approved.head.version = 2;
    CHECK(*find_approved() == approved);
    CHECK(*(*database)->read([&](const View& view) {
        return view.content.latest_revision(approved.program);
    }) == draft);
    const auto showing = [&](int slogan) {
        return (*database)
            ->read([&](const View& view) {
                return view.content.programs_showing(SloganId{sample::uuid(slogan)});
            })
            ->size();
    };
    CHECK(showing(51) == 1);
    CHECK(showing(53) == 0);
}

TEST_CASE("a revision remembers the assets and playlists it was made from") {
    auto database = database_with_program();
    ProgramRevision row = sample::revision(20, 1);
    row.origins.assets = {{ItemId{sample::uuid(50)}, AssetId{sample::uuid(70)}}};
    row.origins.playlists = {{"上", PlaylistId{sample::uuid(80)}},
                             {"下", PlaylistId{sample::uuid(80)}}};
    REQUIRE(
        (*database)->write([&](Change& change) { return change.content.change_revision(row); }));
    const auto read = [&](const auto& ask) {
        return (*database)->read([&](const View& view) { return ask(view.content); }).value();
    };
    CHECK(read([&](const auto& content) { return content.latest_revision(row.program); }).origins
          == row.origins);
    const auto playing = [&](int playlist) {
        return read([&](const auto& content) {
                   return content.programs_playing(PlaylistId{sample::uuid(playlist)});
               })
            .size();
    };
    CHECK(playing(80) == 1);
    CHECK(playing(81) == 0);
    CHECK(read([&](const auto& content) { return content.latest_revisions({row.program}); })
          == std::vector<RevisionSummary>{
              {row.program, 1, ProgramState::draft, Milliseconds{10'000}}});

    // What only an old revision showed is free.
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.add_revision(sample::revision(20, 2)); }));
    CHECK(playing(80) == 0);
}

TEST_CASE("a playlist is read as it was written and keeps what it is made of") {
    auto database = city_database();
    const SloganRecord slogan = sample::slogan(10);
    const AssetRecord asset = sample::asset(11);
    PlaylistRecord row;
    row.id = PlaylistId{sample::uuid(12)};
    row.head = sample::owned_by(sample::city);
    row.name = "早间";
    row.items = {{.id = ItemId{sample::uuid(13)},
                  .transition = {TransitionKind::crossfade, Milliseconds{500}},
                  .shows = SloganReference{slogan.id.value}},
                 {.id = ItemId{sample::uuid(14)},
                  .duration = Milliseconds{7'000},
                  .shows = AssetReference{asset.id.value, Fit::cover, colours::white, 30}},
                 {.id = ItemId{sample::uuid(15)}, .name = "own", .shows = slogan.slogan}};
    const auto add = [&] {
        return (*database)->write([&](Change& change) { return change.content.add_playlist(row); });
    };
    CHECK(add().error().code == ErrorCode::invalid_reference);
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.content.add_slogan(slogan).and_then(
            [&] { return change.media.add_asset(asset); });
    }));
    REQUIRE(add());
    const auto stored_playlist = [&] {
        return (*database)->read([&](const View& view) { return view.content.playlist(row.id); });
    };
    CHECK(stored_playlist() == row);
    const auto remove_slogan = [&] {
        return (*database)->write(
            [&](Change& change) { return change.content.remove_slogan(slogan.id, 1); });
    };
    CHECK(remove_slogan().error().code == ErrorCode::wrong_state);

    row.items.erase(row.items.begin());
    CHECK((*database)->write([&](Change& change) { return change.content.change_playlist(row); })
          == Result<std::int64_t>(2));
    CHECK(remove_slogan());
    CHECK((*database)
              ->read([&](const View& view) { return view.content.playlists({{sample::city}}, {}); })
              ->rows.front()
              .items
          == row.items);
    CHECK((*database)->write(
        [&](Change& change) { return change.content.remove_playlist(row.id, 2); }));
    CHECK(stored_playlist().error().code == ErrorCode::not_found);
}

TEST_CASE("what was frozen stays as it is") {
    auto database = database_with_program();
    ProgramRevision row = sample::revision(20, 1);
    const auto save = [&] {
        auto saved =
            (*database)->write([&](Change& change) { return change.content.change_revision(row); });
        if (saved) {
            row.head.version = *saved;
        }
        return saved;
    };
    row.payload = R"({"format":"program/1.0","name":"edited"})";
    REQUIRE(save());
    row.state = ProgramState::submitted;
    REQUIRE(save());
    const std::string frozen = row.payload;
    row.payload = "other";
    CHECK(save().error().code == ErrorCode::wrong_state);
    row.payload = frozen;
    row.origins.slogans = {{ItemId{sample::uuid(50)}, SloganId{sample::uuid(51)}}};
    CHECK(save().error().code == ErrorCode::wrong_state);
    row.origins = {};
    row.state = ProgramState::returned;
    REQUIRE(save());
    row.payload = "edited again";
    REQUIRE(save());
    row.state = ProgramState::approved;
    REQUIRE(save());
    row.state = ProgramState::draft;
    CHECK(save().error().code == ErrorCode::wrong_state);
    row.state = ProgramState::withdrawn;
    CHECK(save());
    row.state = ProgramState::approved;
    CHECK(save().error().code == ErrorCode::wrong_state);
}

TEST_CASE("a schedule is read as it was written, with its parts in order") {
    auto database = database_with_program();
    ScheduleRecord row = sample::schedule(60, 20);
    row.schedule.any_time = true;
    row.schedule.times.weekdays.bits = 0b001'0101;
    row.schedule.times.dates.first = LocalDate{std::chrono::year{2027} / 2 / 6};
    row.schedule.times.windows = {{{20 * 3600}, {6 * 3600}}, {{12 * 3600}, {86'400}}};
    row.targets.units = {sample::north, sample::city};
    row.targets.displays = {DisplayId{sample::uuid(31)}};
    row.targets.excluded_units = {sample::market};
    row.targets.excluded_displays = {DisplayId{sample::uuid(32)}};
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    const auto read = [&] {
        return *(*database)->read(
            [&](const View& view) { return view.content.schedule(row.schedule.id); });
    };
    CHECK(read() == row);
    row.schedule.times.windows.pop_back();
    row.targets.excluded_units.clear();
    REQUIRE(
        (*database)->write([&](Change& change) { return change.content.change_schedule(row); }));
    row.head.version = 2;
    CHECK(read() == row);
}

TEST_CASE("a schedule reaches the displays of its targets but for the excluded") {
    auto database = database_with_program();
    ScheduleRecord row = sample::schedule(60, 20);
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    const auto retarget = [&](const ScheduleTargets& targets) {
        row.targets = targets;
        row.head.version = *(*database)->write(
            [&](Change& change) { return change.content.change_schedule(row); });
    };
    const DisplayId in_market{sample::uuid(31)};
    const DisplayId in_south{sample::uuid(32)};
    const auto reaches = [&](const DisplayId& display) {
        return (*database)
                   ->read([&](const View& view) {
                       return view.fleet.display(display)
                           .and_then(
                               [&](const Display& d) { return view.fleet.unit_path(d.head.unit); })
                           .and_then([&](const std::vector<UnitId>& path) {
                               return view.content.schedules_reaching(display, path);
                           });
                   })
                   ->size()
               == 1;
    };
    CHECK_FALSE(reaches(in_market));
    retarget({{sample::north}, {}, {}, {}});
    CHECK(reaches(in_market));
    CHECK_FALSE(reaches(in_south));
    retarget({.units = {sample::city}, .excluded_units = {sample::market}});
    CHECK_FALSE(reaches(in_market));
    CHECK(reaches(in_south));
    retarget({{}, {in_south}, {}, {}});
    CHECK_FALSE(reaches(in_market));
    CHECK(reaches(in_south));
    retarget({.units = {sample::city}, .excluded_displays = {in_south}});
    CHECK(reaches(in_market));
    CHECK_FALSE(reaches(in_south));
}

TEST_CASE("what a schedule uses cannot be removed") {
    auto database = database_with_program();
    ScheduleRecord row = sample::schedule(60, 20);
    row.targets.units = {sample::south};
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    const auto remove_program = [&] {
        return (*database)->write(
            [&](Change& change) { return change.content.remove_program(row.schedule.program, 1); });
    };
    CHECK(remove_program().error().code == ErrorCode::wrong_state);
    CHECK((*database)
              ->read(
                  [&](const View& view) { return view.content.schedules_of(row.schedule.program); })
              ->size()
          == 1);
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.remove_schedule(row.schedule.id, 1); }));
    CHECK(remove_program());
    CHECK(
        (*database)
            ->read([&](const View& view) { return view.content.revision(row.schedule.program, 1); })
            .error()
            .code
        == ErrorCode::not_found);
}
