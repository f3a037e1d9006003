#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

TrashEntry entry_of(TrashKind kind, const std::string& id, const UnitId& unit = sample::city) {
    return {.id = id,
            .kind = kind,
            .unit = unit,
            .name = "名字",
            .deleted_by = AccountId{sample::uuid(70)},
            .deleted_at = sample::now,
            .until = sample::now + 30min};
}

// Keeps the thing and removes it from its own repository, as a use case does.
template<typename Remove>
Status discard(DatabaseUnderTest& database, const TrashEntry& entry, const Remove& remove) {
    return database->write([&](Change& change) -> Status {
        return change.trash.keep(entry).and_then([&] { return remove(change); });
    });
}

Status restore(DatabaseUnderTest& database, const std::string& id) {
    return database->write([&](Change& change) { return change.trash.restore(id); });
}

Result<TrashEntry> kept(DatabaseUnderTest& database, const std::string& id) {
    return database->read([&](const View& view) { return view.trash.entry(id); });
}

std::string param(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.params) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

// Slogan 10, asset 11 and playlist 12, which has both.
struct Shelf {
    Shelf() {
        playlist.id = PlaylistId{sample::uuid(12)};
        playlist.head = sample::owned_by(sample::city);
        playlist.name = "早间";
        playlist.items = {
            {.id = ItemId{sample::uuid(13)}, .shows = SloganReference{slogan.id.value}},
            {.id = ItemId{sample::uuid(14)}, .shows = AssetReference{asset.id.value}}};
        REQUIRE((*database)->write([&](Change& change) -> Status {
            return change.content.add_slogan(slogan)
                .and_then([&] { return change.media.add_asset(asset); })
                .and_then([&] { return change.content.add_playlist(playlist); });
        }));
    }

    Status discard_slogan() {
        return discard(*database, entry_of(TrashKind::slogan, slogan.id.value),
                       [&](Change& change) { return change.content.remove_slogan(slogan.id, 1); });
    }
    Status discard_asset(std::int64_t version = 1) {
        return discard(
            *database, entry_of(TrashKind::asset, asset.id.value, sample::market),
            [&](Change& change) { return change.media.remove_asset(asset.id, version); });
    }
    Status discard_playlist() {
        return discard(
            *database, entry_of(TrashKind::playlist, playlist.id.value),
            [&](Change& change) { return change.content.remove_playlist(playlist.id, 1); });
    }
    Result<PlaylistRecord> stored_playlist() {
        return (*database)->read(
            [&](const View& view) { return view.content.playlist(playlist.id); });
    }
    Result<AssetRecord> stored_asset() {
        return (*database)->read([&](const View& view) { return view.media.asset(asset.id); });
    }

    SloganRecord slogan = sample::slogan(10);
    AssetRecord asset = sample::asset(11);
    PlaylistRecord playlist;
    std::unique_ptr<DatabaseUnderTest> database = city_database();
};

} // namespace

TEST_CASE("what was deleted is nowhere but in the trash, and comes back as it was") {
    Shelf shelf;
    REQUIRE(shelf.discard_playlist());
    REQUIRE(shelf.discard_slogan());
    const auto slogan = [&] {
        return (*shelf.database)->read([&](const View& view) {
            return view.content.slogan(shelf.slogan.id);
        });
    };
    CHECK(slogan().error().code == ErrorCode::not_found);
    CHECK((*shelf.database)
              ->read([](const View& view) { return view.content.slogans({{sample::city}}, {}); })
              ->rows.empty());
    CHECK((*shelf.database)
              ->read([](const View& view) {
                  return view.search.find(FoundKind::playlist, "早", {{sample::city}}, 8);
              })
              ->empty());
    CHECK(*kept(*shelf.database, shelf.slogan.id.value)
          == entry_of(TrashKind::slogan, shelf.slogan.id.value));
    REQUIRE(restore(*shelf.database, shelf.slogan.id.value));
    REQUIRE(restore(*shelf.database, shelf.playlist.id.value));
    CHECK(slogan() == shelf.slogan);
    CHECK(shelf.stored_playlist() == shelf.playlist);
    CHECK(kept(*shelf.database, shelf.slogan.id.value).error().code == ErrorCode::not_found);
    CHECK(shelf.discard_slogan().error().code == ErrorCode::wrong_state); // in the playlist again
    CHECK(restore(*shelf.database, shelf.slogan.id.value).error().code == ErrorCode::not_found);
}

