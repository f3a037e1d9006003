// Assets on their way through the queue: with the real database, blobs, cells and ffmpeg.
#include <catch2/catch.hpp>

#include <fstream>

#include "manager/disk/disk_blob_store.hpp"
#include "manager/library/ingest_thread.hpp"
#include "manager/library/ingest_work.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;
using player::real_media;

namespace {

constexpr auto never = [] { return false; };

struct Library {
    Library() {
        REQUIRE(database->write([](Change& change) { return sample::found_city(change); }));
    }

    // An asset that was just uploaded.
    AssetId upload(int number, const std::filesystem::path& file) {
        const auto bytes = player::bytes_of(file);
        return upload(number, std::string(bytes.begin(), bytes.end()));
    }
    AssetId upload(int number, const std::string& bytes) {
        AssetRecord row = sample::asset(number);
        row.original = {blobs->put(bytes).value(), bytes.size()};
        REQUIRE(database->write([&](Change& change) { return change.media.add_asset(row); }));
        return row.id;
    }

    AssetRecord asset(const AssetId& id) {
        return database->read([&](const View& view) { return view.media.asset(id); }).value();
    }

    IngestOptions options(CellPrograms programs = cell_programs()) {
        return {.programs = std::move(programs),
                .settings = {},
                .folder = blobs->incoming() / "ingest"};
    }
    IngestWork work(CellPrograms programs = cell_programs()) {
        return {*database, *blobs, gate, options(std::move(programs)), clock, log};
    }

    TemporaryDirectory place;
    SystemClock clock;
    Log log{clock, LogLevel::error, -1};
    TestDatabase database;
    std::unique_ptr<DiskBlobStore> blobs = DiskBlobStore::open(place.path() / "blobs").value();
    BlobGate gate;
};

} // namespace

TEST_CASE("a queued picture becomes a ready asset whose rendition is a blob") {
    Library library;
    const AssetId id = library.upload(1, real_media("photo_landscape_exif6.jpg"));
    IngestWork work = library.work();
    CHECK(work.work_one(never) == IngestWork::Outcome::one_done);
    CHECK(work.work_one(never) == IngestWork::Outcome::nothing_waits);

    const AssetRecord ready = library.asset(id);
    CHECK(ready.state == AssetState::ready);
    CHECK(ready.progress_percent == 100);
    CHECK(ready.kind == MediaKind::picture);
    REQUIRE(ready.rendition);
    CHECK(ready.rendition->size == Size{1800, 1200});
    const auto blob = library.blobs->open(ready.rendition->asset.sha256);
    REQUIRE(blob);
    CHECK(blob->size_bytes == ready.rendition->asset.size_bytes);
}

TEST_CASE("screens below the asset's unit that cannot decode the original are counted") {
    Library library;
    Player able = sample::player(30);
    able.software.capabilities = {"video", "video.h264", "video.hevc"};
    Player weak = sample::player(31);
    weak.software.capabilities = {"video", "video.h264"};
    REQUIRE(library.database->write([&](Change& change) -> Status {
        return change.fleet.add_player(able)
            .and_then([&] { return change.fleet.add_player(weak); })
            .and_then([&] { return change.fleet.add_display(sample::display(50, 30)); })
            .and_then([&] { return change.fleet.add_display(sample::display(51, 31)); });
    }));
    const AssetId id = library.upload(
        1, clip("hevc.mp4", "-t 1 -i {big_buck_bunny_720p.mp4} -an -vf scale=160:90 -c:v libx265 "
                            "-x265-params log-level=none"));
    IngestWork work = library.work();
    REQUIRE(work.work_one(never) == IngestWork::Outcome::one_done);
    const AssetRecord ready = library.asset(id);
    REQUIRE(ready.state == AssetState::ready);
    REQUIRE_FALSE(ready.notes.empty());
    CHECK(ready.notes.front().code == "codec_lacking");
    CHECK(ready.notes.front().params
          == ErrorParams{{"screens", "2"}, {"lacking", "1"}, {"codec", "HEVC"}});
}

TEST_CASE("what cannot be shown is refused with its reason, and the queue goes on") {
    Library library;
    const AssetId text = library.upload(1, std::string("not a film"));
    const AssetId photograph = library.upload(2, real_media("photo_portrait_exif8.jpg"));
    IngestWork work = library.work();
    CHECK(work.work_one(never) == IngestWork::Outcome::one_done);
    CHECK(work.work_one(never) == IngestWork::Outcome::one_done);
    const AssetRecord refused = library.asset(text);
    CHECK(refused.state == AssetState::refused);
    REQUIRE(refused.problem);
    CHECK(refused.problem->code == ErrorCode::unsupported_media);
    CHECK(refused.problem->params.front().second == "text_file");
    CHECK(library.asset(photograph).state == AssetState::ready);
}

