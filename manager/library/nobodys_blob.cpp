#include "manager/library/nobodys_blob.hpp"

namespace marquee::manager {

void remove_if_nobodys(Database& database, BlobStore& blobs, const Sha256& digest, const Log& log) {
    const Status removed =
        database.read([&](const View& view) { return view.media.uses_of_blob(digest); })
            .and_then(
                [&](std::int64_t uses) { return uses == 0 ? blobs.remove(digest) : Status{}; });
    if (!removed) {
        log.failure(LogLevel::warning, "library", "blob_left", removed.error());
    }
}

} // namespace marquee::manager
