// What of the library the revisions of programs were made from, and which programs show it.
#include "manager/sql/content_sql.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::array origin_tables{"program_item_origins", "program_item_assets",
                                   "program_zone_playlists"};

// Rows of a table of origins, named o, that belong to a revision that matters: the latest one of
// its program, or the latest approved one. The state is parameter $2.
constexpr const char* of_living_revisions =
    " AND (o.revision = (SELECT MAX(r.revision) FROM program_revisions r"
    " WHERE r.program_id = o.program_id)"
    " OR o.revision = (SELECT MAX(a.revision) FROM program_revisions a"
    " WHERE a.program_id = o.program_id AND a.state = $2))";

Result<ProgramRecord> read_program(RowReader& reader) {
    ProgramRecord row;
    row.id = read_head<ProgramId>(reader, row.head);
    row.name = reader.text();
    return reader.finish(std::move(row));
}

} // namespace

Result<std::vector<ProgramRecord>> ContentSql::programs_with(const std::string& table,
                                                             const std::string& column,
                                                             const std::string& id) const {
    return programs_
        .where("id IN (SELECT o.program_id FROM " + table + " o WHERE o." + column + " = $1"
                   + of_living_revisions + ")",
               values(id, ProgramState::approved))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_program); });
}

Result<std::vector<ProgramRecord>> ContentSql::programs_showing(const SloganId& slogan) const {
    return programs_with("program_item_origins", "slogan_id", slogan.value);
}

Result<std::vector<ProgramRecord>> ContentSql::programs_playing(const PlaylistId& playlist) const {
    return programs_with("program_zone_playlists", "playlist_id", playlist.value);
}

Status ContentSql::write_origins(const ProgramRevision& row) {
    for (const char* table : origin_tables) {
        const auto cleared = connection_.execute(std::string("DELETE FROM ") + table
                                                     + " WHERE program_id = $1 AND revision = $2",
                                                 values(row.program, row.revision));
        if (!cleared) {
            return tl::unexpected<Error>(cleared.error());
        }
    }
    if (Status written = write_item_origins(row); !written) {
        return written;
    }
    const auto& playlists = row.origins.playlists;
    for (std::size_t i = 0; i < playlists.size(); ++i) {
        const auto added = connection_.execute(
            "INSERT INTO program_zone_playlists (program_id, revision, position, zone, playlist_id)"
            " VALUES ($1, $2, $3, $4, $5)",
            values(row.program, row.revision, i, playlists[i].zone, playlists[i].playlist));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Status ContentSql::write_item_origins(const ProgramRevision& row) {
    const auto& slogans = row.origins.slogans;
    for (std::size_t i = 0; i < slogans.size(); ++i) {
        const auto added = connection_.execute(
            "INSERT INTO program_item_origins (program_id, revision, position, item_id, slogan_id)"
            " VALUES ($1, $2, $3, $4, $5)",
            values(row.program, row.revision, i, slogans[i].item, slogans[i].slogan));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    const auto& assets = row.origins.assets;
    for (std::size_t i = 0; i < assets.size(); ++i) {
        const auto added = connection_.execute(
            "INSERT INTO program_item_assets (program_id, revision, position, item_id, asset_id)"
            " VALUES ($1, $2, $3, $4, $5)",
            values(row.program, row.revision, i, assets[i].item, assets[i].asset));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Status ContentSql::read_origins(ProgramRevision& row) const {
    const auto rows_of = [&](const std::string& columns, const char* table) {
        return connection_.query("SELECT " + columns + " FROM " + table
                                     + " WHERE program_id = $1 AND revision = $2 ORDER BY position",
                                 values(row.program, row.revision));
    };
    const auto slogans = rows_of("item_id, slogan_id", origin_tables[0]);
    const auto assets = rows_of("item_id, asset_id", origin_tables[1]);
    const auto playlists = rows_of("zone, playlist_id", origin_tables[2]);
    if (!slogans || !assets || !playlists) {
        return tl::unexpected<Error>(!slogans  ? slogans.error()
                                     : !assets ? assets.error()
                                               : playlists.error());
    }
    for (const Row& cells : *slogans) {
        RowReader reader(cells);
        const auto item = reader.id<ItemId>();
        row.origins.slogans.push_back({item, reader.id<SloganId>()});
    }
    for (const Row& cells : *assets) {
        RowReader reader(cells);
        const auto item = reader.id<ItemId>();
        row.origins.assets.push_back({item, reader.id<AssetId>()});
    }
    for (const Row& cells : *playlists) {
        RowReader reader(cells);
        std::string zone = reader.text();
        row.origins.playlists.push_back({std::move(zone), reader.id<PlaylistId>()});
    }
    return {};
}

} // namespace marquee::manager::sql
