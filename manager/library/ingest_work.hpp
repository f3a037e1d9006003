// Takes one asset after the other from the queue in the database and makes its rendition.
#pragma once

#include <filesystem>
#include <functional>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/library/blob_gate.hpp"
#include "manager/library/ingest.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

struct IngestOptions {
    CellPrograms programs;
    RenditionSettings settings;
    std::filesystem::path folder; // its own, on the file system of the blobs; emptied
};

// One thread.
class IngestWork {
public:
    IngestWork(Database& database, BlobStore& blobs, BlobGate& gate, IngestOptions options,
               const Clock& clock, const Log& log);

    // After a start: what was under way when the manager ended is queued again.
    Status resume();

    // What came of one look at the queue.
    enum class Outcome { nothing_waits, one_done };

    // Blocks for the length of a transcoding. Ends early when `stop` says so; the asset is then
    // done anew after the next resume(). A failure of the machine (disk_full, no Landlock, a
    // program that is missing, the database) leaves the asset queued: try again later.
    Result<Outcome> work_one(const std::function<bool()>& stop);

private:
    Status work_on(const AssetRecord& asset, const std::function<bool()>& stop);
    Result<FreshRendition> make(const AssetRecord& asset, const std::function<bool()>& stop);
    Status keep(const AssetRecord& asset, FreshRendition fresh);
    Status note_reach(const AssetRecord& asset, FreshRendition& fresh);
    Status refuse(const AssetRecord& asset, const Error& problem);
    Status put_back(const Error& cause);

    Database& database_;
    BlobStore& blobs_;
    BlobGate& gate_;
    IngestOptions options_;
    const Clock& clock_;
    const Log& log_;
};

} // namespace marquee::manager
