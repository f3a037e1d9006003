#include "player/sync/downloader.hpp"

#include <utility>

namespace marquee::player {
namespace {

// Passes bytes on until the slice is over.
class SliceSink final : public BlobSink {
public:
    SliceSink(PartialBlob& blob, const Clock& clock, Microseconds until,
              const std::atomic<bool>& interrupted)
        : blob_(blob), clock_(clock), until_(until), interrupted_(interrupted) {}

    Status begin(std::uint64_t offset) override { return blob_.begin(offset); }

    Status write(std::string_view bytes) override {
        if (Status written = blob_.write(bytes); !written) {
            return written;
        }
        if (!blob_.complete() && (interrupted_ || clock_.monotonic() >= until_)) {
            return fail(ErrorCode::busy, "the rest comes after the next contact");
        }
        return {};
    }

private:
    PartialBlob& blob_;
    const Clock& clock_;
    Microseconds until_;
    const std::atomic<bool>& interrupted_;
};

} // namespace

Status Downloader::fetch(const BlobRef& blob, Microseconds until) {
    if (store_.holds(blob)) {
        return {};
    }
    if (interrupted_ || clock_.monotonic() >= until) {
        return fail(ErrorCode::busy, "a contact is due first");
    }
    Result<PartialBlob> partial = store_.begin(blob);
    if (!partial) {
        return tl::unexpected(partial.error());
    }
    if (!partial->complete()) {
        SliceSink sink(*partial, clock_, until, interrupted_);
        const Status status =
            link_.download({blob.digest, blob.size_bytes, partial->bytes_held()}, sink);
        if (!status) {
            return status;
        }
    }
    if (!partial->complete()) {
        return fail(ErrorCode::unreachable, "the manager sent only a part of the blob",
                    to_hex(blob.digest));
    }
    return store_.commit(std::move(*partial));
}

} // namespace marquee::player
