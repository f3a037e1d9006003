#include "manager/sql/fleet_sql.hpp"

namespace marquee::manager::sql {

namespace {

Result<EnrolmentTicket> read_ticket(RowReader& reader) {
    EnrolmentTicket row;
    row.id = read_head<EnrolmentId>(reader, row.head);
    row.token_sha256 = reader.sha256();
    row.expires_at = reader.instant();
    row.spent_at = reader.maybe_instant();
    row.player = reader.id<PlayerId>();
    row.player_name = reader.text();
    return reader.finish(std::move(row));
}

} // namespace

Status FleetSql::add_ticket(const EnrolmentTicket& row) {
    return tickets_.add(
        row.id.value, row.head,
        values(row.token_sha256, row.expires_at, row.spent_at, row.player, row.player_name));
}

Result<EnrolmentTicket> FleetSql::spend_ticket(const Sha256& token_sha256, const PlayerId& player,
                                               Instant now) {
    const auto found = ticket_of(token_sha256);
    if (!found) {
        return found;
    }
    if (found->spent_at) {
        return fail(ErrorCode::token_spent, "the enrolment token has been used before");
    }
    if (found->expires_at <= now) {
        return fail(ErrorCode::expired, "the enrolment token has expired");
    }
    EnrolmentTicket spent = *found;
    spent.spent_at = now;
    spent.player = player;
    spent.head.changed_at = now;
    // One writer at a time makes this atomic; the version in the WHERE keeps it so elsewhere.
    return tickets_
        .change(spent.id.value, spent.head,
                values(spent.token_sha256, spent.expires_at, spent.spent_at, spent.player,
                       spent.player_name))
        .map([&](std::int64_t version) {
            spent.head.version = version;
            return spent;
        });
}

Status FleetSql::withdraw_tickets(const PlayerId& player, Instant now) {
    return connection_
        .execute("UPDATE enrolment_tickets SET expires_at = $1, changed_at = $1,"
                 " version = version + 1"
                 " WHERE player_id = $2 AND spent_at IS NULL AND expires_at > $1",
                 values(now, player))
        .map([](std::int64_t) {});
}

Result<EnrolmentTicket> FleetSql::ticket(const EnrolmentId& id) const {
    return tickets_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_ticket(reader);
    });
}

Result<EnrolmentTicket> FleetSql::ticket_of(const Sha256& token_sha256) const {
    const auto rows = tickets_.where("token_sha256 = $1", values(token_sha256));
    if (!rows) {
        return tl::unexpected<Error>(rows.error());
    }
    if (rows->empty()) {
        return fail(ErrorCode::not_found, "there is no ticket for this enrolment token");
    }
    RowReader reader(rows->front());
    return read_ticket(reader);
}

Result<PageOf<EnrolmentTicket>> FleetSql::tickets(const Scope& scope, const Page& page) const {
    return tickets_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_ticket); })
        .map([&](std::vector<EnrolmentTicket> rows) {
            return page_of(std::move(rows), page,
                           [](const EnrolmentTicket& row) { return row.id.value; });
        });
}

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

Result<WantedManifest> FleetSql::wanted(const DisplayId& display) const {
    return connection_
        .query("SELECT display_id, epoch, generation, content_sha256, envelope_sha256,"
               " envelope_size_bytes, issued_at, not_after FROM wanted_manifests"
               " WHERE display_id = $1",
               values(display))
        .and_then([&](const std::vector<Row>& rows) -> Result<WantedManifest> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "the display has no manifest yet", display.value);
            }
            RowReader reader(rows.front());
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
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                ReachTransition row;
                row.player = reader.id<PlayerId>();
                row.at = reader.instant();
                row.reach = reader.word<Reach>();
                return reader.finish(std::move(row));
            });
        });
}

} // namespace marquee::manager::sql