TEST_CASE("what is in use is not deleted and leaves nothing in the trash") {
    Shelf shelf;
    CHECK(shelf.discard_slogan().error().code == ErrorCode::wrong_state);
    CHECK(shelf.discard_asset().error().code == ErrorCode::wrong_state);
    CHECK(kept(*shelf.database, shelf.slogan.id.value).error().code == ErrorCode::not_found);
    const auto unknown = discard(*shelf.database, entry_of(TrashKind::slogan, sample::uuid(99)),
                                 [](Change&) { return Status{}; });
    CHECK(unknown.error().code == ErrorCode::not_found);
}

TEST_CASE(
    "what needs something else of the trash says its name, and what needs what is gone cannot "
    "come back") {
    Shelf shelf;
    REQUIRE(shelf.discard_playlist());
    REQUIRE(shelf.discard_asset());
    const Status too_early = restore(*shelf.database, shelf.playlist.id.value);
    REQUIRE(too_early.error().code == ErrorCode::wrong_state);
    CHECK(param(too_early.error(), "in_trash") == "名字");
    CHECK(shelf.stored_playlist().error().code == ErrorCode::not_found);
    REQUIRE((*shelf.database)->write([&](Change& change) {
        return change.trash.remove(shelf.asset.id.value);
    }));
    const Status never = restore(*shelf.database, shelf.playlist.id.value);
    REQUIRE(never.error().code == ErrorCode::wrong_state);
    CHECK(param(never.error(), "gone") == "1");
    CHECK(kept(*shelf.database, shelf.playlist.id.value)); // still there
}

TEST_CASE("an asset comes back with its notes, and its blobs are kept and counted meanwhile") {
    Shelf shelf;
    REQUIRE(shelf.discard_playlist());
    MadeRendition made = sample::made_video(3);
    made.notes = {{"scaled", {{"from", "4096×2160"}, {"to", "1920×1080"}}}, {"no_sound", {}}};
    REQUIRE((*shelf.database)->write([&](Change& change) {
        return change.media.begin_processing(shelf.asset.id, sample::now).and_then([&] {
            return change.media.set_ready(shelf.asset.id, made, sample::now);
        });
    }));
    const AssetRecord before = *shelf.stored_asset();
    REQUIRE(before.notes.size() == 2);
    const auto claimed = [&] {
        return *(*shelf.database)->read([](const View& view) {
            return view.media.bytes_claimed(sample::city);
        });
    };
    const auto uses = [&](const Sha256& blob) {
        return *(*shelf.database)->read([&](const View& view) {
            return view.media.uses_of_blob(blob);
        });
    };
    const std::uint64_t bytes = claimed();
    CHECK(bytes == before.original.size_bytes + before.rendition->asset.size_bytes);
    REQUIRE(shelf.discard_asset(before.head.version));
    CHECK(claimed() == bytes);
    CHECK(kept(*shelf.database, before.id.value)->size_bytes == bytes);
    CHECK(uses(before.original.sha256) > 0);
    CHECK(uses(before.rendition->asset.sha256) > 0);
    REQUIRE(restore(*shelf.database, before.id.value));
    CHECK(*shelf.stored_asset() == before);
    CHECK(claimed() == bytes);

    REQUIRE(shelf.discard_asset(before.head.version));
    const auto blobs = (*shelf.database)->write([&](Change& change) {
        return change.trash.remove(before.id.value);
    });
    REQUIRE(blobs);
    CHECK(blobs->size() == 2);
    CHECK(uses(before.original.sha256) == 0);
    CHECK(claimed() == 0);
}

