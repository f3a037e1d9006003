#include <algorithm>
#include <limits>
#include <unordered_map>

#include "manager/sql/fleet_sql.hpp"
#include "manager/sql/pieces.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const Player& row) {
    const auto of_next = [&](auto NextCertificate::*member) {
        return row.next ? std::optional((*row.next).*member) : std::nullopt;
    };
    return values(
        row.name, row.software.name, row.software.version, row.key_sha256, row.certificate_sha256,
        row.certificate_expires_at, row.retired_at, of_next(&NextCertificate::key_sha256),
        of_next(&NextCertificate::certificate_sha256), of_next(&NextCertificate::expires_at));
}

Result<Player> read_player(RowReader& reader) {
    Player row;
    row.id = read_head<PlayerId>(reader, row.head);
    row.name = reader.text();
    row.software.name = reader.text();
    row.software.version = reader.text();
    row.key_sha256 = reader.sha256();
    row.certificate_sha256 = reader.sha256();
    row.certificate_expires_at = reader.instant();
    row.retired_at = reader.maybe_instant();
    const auto key = reader.maybe_sha256();
    const auto certificate = reader.maybe_sha256();
    const auto expires_at = reader.maybe_instant();
    if (key && certificate && expires_at) {
        row.next = NextCertificate{*key, *certificate, *expires_at};
    }
    return reader.finish(std::move(row));
}

Values own_values(const Display& row) {
    const auto of_wall = [&](auto member) {
        return row.wall ? std::optional(member(*row.wall)) : std::nullopt;
    };
    const auto of_place = [&](auto member) {
        return row.position ? std::optional((*row.position).*member) : std::nullopt;
    };
    return values(row.player, row.name, row.title, row.kind, row.size.width, row.size.height,
                  row.time_zone, row.volume_percent,
                  of_wall([](const DisplayWall& wall) { return wall.name; }),
                  of_wall([](const DisplayWall& wall) { return wall.place.whole.width; }),
                  of_wall([](const DisplayWall& wall) { return wall.place.whole.height; }),
                  of_wall([](const DisplayWall& wall) { return wall.place.x; }),
                  of_wall([](const DisplayWall& wall) { return wall.place.y; }),
                  row.panel.pixel_pitch_um, row.panel.viewing_distance_mm,
                  of_place(&Position::longitude_udeg), of_place(&Position::latitude_udeg));
}

std::optional<DisplayWall> read_wall(RowReader& reader) {
    DisplayWall wall;
    const auto name = reader.maybe_text();
    const auto number = [&] {
        return static_cast<std::int32_t>(reader.maybe_integer().value_or(0));
    };
    wall.name = name.value_or(std::string());
    wall.place.whole.width = number();
    wall.place.whole.height = number();
    wall.place.x = number();
    wall.place.y = number();
    return name ? std::optional(wall) : std::nullopt;
}

std::optional<std::int32_t> maybe_number(RowReader& reader) {
    const auto number = reader.maybe_integer();
    return number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
}

Result<Display> read_display(RowReader& reader) {
    Display row;
    row.id = read_head<DisplayId>(reader, row.head);
    row.player = reader.id<PlayerId>();
    row.name = reader.text();
    row.title = reader.text();
    row.kind = reader.word<DisplayKind>();
    row.size.width = reader.number();
    row.size.height = reader.number();
    row.time_zone = reader.text();
    row.volume_percent = reader.number();
    row.wall = read_wall(reader);
    row.panel.pixel_pitch_um = maybe_number(reader);
    row.panel.viewing_distance_mm = maybe_number(reader);
    const auto longitude = maybe_number(reader);
    const auto latitude = maybe_number(reader);
    if (longitude && latitude) {
        row.position = Position{*longitude, *latitude};
    }
    return reader.finish(std::move(row));
}

} // namespace

Status FleetSql::add_player(const Player& row) {
    return players_.add(row.id.value, row.head, own_values(row)).and_then([&] {
        return write_abilities(row);
    });
}

Result<std::int64_t> FleetSql::change_player(const Player& row) {
    const auto version = players_.change(row.id.value, row.head, own_values(row));
    if (!version) {
        return version;
    }
    return write_abilities(row).map([&] { return *version; });
}

