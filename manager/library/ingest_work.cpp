#include "manager/library/ingest_work.hpp"

#include <sys/statvfs.h>

#include <utility>

#include "common/durable_file.hpp"
#include "manager/library/nobodys_blob.hpp"
#include "manager/library/reach_notes.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// A rendition is seldom larger than its original; a reserve is left for the database.
Status check_room(const std::filesystem::path& folder, std::uint64_t original_bytes) {
    struct statvfs about {};
    if (::statvfs(folder.c_str(), &about) != 0) {
        return fail(ErrorCode::io_failed, "the disk does not tell its room", folder.string());
    }
    const std::uint64_t room = std::uint64_t{about.f_bavail} * about.f_frsize;
    return room > limits::ingest_reserve_bytes + original_bytes
               ? Status{}
               : fail(ErrorCode::disk_full, "no room for a rendition", folder.string());
}

Status empty_folder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::remove_all(folder, failure);
    if (failure) {
        return fail(ErrorCode::io_failed, "could not be emptied: " + failure.message(),
                    folder.string());
    }
    return make_directory(folder);
}

// Writes the progress of an asset at most once a second, and learns whether it is still wanted.
class ProgressWriter {
public:
    ProgressWriter(Database& database, const Clock& clock, AssetId asset)
        : database_(database), clock_(clock), asset_(std::move(asset)) {}

    void operator()(int percent) {
        const Microseconds now = clock_.monotonic();
        if (now < next_) {
            return;
        }
        next_ = now + Seconds{1};
        const Status written = database_.write(
            [&](Change& change) { return change.media.set_progress(asset_, percent); });
        gone_ = !written
                && (written.error().code == ErrorCode::not_found
                    || written.error().code == ErrorCode::wrong_state);
    }

    bool gone() const { return gone_; }

private:
    Database& database_;
    const Clock& clock_;
    AssetId asset_;
    Microseconds next_ = clock_.monotonic() + Seconds{1};
    bool gone_ = false;
};

} // namespace

IngestWork::IngestWork(Database& database, BlobStore& blobs, BlobGate& gate, IngestOptions options,
                       const Clock& clock, const Log& log)
    : database_(database),
      blobs_(blobs),
      gate_(gate),
      options_(std::move(options)),
      clock_(clock),
      log_(log) {}

Status IngestWork::resume() {
    return database_
        .write([&](Change& change) { return change.media.requeue_processing(clock_.wall()); })
        .map([&](std::int64_t rows) {
            if (rows > 0) {
                log_.info("ingest", "begun_anew", {{"assets", rows}});
            }
        });
}

Result<IngestWork::Outcome> IngestWork::work_one(const std::function<bool()>& stop) {
    const auto next =
        database_.read([](const View& view) { return view.media.next_queued_asset(); });
    if (!next) {
        return tl::unexpected<Error>(next.error());
    }
    if (!*next) {
        return Outcome::nothing_waits;
    }
    return work_on(**next, stop).map([] { return Outcome::one_done; });
}

Status IngestWork::work_on(const AssetRecord& asset, const std::function<bool()>& stop) {
    const Status ready =
        empty_folder(options_.folder)
            .and_then([&] { return check_room(options_.folder, asset.original.size_bytes); })
            .and_then([&] {
                return database_.write([&](Change& change) {
                    return change.media.begin_processing(asset.id, clock_.wall());
                });
            });
    if (!ready && ready.error().code == ErrorCode::not_found) {
        return {}; // removed this very moment
    }
    if (!ready) {
        return ready;
    }
    auto fresh = make(asset, stop);
    if (fresh) {
        return keep(asset, *std::move(fresh));
    }
    if (is_refusal(fresh.error())) {
        return refuse(asset, fresh.error());
    }
    if (fresh.error().code == ErrorCode::internal) {
        log_.failure(LogLevel::error, "ingest", "rendition_wrong", fresh.error(),
                     {{"asset", asset.id}});
        return refuse(asset,
                      refusal(ErrorCode::unsupported_media, "not_as_promised", fresh.error().what));
    }
    return put_back(fresh.error());
}

Result<FreshRendition> IngestWork::make(const AssetRecord& asset,
                                        const std::function<bool()>& stop) {
    const auto original = blobs_.open(asset.original.sha256);
    if (!original && original.error().code == ErrorCode::not_found) {
        return tl::unexpected(refusal(ErrorCode::damaged_media, "original_missing",
                                      "the blob of the original is not there"));
    }
    if (!original) {
        return tl::unexpected<Error>(original.error());
    }
    ProgressWriter progress(database_, clock_, asset.id);
    const IngestWatch watch{.progress = [&](int percent) { progress(percent); },
                            .stop = [&] { return progress.gone() || stop(); }};
    return make_rendition(options_.programs, options_.settings, original->file.get(),
                          options_.folder, watch, clock_);
}

// Before the notes of the plan: who cannot show it comes first.
Status IngestWork::note_reach(const AssetRecord& asset, FreshRendition& fresh) {
    return database_
        .read(
            [&](const View& view) { return view.fleet.census(asset.head.unit, needed_for(fresh)); })
        .map([&](const DisplayCensus& census) {
            auto notes = reach_notes(fresh, census);
            notes.insert(notes.end(), fresh.made.notes.begin(), fresh.made.notes.end());
            fresh.made.notes = std::move(notes);
        });
}

Status IngestWork::keep(const AssetRecord& asset, FreshRendition fresh) {
    if (const Status noted = note_reach(asset, fresh); !noted) {
        return put_back(noted.error());
    }
    const Sha256& digest = fresh.made.rendition.asset.sha256;
    const auto inside = gate_.enter();
    const Status kept = blobs_.keep(fresh.file, digest).and_then([&] {
        return database_.write([&](Change& change) {
            return change.media.set_ready(asset.id, fresh.made, clock_.wall());
        });
    });
    if (kept) {
        log_.info("ingest", "asset_ready",
                  {{"asset", asset.id},
                   {"kind", to_slug(fresh.made.kind)},
                   {"bytes", fresh.made.rendition.asset.size_bytes}});
        return {};
    }
    remove_if_nobodys(database_, blobs_, digest, log_);
    return put_back(kept.error());
}

Status IngestWork::refuse(const AssetRecord& asset, const Error& problem) {
    log_.failure(LogLevel::info, "ingest", "asset_refused", problem, {{"asset", asset.id}});
    const Status refused = database_.write(
        [&](Change& change) { return change.media.set_refused(asset.id, problem, clock_.wall()); });
    return refused ? refused : put_back(refused.error());
}

// Back into the queue; the cause is the caller's to wait for. Whoever was removed meanwhile is no
// cause.
Status IngestWork::put_back(const Error& cause) {
    const auto queued = database_.write(
        [&](Change& change) { return change.media.requeue_processing(clock_.wall()); });
    if (!queued) {
        return tl::unexpected<Error>(queued.error());
    }
    // No row is being processed any more.
    const bool gone =
        *queued == 0
        && (cause.code == ErrorCode::not_found || cause.code == ErrorCode::wrong_state);
    return gone ? Status{} : tl::unexpected<Error>(cause);
}

} // namespace marquee::manager
