// What uploads live in.
#pragma once

#include "common/clock.hpp"
#include "common/log.hpp"
#include "common/random.hpp"
#include "manager/library/blob_gate.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/ingest_queue.hpp"
#include "manager/ports/upload_files.hpp"

namespace marquee::manager {

// All outlive who is given them.
struct UploadStores {
    Database& database;
    BlobStore& blobs;
    BlobGate& gate;
    UploadFiles& files;
    IngestQueue& ingest;
    const Clock& clock;
    Randomness& randomness;
    const Log& log;
};

// What a site allows. Settings.
struct UploadTerms {
    std::uint64_t unit_bytes_max = 500 * limits::GiB; // of a unit with everything below it
    std::uint64_t disk_bytes_kept = 2 * limits::GiB;  // free space that uploads never take
    Seconds life{24 * 3'600};                         // of an upload that receives nothing
};

} // namespace marquee::manager