Status FleetSql::write_abilities(const Player& row) {
    const auto cleared =
        connection_.execute("DELETE FROM player_abilities WHERE player_id = $1", values(row.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    const auto add = [&](const char* kind, const std::vector<std::string>& names) -> Status {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto added =
                connection_.execute("INSERT INTO player_abilities (player_id, kind, position, name)"
                                    " VALUES ($1, $2, $3, $4)",
                                    values(row.id, kind, i, names[i]));
            if (!added) {
                return tl::unexpected<Error>(added.error());
            }
        }
        return {};
    };
    return add("format", row.software.formats).and_then([&] {
        return add("capability", row.software.capabilities);
    });
}

Result<std::vector<Player>> FleetSql::with_abilities(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_player);
    if (!answer) {
        return answer;
    }
    std::unordered_map<PlayerId, Software*> by_id;
    std::vector<PlayerId> ids;
    for (Player& row : *answer) {
        by_id.emplace(row.id, &row.software);
        ids.push_back(row.id);
    }
    const auto abilities = rows_in_pieces(
        connection_, ids,
        [](const std::string& among) {
            return "SELECT player_id, kind, name FROM player_abilities WHERE player_id IN " + among
                   + " ORDER BY player_id, kind, position";
        },
        [&](RowReader& reader) {
            Software& software = *by_id.at(reader.id<PlayerId>());
            const bool format = reader.text() == "format";
            (format ? software.formats : software.capabilities).push_back(reader.text());
            return reader.finish(true);
        });
    if (!abilities) {
        return tl::unexpected<Error>(abilities.error());
    }
    return answer;
}

Result<Player> FleetSql::player(const PlayerId& id) const {
    return players_.get(id.value)
        .and_then([&](Row row) { return with_abilities({std::move(row)}); })
        .map([](std::vector<Player> rows) { return std::move(rows.front()); });
}

Result<PageOf<Player>> FleetSql::players(const Scope& scope, const Page& page) const {
    return players_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_abilities(rows); })
        .map([&](std::vector<Player> rows) {
            return page_of(std::move(rows), page, [](const Player& row) { return row.id.value; });
        });
}

Status FleetSql::add_display(const Display& row) {
    return displays_.add(row.id.value, row.head, own_values(row))
        .and_then([&] { return write_tags(row); })
        .and_then([&] { return note_place(row, row.head.created_at); });
}

Result<std::int64_t> FleetSql::change_display(const Display& row) {
    const auto version = displays_.change(row.id.value, row.head, own_values(row));
    if (!version) {
        return version;
    }
    return write_tags(row).and_then([&] { return note_place(row, row.head.changed_at); }).map([&] {
        return *version;
    });
}

// Where the display is from `since` on, unless it is there already.
Status FleetSql::note_place(const Display& row, Instant since) {
    constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();
    return connection_
        .execute("UPDATE display_places SET until_at = $1 WHERE display_id = $2 AND until_at = $3"
                 " AND unit_id <> $4",
                 values(since, row.id, for_ever, row.head.unit))
        .and_then([&](std::int64_t) {
            return connection_.execute(
                "INSERT INTO display_places (display_id, since_at, until_at, unit_id)"
                " SELECT id, $1, $2, unit_id FROM displays WHERE id = $3 AND NOT EXISTS"
                " (SELECT 1 FROM display_places WHERE display_id = $3 AND until_at = $2)",
                values(since, for_ever, row.id));
        })
        .map([](std::int64_t) {});
}

Status FleetSql::write_tags(const Display& row) {
    const auto cleared =
        connection_.execute("DELETE FROM display_tags WHERE display_id = $1", values(row.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    for (const std::string& tag : row.tags) {
        const auto added = connection_.execute(
            "INSERT INTO display_tags (display_id, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            values(row.id, tag));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Result<std::vector<Display>> FleetSql::with_tags(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_display);
    if (!answer) {
        return answer;
    }
    std::unordered_map<DisplayId, Display*> by_id;
    std::vector<DisplayId> ids;
    for (Display& row : *answer) {
        by_id.emplace(row.id, &row);
        ids.push_back(row.id);
    }
    const auto tags = rows_in_pieces(
        connection_, ids,
        [](const std::string& among) {
            return "SELECT display_id, tag FROM display_tags WHERE display_id IN " + among
                   + " ORDER BY display_id, tag";
        },
        [&](RowReader& reader) {
            Display& row = *by_id.at(reader.id<DisplayId>());
            row.tags.push_back(reader.text());
            return reader.finish(true);
        });
    if (!tags) {
        return tl::unexpected<Error>(tags.error());
    }
    return answer;
}

Result<Display> FleetSql::display(const DisplayId& id) const {
    return displays_.get(id.value)
        .and_then([&](Row row) { return with_tags({std::move(row)}); })
        .map([](std::vector<Display> rows) { return std::move(rows.front()); });
}

Result<PageOf<Display>> FleetSql::displays(const Scope& scope, const Page& page) const {
    return displays_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_tags(rows); })
        .map([&](std::vector<Display> rows) {
            return page_of(std::move(rows), page, [](const Display& row) { return row.id.value; });
        });
}

Result<std::vector<Display>> FleetSql::displays_of(const PlayerId& player) const {
    return displays_.where("player_id = $1", values(player))
        .and_then([&](const std::vector<Row>& rows) { return with_tags(rows); });
}

} // namespace marquee::manager::sql
