// Uploads with everything they live in, on a disk and at a time of the test's choice.
#pragma once

#include <memory>
#include <string>

#include <catch2/catch.hpp>

#include "common/sha256.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/library/assets.hpp"
#include "manager/library/uploads.hpp"
#include "tests/fakes/counting_bell.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/scripted_upload_files.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/fakes/test_database.hpp"

namespace marquee::manager {

struct UploadRig {
    UploadRig() {
        REQUIRE(database->write([](Change& change) -> Status {
            return sample::found_city(change).and_then(
                [&] { return change.access.add_account(sample::account(70, "wang")); });
        }));
        restart();
    }

    // As a new process would find things.
    void restart() {
        uploads.reset();
        blobs = *DiskBlobStore::open(directory.path() / "blobs");
        uploads = std::make_unique<Uploads>(
            UploadStores{*database, *blobs, gate, files, bell, clock, randomness, log}, terms);
        assets = std::make_unique<Assets>(*database);
    }

    NewUpload claim(std::uint64_t length) const {
        return {sample::market, AccountId{sample::uuid(70)}, "海报", "海报.jpg", length};
    }
    UploadRecord begin(std::uint64_t length) {
        auto row = uploads->begin(claim(length));
        REQUIRE(row);
        return *row;
    }
    // One whole request that brings `bytes`.
    Result<UploadRecord> send(const UploadId& id, std::uint64_t offset, std::string_view bytes) {
        auto appender = uploads->append(id, offset);
        if (!appender) {
            return tl::unexpected<Error>(appender.error());
        }
        if (Status taken = (*appender)->take(bytes); !taken) {
            return tl::unexpected<Error>(taken.error());
        }
        return uploads->finish(**appender);
    }
    // From the first byte to the last.
    UploadRecord upload(std::string_view bytes) {
        auto row = send(begin(bytes.size()).id, 0, bytes);
        REQUIRE(row);
        return *row;
    }
    AssetRecord asset(const AssetId& id) {
        auto row = database->read([&](const View& view) { return view.media.asset(id); });
        REQUIRE(row);
        return *row;
    }
    std::int64_t offset(const UploadId& id) {
        const auto row = uploads->find(id);
        return row ? static_cast<std::int64_t>(row->offset) : -1;
    }

    TemporaryDirectory directory;
    TestDatabase database;
    ManualClock clock{sample::now, Seconds{1'000}};
    SeededRandomness randomness;
    Log log{clock, LogLevel::error};
    std::unique_ptr<DiskBlobStore> blobs;
    BlobGate gate;
    ScriptedUploadFiles files{directory.path() / "uploads"};
    CountingBell bell;
    UploadTerms terms;
    std::unique_ptr<Uploads> uploads;
    std::unique_ptr<Assets> assets;
};

} // namespace marquee::manager