TEST_CASE("an asset that a killed manager was at is begun anew") {
    Library library;
    const AssetId id = library.upload(1, real_media("photo_portrait_exif8.jpg"));
    REQUIRE(library.database->write(
        [&](Change& change) { return change.media.begin_processing(id, sample::now); }));
    IngestWork work = library.work();
    CHECK(work.work_one(never) == IngestWork::Outcome::nothing_waits);
    REQUIRE(work.resume());
    CHECK(library.asset(id).state == AssetState::queued);
    CHECK(work.work_one(never) == IngestWork::Outcome::one_done);
    CHECK(library.asset(id).state == AssetState::ready);
}

TEST_CASE("a manager that stops leaves the asset in the queue") {
    Library library;
    const AssetId id = library.upload(1, real_media("big_buck_bunny_720p.mp4"));
    IngestWork work = library.work();
    const auto stopped = work.work_one([] { return true; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::wrong_state);
    CHECK(library.asset(id).state == AssetState::queued);
}

TEST_CASE("an asset that is removed in the middle of its processing leaves nothing") {
    Library library;
    const AssetId id = library.upload(1, real_media("photo_portrait_exif8.jpg"));
    const AssetId next = library.upload(2, real_media("photo_landscape_exif1.jpg"));
    const auto blobs_kept = [&] {
        namespace fs = std::filesystem;
        const auto all = fs::recursive_directory_iterator(library.place.path() / "blobs");
        return std::count_if(fs::begin(all), fs::end(all), [&](const fs::directory_entry& entry) {
            return entry.is_regular_file() && entry.path().parent_path().filename() != "ingest";
        });
    };
    REQUIRE(blobs_kept() == 2);
    bool removed = false;
    IngestWork work = library.work();
    CHECK(work.work_one([&] {
        removed = removed || library.database->write([&](Change& change) {
            return change.media.remove_asset(id, 2);
        });
        return false;
    }) == IngestWork::Outcome::one_done);
    CHECK(removed);
    CHECK(blobs_kept() == 2); // no rendition of the one that went
    CHECK(library.asset(next).state == AssetState::queued);
    CHECK(work.work_one([] { return false; }) == IngestWork::Outcome::one_done);
    CHECK(library.asset(next).state == AssetState::ready);
}

TEST_CASE("a machine that cannot leaves the asset in the queue and says why") {
    Library library;
    const AssetId id = library.upload(1, real_media("photo_portrait_exif8.jpg"));
    CellPrograms programs = cell_programs();
    programs.ffmpeg = "/usr/bin/no-such-ffmpeg";
    const auto failed = library.work(programs).work_one(never);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::not_found);
    CHECK(failed.error().where == "/usr/bin/no-such-ffmpeg");
    CHECK(library.asset(id).state == AssetState::queued);
    CHECK(library.work().work_one(never) == IngestWork::Outcome::one_done);
    CHECK(library.asset(id).state == AssetState::ready);
}

TEST_CASE("the thread takes what waits at its start and what it is woken for") {
    Library library;
    const auto become_ready = [&](const AssetId& id) {
        const Microseconds deadline = library.clock.monotonic() + Seconds{60};
        while (library.asset(id).state != AssetState::ready
               && library.clock.monotonic() < deadline) {
            std::this_thread::yield();
        }
        return library.asset(id).state == AssetState::ready;
    };
    const AssetId first = library.upload(1, real_media("photo_portrait_exif8.jpg"));
    IngestThread thread(*library.database, *library.blobs, library.gate, library.options(),
                        library.clock, library.log);
    CHECK(become_ready(first));
    const AssetId second = library.upload(2, real_media("photo_landscape_exif1.jpg"));
    thread.wake();
    CHECK(become_ready(second));
    CHECK_FALSE(thread.trouble());
}

TEST_CASE("the thread ends at once in the middle of a film, and says why it waits") {
    Library library;
    const AssetId id = library.upload(1, real_media("big_buck_bunny_720p.mp4"));
    IngestOptions without = library.options();
    without.programs.ffprobe = "/usr/bin/no-such-ffprobe";
    {
        const IngestThread waiting(*library.database, *library.blobs, library.gate, without,
                                   library.clock, library.log);
        const Microseconds deadline = library.clock.monotonic() + Seconds{60};
        while (!waiting.trouble() && library.clock.monotonic() < deadline) {
            std::this_thread::yield();
        }
        REQUIRE(waiting.trouble());
        CHECK(waiting.trouble()->code == ErrorCode::not_found);
    }
    CHECK(library.asset(id).state == AssetState::queued);
    {
        IngestThread(*library.database, *library.blobs, library.gate, library.options(),
                     library.clock, library.log);
    }
    CHECK(library.asset(id).state == AssetState::queued);
}
