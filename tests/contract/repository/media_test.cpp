#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

// With account 70.
std::unique_ptr<DatabaseUnderTest> database_with_account() {
    auto database = city_database();
    REQUIRE((*database)->write(
        [](Change& change) { return change.access.add_account(sample::account(70, "wang")); }));
    return database;
}

Status add(DatabaseUnderTest& database, const AssetRecord& row) {
    return database->write([&](Change& change) { return change.media.add_asset(row); });
}

Status add(DatabaseUnderTest& database, const UploadRecord& row) {
    return database->write([&](Change& change) { return change.media.add_upload(row); });
}

Result<AssetRecord> stored(DatabaseUnderTest& database, const AssetId& id) {
    return database->read([&](const View& view) { return view.media.asset(id); });
}

Status begin(DatabaseUnderTest& database, const AssetId& id) {
    return database->write(
        [&](Change& change) { return change.media.begin_processing(id, sample::now + 1s); });
}

Status make_ready(DatabaseUnderTest& database, const AssetId& id, const MadeRendition& made) {
    return database->write(
        [&](Change& change) { return change.media.set_ready(id, made, sample::now + 2s); });
}

std::uint64_t claimed(DatabaseUnderTest& database, const UnitId& unit) {
    return *database->read([&](const View& view) { return view.media.bytes_claimed(unit); });
}

} // namespace

TEST_CASE("an upload is read as it was written") {
    auto database = database_with_account();
    UploadRecord row = sample::upload(10, 70);
    row.length = 8'000'000'000;
    REQUIRE(add(*database, row));
    const auto read = [&] {
        return (*database)->read([&](const View& view) { return view.media.upload(row.id); });
    };
    CHECK(*read() == row);
    row.offset = row.length;
    row.sha256 = sample::digest(1);
    row.asset = AssetId{sample::uuid(11)};
    const auto change_it = [&] {
        return (*database)->write([&](Change& change) { return change.media.change_upload(row); });
    };
    CHECK(change_it() == Result<std::int64_t>(2));
    CHECK(change_it().error().code == ErrorCode::conflict);
    row.head.version = 2;
    CHECK(*read() == row);
    REQUIRE(
        (*database)->write([&](Change& change) { return change.media.remove_upload(row.id, 2); }));
    CHECK(read().error().code == ErrorCode::not_found);
}

TEST_CASE("an upload expires at its instant, not before") {
    auto database = database_with_account();
    const UploadRecord row = sample::upload(10, 70);
    UploadRecord later = sample::upload(9, 70);
    later.expires_at += 1us;
    REQUIRE(add(*database, row));
    REQUIRE(add(*database, later));
    const auto expired = [&](Instant now, std::size_t rows_max) {
        return *(*database)->read(
            [&](const View& view) { return view.media.expired_uploads(now, rows_max); });
    };
    CHECK(expired(row.expires_at - 1us, 10).empty());
    CHECK(expired(row.expires_at, 10) == std::vector{row});
    CHECK(expired(later.expires_at, 10) == std::vector{later, row});
    CHECK(expired(later.expires_at, 1) == std::vector{row});
}

TEST_CASE("uploads with all their bytes wait for their asset") {
    auto database = database_with_account();
    UploadRecord whole = sample::upload(10, 70);
    whole.offset = whole.length;
    UploadRecord ended = sample::upload(11, 70);
    ended.offset = ended.length;
    ended.asset = AssetId{sample::uuid(50)};
    UploadRecord half = sample::upload(12, 70);
    half.offset = 400;
    for (const UploadRecord& row : {whole, ended, half}) {
        REQUIRE(add(*database, row));
    }
    (*database)->read([&](const View& view) -> Status {
        CHECK(*view.media.whole_uploads() == std::vector{whole});
        CHECK(*view.media.bytes_awaited() == 600);
        return {};
    });
}

