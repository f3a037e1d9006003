#include "manager/library/trash.hpp"

#include "manager/access/audit.hpp"
#include "manager/library/nobodys_blob.hpp"

namespace marquee::manager {

Status keep_in_trash(Change& change, const Discarded& thing, const AccountId& actor, Instant now) {
    return change.trash.keep({.id = thing.id,
                              .kind = thing.kind,
                              .unit = thing.unit,
                              .name = thing.name,
                              .deleted_by = actor,
                              .deleted_at = now,
                              .until = now + trash_kept});
}

Status Trash::remove(const std::string& id, const AccountId& actor) {
    const auto inside = gate_.enter();
    return database_
        .write([&](Change& change) {
            return change.trash.entry(id).and_then([&](const TrashEntry& entry) {
                return change.trash.remove(id).and_then([&](const std::vector<Sha256>& blobs) {
                    return change.tags.remove(id)
                        .and_then([&] {
                            return record(change,
                                          {.at = clock_.wall(),
                                           .unit = entry.unit,
                                           .actor = actor,
                                           .action = std::string(to_slug(entry.kind)) + ".purge",
                                           .subject = id,
                                           .detail = entry.name});
                        })
                        .map([&] { return blobs; });
                });
            });
        })
        .map([&](const std::vector<Sha256>& blobs) {
            for (const Sha256& digest : blobs) {
                remove_if_nobodys(database_, blobs_, digest, log_);
            }
        });
}

Status Trash::sweep() {
    const Instant now = clock_.wall();
    const auto over = database_.read(
        [&](const View& view) { return view.trash.over(now, limits::page_rows_max); });
    if (!over) {
        return tl::unexpected<Error>(over.error());
    }
    Status swept;
    for (const TrashEntry& entry : *over) {
        // Somebody may have restored it just now.
        if (const Status gone = remove(entry.id, {});
            !gone && gone.error().code != ErrorCode::not_found) {
            swept = gone;
        }
    }
    return swept;
}

} // namespace marquee::manager
