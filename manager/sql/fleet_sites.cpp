// Many displays at once: few queries, whatever their number.
#include <algorithm>
#include <array>

#include "manager/sql/fleet_sql.hpp"
#include "manager/sql/pieces.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::size_t rows_at_once = 4'000; // bounds what one query holds in memory

// Four numbers, or none of them.
std::optional<WallPlace> read_wall_place(RowReader& reader) {
    std::array<std::optional<std::int64_t>, 4> numbers;
    for (auto& number : numbers) {
        number = reader.maybe_integer();
    }
    const auto at = [&](std::size_t i) {
        return static_cast<std::int32_t>(numbers[i].value_or(0));
    };
    return numbers[0] ? std::optional(WallPlace{{at(0), at(1)}, at(2), at(3)}) : std::nullopt;
}

Result<DisplaySite> read_site(RowReader& reader) {
    DisplaySite row;
    row.id = reader.id<DisplayId>();
    row.unit = reader.id<UnitId>();
    row.player = reader.id<PlayerId>();
    row.kind = reader.word<DisplayKind>();
    row.size = {reader.number(), reader.number()};
    row.time_zone = reader.text();
    row.volume_percent = reader.number();
    row.title = reader.text();
    row.wall = read_wall_place(reader);
    if (const auto epoch = reader.maybe_integer()) {
        WantedManifest held;
        held.display = row.id;
        held.number.epoch = *epoch;
        held.number.generation = reader.integer();
        held.content_sha256 = reader.sha256();
        held.envelope_sha256 = reader.sha256();
        held.envelope_size_bytes = static_cast<std::uint64_t>(reader.integer());
        held.issued_at = reader.instant();
        held.not_after = reader.instant();
        row.held = std::move(held);
    }
    return reader.finish(std::move(row));
}

} // namespace

Result<std::vector<UnitPlace>> FleetSql::unit_places() const {
    return connection_.query("SELECT id, parent_id, name FROM units")
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                UnitPlace place{.id = reader.id<UnitId>(), .parent = {}};
                place.parent = reader.id<UnitId>();
                place.name = reader.text();
                return reader.finish(std::move(place));
            });
        });
}

// `condition` is about displays d; at most rows_at_once, in order of id.
Result<std::vector<DisplaySite>> FleetSql::sites_where(const std::string& condition,
                                                       const Values& all) const {
    auto sites =
        connection_
            .query("SELECT d.id, d.unit_id, d.player_id, d.kind, d.width, d.height, d.time_zone,"
                   " d.volume_percent, CASE WHEN d.title = '' THEN d.name ELSE d.title END,"
                   " d.wall_width, d.wall_height, d.wall_x, d.wall_y, w.epoch, w.generation, "
                   "w.content_sha256, w.envelope_sha256,"
                   " w.envelope_size_bytes, w.issued_at, w.not_after FROM displays d LEFT JOIN "
                   "wanted_manifests w"
                   " ON w.display_id = d.id WHERE "
                       + condition + " ORDER BY d.id LIMIT " + std::to_string(rows_at_once),
                   all)
            .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_site); });
    if (!sites || sites->empty()) {
        return sites;
    }
    Values until = all;
    until.push_back(to_value(sites->back().id));
    const auto tags =
        connection_.query("SELECT t.display_id, t.tag FROM display_tags t JOIN displays d"
                          " ON d.id = t.display_id WHERE "
                              + condition + " AND d.id <= $" + std::to_string(until.size())
                              + " ORDER BY t.display_id, t.tag",
                          until);
    if (!tags) {
        return tl::unexpected<Error>(tags.error());
    }
    auto place = sites->begin();
    for (const Row& cells : *tags) {
        RowReader reader(cells);
        const auto display = reader.id<DisplayId>();
        while (place->id < display) {
            ++place;
        }
        place->tags.push_back(reader.text());
    }
    return sites;
}

