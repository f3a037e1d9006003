#include "manager/library/assets.hpp"

#include "manager/access/audit.hpp"
#include "manager/library/trash.hpp"

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
    return database_.write([&](Change& change) {
        return change.media.asset(wish.asset).and_then([&](const AssetRecord& row) {
            const Discarded thing{TrashKind::asset, row.id.value, row.head.unit, row.name};
            return keep_in_trash(change, thing, wish.actor, wish.at)
                .and_then([&] { return change.media.remove_asset(wish.asset, wish.version); })
                .and_then([&] { return note_down(change, wish, row, "asset.remove"); });
        });
    });
}

} // namespace marquee::manager