TEST_CASE("a unit's claim is all assets and open uploads below it") {
    auto database = database_with_account();
    CHECK(claimed(*database, sample::city) == 0);
    REQUIRE(add(*database, sample::asset(20, sample::market)));
    REQUIRE(add(*database, sample::asset(21, sample::south)));
    UploadRecord open = sample::upload(10, 70, sample::north);
    open.offset = 900; // claims its whole length all the same
    REQUIRE(add(*database, open));
    UploadRecord ended = sample::upload(11, 70, sample::north);
    ended.offset = ended.length;
    ended.asset = AssetId{sample::uuid(20)};
    REQUIRE(add(*database, ended));
    CHECK(claimed(*database, sample::city) == 10'000'001'000);
    CHECK(claimed(*database, sample::north) == 5'000'001'000);
    CHECK(claimed(*database, sample::market) == 5'000'000'000);
    REQUIRE(begin(*database, AssetId{sample::uuid(21)}));
    REQUIRE(make_ready(*database, AssetId{sample::uuid(21)}, sample::made_video(80)));
    CHECK(claimed(*database, sample::south) == 9'000'000'000);
}

TEST_CASE("an asset goes from the queue over its processing to ready") {
    auto database = city_database();
    AssetRecord row = sample::asset(20);
    REQUIRE(add(*database, row));
    CHECK(*stored(*database, row.id) == row);
    CHECK(make_ready(*database, row.id, sample::made_video(80)).error().code
          == ErrorCode::wrong_state);
    REQUIRE(begin(*database, row.id));
    CHECK(begin(*database, row.id).error().code == ErrorCode::wrong_state);
    const auto progress = [&](std::int32_t percent) {
        return (*database)->write(
            [&](Change& change) { return change.media.set_progress(row.id, percent); });
    };
    REQUIRE(progress(43));
    row.state = AssetState::processing;
    row.progress_percent = 43;
    row.head.version = 2;
    row.head.changed_at = sample::now + 1s;
    CHECK(*stored(*database, row.id) == row);
    REQUIRE(progress(300));
    CHECK(stored(*database, row.id)->progress_percent == 99);
    const MadeRendition made = sample::made_video(80);
    REQUIRE(make_ready(*database, row.id, made));
    row.state = AssetState::ready;
    row.progress_percent = 100;
    row.kind = made.kind;
    row.rendition = made.rendition;
    row.notes = made.notes;
    row.head.version = 3;
    row.head.changed_at = sample::now + 2s;
    CHECK(*stored(*database, row.id) == row);
    CHECK(progress(50).error().code == ErrorCode::wrong_state);
}

TEST_CASE("a refused asset keeps its problem") {
    auto database = city_database();
    const AssetRecord row = sample::asset(20);
    const Error problem{ErrorCode::damaged_media,
                        "moov atom not found",
                        "stream 0",
                        {{"file", "海报.jpg"}, {"second", "12"}}};
    REQUIRE(add(*database, row));
    REQUIRE(begin(*database, row.id));
    REQUIRE((*database)->write([&](Change& change) {
        return change.media.set_refused(row.id, problem, sample::now + 2s);
    }));
    const auto read = stored(*database, row.id);
    REQUIRE(read);
    CHECK(read->state == AssetState::refused);
    CHECK(read->problem == problem);
    CHECK_FALSE(read->rendition);
    CHECK(read->notes.empty());
    CHECK(begin(*database, AssetId{sample::uuid(99)}).error().code == ErrorCode::not_found);
}

TEST_CASE("the queue is served in order and what nobody works on any more goes back into it") {
    auto database = city_database();
    const auto next = [&] {
        return *(*database)->read([](const View& view) { return view.media.next_queued_asset(); });
    };
    CHECK_FALSE(next());
    REQUIRE(add(*database, sample::asset(21)));
    REQUIRE(add(*database, sample::asset(20)));
    CHECK(next()->id == sample::asset(20).id);
    REQUIRE(begin(*database, sample::asset(20).id));
    CHECK(next()->id == sample::asset(21).id);
    const auto requeue = [&] {
        return (*database)->write(
            [](Change& change) { return change.media.requeue_processing(sample::now + 9s); });
    };
    CHECK(requeue() == Result<std::int64_t>(1));
    CHECK(requeue() == Result<std::int64_t>(0));
    CHECK(next()->id == sample::asset(20).id);
    CHECK(next()->head.version == 3);
}

TEST_CASE("an asset is renamed with the version that was read, whatever its progress") {
    auto database = city_database();
    AssetRecord row = sample::asset(20);
    REQUIRE(add(*database, row));
    REQUIRE(begin(*database, row.id));
    row.name = "新名";
    const auto rename = [&] {
        return (*database)->write([&](Change& change) { return change.media.rename_asset(row); });
    };
    CHECK(rename().error().code == ErrorCode::conflict);
    row.head.version = 2;
    REQUIRE(
        (*database)->write([&](Change& change) { return change.media.set_progress(row.id, 10); }));
    CHECK(rename() == Result<std::int64_t>(3));
    CHECK(stored(*database, row.id)->name == "新名");
    CHECK(stored(*database, row.id)->state == AssetState::processing);
}

TEST_CASE("an asset is removed from under its processing, which learns of it") {
    auto database = city_database();
    const AssetRecord row = sample::asset(20);
    const auto remove = [&](std::int64_t version) {
        return (*database)->write(
            [&](Change& change) { return change.media.remove_asset(row.id, version); });
    };
    CHECK(remove(1).error().code == ErrorCode::not_found);
    REQUIRE(add(*database, row));
    REQUIRE(begin(*database, row.id));
    CHECK(remove(1).error().code == ErrorCode::conflict);
    CHECK(remove(2));
    CHECK(stored(*database, row.id).error().code == ErrorCode::not_found);
    const auto progress =
        (*database)->write([&](Change& change) { return change.media.set_progress(row.id, 50); });
    CHECK(progress.error().code == ErrorCode::not_found);
    CHECK(make_ready(*database, row.id, sample::made_video(80)).error().code
          == ErrorCode::not_found);
}

TEST_CASE("an asset stays as long as a program or a playlist shows it") {
    auto database = city_database();
    const AssetRecord row = sample::asset(20);
    REQUIRE(add(*database, row));
    ProgramRevision showing = sample::revision(30, 1);
    showing.state = ProgramState::approved;
    showing.origins.assets = {{ItemId{sample::uuid(40)}, row.id}};
    const auto add_revision = [&](const ProgramRevision& revision) {
        REQUIRE((*database)->write(
            [&](Change& change) { return change.content.add_revision(revision); }));
    };
    REQUIRE((*database)->write(
        [](Change& change) { return change.content.add_program(sample::program(30)); }));
    add_revision(showing);
    const auto remove = [&] {
        return (*database)->write(
            [&](Change& change) { return change.media.remove_asset(row.id, 1); });
    };
    CHECK(remove().error().code == ErrorCode::wrong_state);
    add_revision(sample::revision(30, 2)); // a draft without it: the approved one still shows
    CHECK(remove().error().code == ErrorCode::wrong_state);
    ProgramRevision next = sample::revision(30, 3);
    next.state = ProgramState::approved;
    add_revision(next);
    CHECK(remove());
}

TEST_CASE("assets are listed by scope, state and kind") {
    auto database = city_database();
    for (int number = 20; number < 26; ++number) {
        REQUIRE(add(*database, sample::asset(number, number < 24 ? sample::north : sample::south)));
    }
    REQUIRE(begin(*database, sample::asset(21).id));
    REQUIRE(make_ready(*database, sample::asset(21).id, sample::made_video(80)));
    const auto ids = [&](const Scope& scope, const AssetFilter& filter, const Page& page = {}) {
        const auto listed = (*database)->read(
            [&](const View& view) { return view.media.assets(scope, filter, page); });
        std::vector<std::string> answer;
        for (const AssetRecord& row : listed->rows) {
            answer.push_back(row.id.value);
        }
        return answer;
    };
    const Scope north{{sample::north}};
    const auto uuids = [](std::initializer_list<int> numbers) {
        std::vector<std::string> answer;
        for (const int number : numbers) {
            answer.push_back(sample::uuid(number));
        }
        return answer;
    };
    CHECK(ids(north, {}) == uuids({20, 21, 22, 23}));
    CHECK(ids(north, {AssetState::queued, {}}) == uuids({20, 22, 23}));
    CHECK(ids(north, {AssetState::queued, {}}, {sample::uuid(20), 1}) == uuids({22}));
    CHECK(ids(north, {AssetState::ready, MediaKind::video}) == uuids({21}));
    CHECK(ids(north, {{}, MediaKind::audio}).empty());
    CHECK(ids({{sample::city}}, {}).size() == 6);
    CHECK(ids({}, {}).empty());
}

TEST_CASE(
    "a font of the library is found by its bytes, and stays while a slogan is written in it") {
    auto database = city_database();
    REQUIRE(add(*database, sample::asset(20)));
    REQUIRE(add(*database, sample::asset(21)));
    const auto ready = [&] {
        return (*database)->read(
            [](const View& view) { return view.media.ready_assets(sample::digest(80)); });
    };
    REQUIRE(begin(*database, AssetId{sample::uuid(20)}));
    CHECK(ready()->empty());
    MadeRendition font = sample::made_video(80);
    font.kind = MediaKind::font;
    REQUIRE(make_ready(*database, AssetId{sample::uuid(20)}, font));
    REQUIRE(ready()->size() == 1);
    CHECK(ready()->front().id == AssetId{sample::uuid(20)});

    SloganRecord slogan = sample::slogan(30);
    slogan.slogan.style.font_asset = ready()->front().rendition->asset;
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_slogan(slogan); }));
    const auto remove = [&](int number, std::int64_t version) {
        return (*database)->write([&](Change& change) {
            return change.media.remove_asset(AssetId{sample::uuid(number)}, version);
        });
    };
    CHECK((*database)->read([](const View& view) {
        return view.media.uses_of_blob(sample::digest(80));
    }) == Result<std::int64_t>(2));
    CHECK(remove(20, 3).error().code == ErrorCode::wrong_state);
    CHECK(remove(21, 1)); // has no rendition, so nothing is written in it
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.remove_slogan(slogan.id, 1); }));
    CHECK(remove(20, 3));
}