Status FleetSql::add_sites_below(const std::vector<UnitId>& units,
                                 std::vector<DisplaySite>& sites) const {
    return in_pieces(units, [&](std::span<const UnitId> piece) -> Status {
        const std::string condition = "d.id > $1 AND d.unit_id IN (SELECT descendant_id FROM"
                                      " unit_closure WHERE ancestor_id IN "
                                      + parameters(2, piece.size()) + ")";
        std::size_t read = rows_at_once;
        DisplayId after;
        while (read == rows_at_once) {
            Values all{after.value};
            append(all, piece);
            const auto rows = sites_where(condition, all);
            if (!rows) {
                return tl::unexpected<Error>(rows.error());
            }
            read = rows->size();
            after = rows->empty() ? after : rows->back().id;
            sites.insert(sites.end(), rows->begin(), rows->end());
        }
        return {};
    });
}

Result<std::vector<DisplaySite>>
FleetSql::display_sites(const std::vector<UnitId>& units,
                        const std::vector<DisplayId>& displays) const {
    std::vector<DisplaySite> sites;
    const Status read = add_sites_below(units, sites).and_then([&] {
        return in_pieces(displays, [&](std::span<const DisplayId> piece) -> Status {
            Values all;
            append(all, piece);
            return sites_where("d.id IN " + parameters(1, piece.size()), all)
                .map([&](const std::vector<DisplaySite>& rows) {
                    sites.insert(sites.end(), rows.begin(), rows.end());
                });
        });
    });
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    const auto earlier = [](const DisplaySite& a, const DisplaySite& b) { return a.id < b.id; };
    if (!std::is_sorted(sites.begin(), sites.end(), earlier)) {
        std::sort(sites.begin(), sites.end(), earlier);
    }
    const auto same = [](const DisplaySite& a, const DisplaySite& b) { return a.id == b.id; };
    sites.erase(std::unique(sites.begin(), sites.end(), same), sites.end());
    return sites;
}

Result<std::vector<Ability>> FleetSql::announced(const std::vector<std::string>& capabilities,
                                                 const std::vector<PlayerId>& players) const {
    std::vector<Ability> abilities;
    const Status read = in_pieces(players, [&](std::span<const PlayerId> piece) -> Status {
        Values all;
        append(all, piece);
        append(all, capabilities);
        const auto rows = connection_.query(
            "SELECT player_id, name FROM player_abilities WHERE kind = 'capability'"
            " AND player_id IN "
                + parameters(1, piece.size()) + " AND name IN "
                + parameters(1 + piece.size(), capabilities.size()),
            all);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        for (const Row& cells : *rows) {
            RowReader reader(cells);
            Ability ability{.player = reader.id<PlayerId>(), .capability = {}};
            ability.capability = reader.text();
            abilities.push_back(std::move(ability));
        }
        return {};
    });
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    return abilities;
}

Result<DisplayCensus> FleetSql::census(const UnitId& unit,
                                       const std::vector<std::string>& capabilities) const {
    Values all; // in the order of their places in the statement
    std::string counts;
    for (const std::string& capability : capabilities) {
        all.push_back(to_value(capability));
        counts += ", SUM(CASE WHEN EXISTS (SELECT 1 FROM player_abilities a"
                  " WHERE a.player_id = d.player_id AND a.kind = 'capability' AND a.name = $"
                  + std::to_string(all.size()) + ") THEN 1 ELSE 0 END)";
    }
    all.push_back(to_value(unit));
    const auto rows =
        connection_.query("SELECT d.kind, COUNT(*)" + counts
                              + " FROM displays d WHERE d.unit_id IN (SELECT descendant_id FROM"
                                " unit_closure WHERE ancestor_id = $"
                              + std::to_string(all.size()) + ") GROUP BY d.kind",
                          all);
    if (!rows) {
        return tl::unexpected<Error>(rows.error());
    }
    const KindCensus none{.displays = 0, .able = std::vector<std::int64_t>(capabilities.size())};
    DisplayCensus census{none, none};
    for (const Row& cells : *rows) {
        RowReader reader(cells);
        KindCensus& kind = reader.word<DisplayKind>() == DisplayKind::screen ? census.screens
                                                                             : census.loudspeakers;
        kind.displays = reader.integer();
        for (std::int64_t& able : kind.able) {
            able = reader.integer();
        }
        if (auto read = reader.finish(true); !read) {
            return tl::unexpected<Error>(read.error());
        }
    }
    return census;
}

} // namespace marquee::manager::sql
