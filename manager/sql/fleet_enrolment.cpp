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

} // namespace marquee::manager::sql
