#include "manager/library/assets.hpp"

#include "manager/access/audit.hpp"

namespace marquee::manager {

namespace {

Status note_down(Change& change, const Assets::Wish& wish, const AssetRecord& row,
                 const char* action) {
    return record(change, {.at = wish.at,
                           .unit = row.head.unit,
                           .actor = wish.actor,
                           .action = action,
                           .subject = row.id.value,
                           .detail = row.name});
}

} // namespace

Result<AssetRecord> Assets::rename(const Wish& wish, const std::string& name) {
    return database_.write([&](Change& change) {
        return change.media.asset(wish.asset).and_then([&](AssetRecord row) {
            row.name = name;
            row.head.version = wish.version;
            row.head.changed_at = wish.at;
            return change.media.rename_asset(row)
                .and_then(
                    [&](std::int64_t) { return note_down(change, wish, row, "asset.rename"); })
                .and_then([&] { return change.media.asset(wish.asset); });
        });
    });
}

Status Assets::remove(const Wish& wish) {
    const auto inside = gate_.enter();
    return database_
        .write([&](Change& change) {
            return change.media.asset(wish.asset).and_then([&](const AssetRecord& row) {
                return change.media.remove_asset(wish.asset, wish.version)
                    .and_then([&] { return note_down(change, wish, row, "asset.remove"); })
                    .map([&] { return row; });
            });
        })
        .map([&](const AssetRecord& gone) { let_go(gone); });
}

void Assets::let_go(const AssetRecord& gone) {
    std::vector<Sha256> digests{gone.original.sha256};
    if (gone.rendition) {
        digests.push_back(gone.rendition->asset.sha256);
    }
    for (const Sha256& digest : digests) {
        const Status removed =
            database_.read([&](const View& view) { return view.media.uses_of_blob(digest); })
                .and_then([&](std::int64_t uses) {
                    return uses == 0 ? blobs_.remove(digest) : Status{};
                });
        if (!removed) { // the row is gone all the same; the bytes only take up room
            log_.failure(LogLevel::warning, "library", "blob_left", removed.error());
        }
    }
}

} // namespace marquee::manager