TEST_CASE("an asset that was being processed waits for it again") {
    Shelf shelf;
    REQUIRE(shelf.discard_playlist());
    REQUIRE((*shelf.database)->write([&](Change& change) {
        return change.media.begin_processing(shelf.asset.id, sample::now);
    }));
    REQUIRE(shelf.discard_asset(2));
    REQUIRE(restore(*shelf.database, shelf.asset.id.value));
    CHECK(shelf.stored_asset()->state == AssetState::queued);
}

TEST_CASE("a schedule comes back with its hours, targets and periods") {
    auto database = city_database();
    ScheduleRecord row = sample::schedule(40, 20);
    row.periods = {PeriodId{sample::uuid(41)}};
    row.schedule.times.windows = {{TimeOfDay{3'600}, TimeOfDay{7'200}},
                                  {TimeOfDay{9'000}, TimeOfDay{9'900}}};
    row.targets.units = {sample::north, sample::market};
    row.targets.excluded_units = {sample::south};
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.content.add_program(sample::program(20))
            .and_then([&] { return change.calendars.add_period(sample::period(41)); })
            .and_then([&] { return change.content.add_schedule(row); });
    }));
    const auto stored = [&] {
        return (*database)->read(
            [&](const View& view) { return view.content.schedule(row.schedule.id); });
    };
    const ScheduleRecord before = *stored();
    REQUIRE(discard(
        *database, entry_of(TrashKind::schedule, row.schedule.id.value),
        [&](Change& change) { return change.content.remove_schedule(row.schedule.id, 1); }));
    CHECK(stored().error().code == ErrorCode::not_found);
    REQUIRE(restore(*database, row.schedule.id.value));
    CHECK(*stored() == before);
}

TEST_CASE("dayparts, periods and campaigns come back too") {
    auto database = city_database();
    const Daypart daypart = sample::daypart(50);
    const NamedPeriod period = sample::period(51);
    Campaign campaign = sample::campaign(52);
    campaign.owner = {};
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.calendars.add_daypart(daypart)
            .and_then([&] { return change.calendars.add_period(period); })
            .and_then([&] { return change.calendars.add_campaign(campaign); });
    }));
    REQUIRE(discard(*database, entry_of(TrashKind::daypart, daypart.id.value), [&](Change& change) {
        return change.calendars.remove_daypart(daypart.id, 1);
    }));
    REQUIRE(discard(*database, entry_of(TrashKind::period, period.id.value),
                    [&](Change& change) { return change.calendars.remove_period(period.id, 1); }));
    REQUIRE(
        discard(*database, entry_of(TrashKind::campaign, campaign.id.value),
                [&](Change& change) { return change.calendars.remove_campaign(campaign.id, 1); }));
    for (const std::string& id : {daypart.id.value, period.id.value, campaign.id.value}) {
        CHECK(restore(*database, id));
    }
    (void)(*database)->read([&](const View& view) -> Status {
        CHECK(view.calendars.daypart(daypart.id) == daypart);
        CHECK(view.calendars.period(period.id) == period);
        CHECK(view.calendars.campaign(campaign.id) == campaign);
        return {};
    });
}

TEST_CASE("the trash is paged within its scope, and what is over is over at its instant") {
    Shelf shelf;
    REQUIRE(shelf.discard_playlist());
    REQUIRE(shelf.discard_asset());
    const auto listed = [&](const UnitId& unit) {
        return (*shelf.database)
            ->read([&](const View& view) { return view.trash.entries({{unit}}, {}); })
            ->rows;
    };
    CHECK(listed(sample::city).size() == 2);
    REQUIRE(listed(sample::market).size() == 1);
    CHECK(listed(sample::market).front().id == shelf.asset.id.value);
    CHECK(listed(sample::south).empty());
    const auto over = [&](Instant now) {
        return (*shelf.database)
            ->read([&](const View& view) { return view.trash.over(now, 10); })
            ->size();
    };
    CHECK(over(sample::now + 30min - 1us) == 0);
    CHECK(over(sample::now + 30min) == 2);
}
