#include "manager/sql/fleet_sql.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

namespace {

Result<Unit> read_unit(RowReader& reader) {
    Unit row;
    row.id = read_head<UnitId>(reader, row.head);
    row.parent = reader.id<UnitId>();
    row.name = reader.text();
    row.kind = reader.text();
    return reader.finish(std::move(row));
}

RowHead own_head(const Unit& row) {
    RowHead head = row.head;
    head.unit = row.id;
    return head;
}

} // namespace

FleetSql::FleetSql(Connection& connection)
    : connection_(connection),
      units_(connection, "units", {"parent_id", "name", "kind"}),
      players_(connection, "players",
               {"name", "software_name", "software_version", "key_sha256", "certificate_sha256",
                "certificate_expires_at", "retired_at", "next_key_sha256",
                "next_certificate_sha256", "next_certificate_expires_at"}),
      displays_(connection, "displays",
                {"player_id", "name", "title", "kind", "width", "height", "time_zone",
                 "volume_percent", "wall_name", "wall_width", "wall_height", "wall_x", "wall_y",
                 "pixel_pitch_um", "viewing_distance_mm", "longitude_udeg", "latitude_udeg"}),
      tickets_(connection, "enrolment_tickets",
               {"token_sha256", "expires_at", "spent_at", "player_id", "player_name"}) {}

Status FleetSql::found(const Organisation& organisation, const Unit& root) {
    if (this->organisation()) {
        return fail(ErrorCode::already_exists, "the organisation has been founded already");
    }
    if (organisation.root != root.id || !root.parent.empty()) {
        return fail(ErrorCode::invalid_reference, "the root of the tree must have no parent",
                    root.id.value);
    }
    return add_unit(root).and_then([&] {
        return connection_
            .execute("INSERT INTO organisations (id, unit_id, name, time_zone, epoch, created_at)"
                     " VALUES ($1, $2, $3, $4, $5, $6)",
                     values(organisation.id, organisation.root, organisation.name,
                            organisation.time_zone, organisation.epoch, organisation.created_at))
            .map([](std::int64_t) {});
    });
}

Status FleetSql::change_organisation(const Organisation& organisation) {
    return connection_
        .execute(
            "UPDATE organisations SET name = $1, time_zone = $2, epoch = $3 WHERE id = $4",
            values(organisation.name, organisation.time_zone, organisation.epoch, organisation.id))
        .and_then([&](std::int64_t rows) -> Status {
            if (rows == 0) {
                return fail(ErrorCode::not_found, "there is no such organisation",
                            organisation.id.value);
            }
            return {};
        });
}

Result<Organisation> FleetSql::organisation() const {
    return connection_
        .query("SELECT id, unit_id, name, time_zone, epoch, created_at FROM organisations")
        .and_then([](const std::vector<Row>& rows) -> Result<Organisation> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "the organisation has not been founded yet");
            }
            RowReader reader(rows.front());
            Organisation found;
            found.id = reader.id<OrganisationId>();
            found.root = reader.id<UnitId>();
            found.name = reader.text();
            found.time_zone = reader.text();
            found.epoch = reader.integer();
            found.created_at = reader.instant();
            return reader.finish(std::move(found));
        });
}

Status FleetSql::check_depth(const UnitId& parent) const {
    if (parent.empty()) {
        return {};
    }
    return unit_path(parent).and_then([&](const std::vector<UnitId>& path) -> Status {
        if (path.size() >= limits::unit_depth_max) {
            return fail(ErrorCode::out_of_range, "the tree of units is too deep", parent.value);
        }
        return {};
    });
}

Status FleetSql::add_unit(const Unit& row) {
    const Status deep = check_depth(row.parent);
    if (!deep && deep.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::invalid_reference, "there is no such parent", row.parent.value);
    }
    return deep
        .and_then([&] {
            return units_.add(row.id.value, own_head(row), values(row.parent, row.name, row.kind));
        })
        .and_then([&] {
            return connection_.execute("INSERT INTO unit_closure (ancestor_id, descendant_id,"
                                       " depth) VALUES ($1, $1, 0)",
                                       values(row.id));
        })
        .and_then([&](std::int64_t) {
            return connection_.execute(
                "INSERT INTO unit_closure (ancestor_id, descendant_id, depth)"
                " SELECT ancestor_id, $1, depth + 1 FROM unit_closure WHERE descendant_id = $2",
                values(row.id, row.parent));
        })
        .map([](std::int64_t) {});
}

Result<std::int64_t> FleetSql::change_unit(const Unit& row) {
    const auto stored = unit(row.id);
    if (stored && stored->parent != row.parent) {
        return fail(ErrorCode::wrong_state, "a unit keeps its place in the tree", row.id.value);
    }
    return units_.change(row.id.value, own_head(row), values(row.parent, row.name, row.kind));
}

Status FleetSql::remove_unit(const UnitId& id, std::int64_t version) {
    return units_.remove(id.value, version);
}

Result<Unit> FleetSql::unit(const UnitId& id) const {
    return units_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_unit(reader);
    });
}

Result<PageOf<Unit>> FleetSql::units(const Scope& scope, const Page& page) const {
    return units_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_unit); })
        .map([&](std::vector<Unit> rows) {
            return page_of(std::move(rows), page, [](const Unit& row) { return row.id.value; });
        });
}

Result<std::vector<UnitId>> FleetSql::unit_path(const UnitId& id) const {
    return connection_
        .query("SELECT ancestor_id FROM unit_closure WHERE descendant_id = $1 ORDER BY depth",
               values(id))
        .and_then([&](const std::vector<Row>& rows) -> Result<std::vector<UnitId>> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "there is no such unit", id.value);
            }
            return read_rows(rows,
                             [](RowReader& reader) { return reader.finish(reader.id<UnitId>()); });
        });
}

} // namespace marquee::manager::sql
