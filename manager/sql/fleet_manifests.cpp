// The manifests displays shall hold, and when their players were heard of.
#include "manager/sql/fleet_sql.hpp"
#include "manager/sql/pieces.hpp"

namespace marquee::manager::sql {

namespace {

Result<WantedManifest> read_wanted(RowReader& reader) {
    WantedManifest row;
    row.display = reader.id<DisplayId>();
    row.number.epoch = reader.integer();
    row.number.generation = reader.integer();
    row.content_sha256 = reader.sha256();
    row.envelope_sha256 = reader.sha256();
    row.envelope_size_bytes = static_cast<std::uint64_t>(reader.integer());
    row.issued_at = reader.instant();
    row.not_after = reader.instant();
    return reader.finish(std::move(row));
}

Result<ReachTransition> read_transition(RowReader& reader) {
    ReachTransition row;
    row.player = reader.id<PlayerId>();
    row.at = reader.instant();
    row.reach = reader.word<Reach>();
    return reader.finish(std::move(row));
}

} // namespace

Status FleetSql::want(const WantedManifest& manifest) {
    const auto owner = display(manifest.display);
    if (!owner) {
        return fail(ErrorCode::invalid_reference, "there is no such display",
                    manifest.display.value);
    }
    return connection_
        .execute("INSERT INTO wanted_manifests (display_id, unit_id, epoch, generation,"
                 " content_sha256, envelope_sha256, envelope_size_bytes, issued_at, not_after)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                 " ON CONFLICT (display_id) DO UPDATE SET unit_id = excluded.unit_id,"
                 " epoch = excluded.epoch, generation = excluded.generation,"
                 " content_sha256 = excluded.content_sha256,"
                 " envelope_sha256 = excluded.envelope_sha256,"
                 " envelope_size_bytes = excluded.envelope_size_bytes,"
                 " issued_at = excluded.issued_at, not_after = excluded.not_after"
                 " WHERE excluded.epoch > wanted_manifests.epoch"
                 " OR (excluded.epoch = wanted_manifests.epoch"
                 " AND excluded.generation > wanted_manifests.generation)",
                 values(manifest.display, owner->head.unit, manifest.number.epoch,
                        manifest.number.generation, manifest.content_sha256,
                        manifest.envelope_sha256, manifest.envelope_size_bytes, manifest.issued_at,
                        manifest.not_after))
        .and_then([&](std::int64_t rows) -> Status {
            if (rows == 0) {
                return fail(ErrorCode::stale_generation,
                            "manifest " + to_string(manifest.number)
                                + " is not newer than the display's",
                            manifest.display.value);
            }
            return {};
        });
}

Result<std::vector<WantedManifest>>
FleetSql::wanted_of(const std::vector<DisplayId>& displays) const {
    return rows_in_pieces(
        connection_, displays,
        [](const std::string& among) {
            return "SELECT display_id, epoch, generation, content_sha256, envelope_sha256,"
                   " envelope_size_bytes, issued_at, not_after FROM wanted_manifests"
                   " WHERE display_id IN "
                   + among;
        },
        read_wanted);
}

Result<WantedManifest> FleetSql::wanted(const DisplayId& display) const {
    return wanted_of({display}).and_then(
        [&](const std::vector<WantedManifest>& rows) -> Result<WantedManifest> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "the display has no manifest yet", display.value);
            }
            return rows.front();
        });
}

Status FleetSql::add_transition(const ReachTransition& transition) {
    return connection_
        .execute("INSERT INTO reach_transitions (player_id, at, unit_id, reach)"
                 " SELECT id, $1, unit_id, $2 FROM players WHERE id = $3",
                 values(transition.at, transition.reach, transition.player))
        .and_then([&](std::int64_t rows) -> Status {
            if (rows == 0) {
                return fail(ErrorCode::invalid_reference, "there is no such player",
                            transition.player.value);
            }
            return {};
        });
}

Result<std::vector<ReachTransition>> FleetSql::transitions(const PlayerId& player,
                                                           const Interval& within) const {
    return connection_
        .query("SELECT player_id, at, reach FROM reach_transitions WHERE player_id = $1"
               " AND at < $2 AND at >= COALESCE((SELECT MAX(b.at) FROM reach_transitions b"
               " WHERE b.player_id = $1 AND b.at <= $3), $3) ORDER BY at",
               values(player, within.to, within.from))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_transition); });
}

Result<std::vector<ReachTransition>>
FleetSql::last_transitions(const std::vector<PlayerId>& players) const {
    return rows_in_pieces(
        connection_, players,
        [](const std::string& among) {
            return "SELECT player_id, at, reach FROM reach_transitions t WHERE player_id IN "
                   + among
                   + " AND at = (SELECT MAX(at) FROM reach_transitions"
                     " WHERE player_id = t.player_id)";
        },
        read_transition);
}

} // namespace marquee::manager::sql