TEST_CASE("a font stays as long as a program or a playlist has a slogan that is written in it") {
    auto database = city_database();
    const AssetRecord row = sample::asset(20);
    MadeRendition font = sample::made_video(80);
    font.kind = MediaKind::font;
    REQUIRE(add(*database, row));
    REQUIRE(begin(*database, row.id));
    REQUIRE(make_ready(*database, row.id, font));
    const auto add_revision = [&](std::int32_t number, bool written_in_it) {
        ProgramRevision revision = sample::revision(30, number);
        revision.state = ProgramState::approved;
        if (written_in_it) {
            revision.payload = R"({"font_asset":{"sha256":")" + to_hex(sample::digest(80)) + "\"}}";
        }
        REQUIRE((*database)->write(
            [&](Change& change) { return change.content.add_revision(revision); }));
    };
    const auto remove = [&] {
        return (*database)->write(
            [&](Change& change) { return change.media.remove_asset(row.id, 3); });
    };
    REQUIRE((*database)->write(
        [](Change& change) { return change.content.add_program(sample::program(30)); }));
    add_revision(1, true);
    CHECK(remove().error().code == ErrorCode::wrong_state);
    add_revision(2, false);

    Slogan slogan;
    slogan.text = "防诈骗";
    slogan.style.font_asset = font.rendition.asset;
    PlaylistRecord playlist;
    playlist.id = PlaylistId{sample::uuid(40)};
    playlist.head = sample::owned_by(sample::city);
    playlist.name = "每日提示";
    DraftItem item;
    item.shows = Content{slogan};
    playlist.items = {item};
    REQUIRE(
        (*database)->write([&](Change& change) { return change.content.add_playlist(playlist); }));
    CHECK(remove().error().code == ErrorCode::wrong_state);
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.remove_playlist(playlist.id, 1); }));
    CHECK(remove());
}

TEST_CASE("bytes are in use as long as an asset or a signed document has them") {
    auto database = city_database();
    ProgramRevision signed_revision = sample::revision(30, 1);
    signed_revision.envelope_sha256 = sample::digest(20);
    REQUIRE((*database)->write([&](Change& change) {
        return change.content.add_program(sample::program(30)).and_then([&] {
            return change.content.add_revision(signed_revision);
        });
    }));
    REQUIRE(add(*database, sample::asset(20)));
    AssetRecord twin = sample::asset(21);
    twin.original = sample::asset(20).original;
    REQUIRE(add(*database, twin));
    REQUIRE(begin(*database, twin.id));
    REQUIRE(make_ready(*database, twin.id, sample::made_video(80)));
    (*database)->read([](const View& view) -> Status {
        CHECK(view.media.uses_of_blob(sample::digest(20)) == Result<std::int64_t>(3));
        CHECK(view.media.uses_of_blob(sample::digest(80)) == Result<std::int64_t>(1));
        CHECK(view.media.uses_of_blob(sample::digest(81)) == Result<std::int64_t>(0));
        return {};
    });
}
