#include "manager/sql/content_sql.hpp"
#include "schemas/wire/layout_draft.hpp"

namespace marquee::manager::sql {

namespace {

// Items are kept as the staff REST writes them.
std::string items_text(const PlaylistRecord& row) {
    return wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_draft_items(out, row.items, wire::by_id); });
}

Result<PlaylistRecord> read_playlist(RowReader& reader) {
    PlaylistRecord row;
    row.id = read_head<PlaylistId>(reader, row.head);
    row.name = reader.text();
    const wire::ReadRules rules{limits::program_bytes_max, wire::UnknownMembers::ignored};
    Result<std::vector<DraftItem>> items =
        wire::read_object(reader.text(), rules, [](const wire::Object& in) {
            return wire::read_draft_items(in, wire::by_id);
        });
    if (!items) {
        return fail(ErrorCode::io_failed, "a playlist of the database cannot be read",
                    row.id.value);
    }
    row.items = *std::move(items);
    return reader.finish(std::move(row));
}

Result<PlaylistRecord> read_playlist_row(const Row& row) {
    RowReader reader(row);
    return read_playlist(reader);
}

// A row of playlist_parts: one of the two is empty.
struct Part {
    SloganId slogan;
    AssetId asset;
};

std::vector<Part> parts_of(const DraftItem& item) {
    if (const auto* named = std::get_if<SloganReference>(&item.shows)) {
        return {{SloganId{named->slogan}, {}}};
    }
    if (const auto* named = std::get_if<AssetReference>(&item.shows)) {
        return {{{}, AssetId{named->asset}}};
    }
    std::vector<Part> parts;
    if (const auto* comic = std::get_if<ComicReference>(&item.shows)) {
        for (const std::string& page : comic->pages) {
            parts.push_back({{}, AssetId{page}});
        }
    }
    return parts;
}

} // namespace

Status ContentSql::add_playlist(const PlaylistRecord& row) {
    return playlists_.add(row.id.value, row.head, values(row.name, items_text(row))).and_then([&] {
        return write_playlist_parts(row);
    });
}

Result<std::int64_t> ContentSql::change_playlist(const PlaylistRecord& row) {
    return playlists_.change(row.id.value, row.head, values(row.name, items_text(row)))
        .and_then([&](std::int64_t version) {
            return write_playlist_parts(row).map([&] { return version; });
        });
}

Status ContentSql::remove_playlist(const PlaylistId& id, std::int64_t version) {
    return programs_playing(id).and_then([&](const std::vector<ProgramRecord>& programs) -> Status {
        if (!programs.empty()) {
            return fail(ErrorCode::wrong_state,
                        "the program '" + programs.front().name + "' still plays it", id.value,
                        {{"program", programs.front().name}});
        }
        return playlists_.remove(id.value, version);
    });
}

// What the items refer to, so that it cannot be removed meanwhile.
Status ContentSql::write_playlist_parts(const PlaylistRecord& row) {
    const auto cleared =
        connection_.execute("DELETE FROM playlist_parts WHERE playlist_id = $1", values(row.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    std::int64_t position = 0;
    for (const DraftItem& item : row.items) {
        for (const Part& part : parts_of(item)) {
            const auto added = connection_.execute(
                "INSERT INTO playlist_parts (playlist_id, position, slogan_id, asset_id)"
                " VALUES ($1, $2, $3, $4)",
                values(row.id, position++, part.slogan, part.asset));
            if (!added) {
                return tl::unexpected<Error>(added.error());
            }
        }
    }
    return {};
}

Result<PlaylistRecord> ContentSql::playlist(const PlaylistId& id) const {
    return playlists_.get(id.value).and_then(read_playlist_row);
}

Result<PageOf<PlaylistRecord>> ContentSql::playlists(const Scope& scope, const Page& page) const {
    return playlists_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_playlist); })
        .map([&](std::vector<PlaylistRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const PlaylistRecord& row) { return row.id.value; });
        });
}

} // namespace marquee::manager::sql
