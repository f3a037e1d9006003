#include "manager/sql/uptime_sql.hpp"

#include <algorithm>

#include "manager/sql/journal_marks.hpp"
#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::string_view journal = "uptime";

Result<Interval> read_interval(RowReader& reader) {
    const Instant from = reader.instant();
    return reader.finish(Interval{from, reader.instant()});
}

// display, player, unit, from, to, when its player was retired; cut to `within` and to that.
Result<std::vector<DisplayPlace>> read_places(const std::vector<Row>& rows,
                                              const Interval& within) {
    std::vector<DisplayPlace> places;
    for (const Row& row : rows) {
        RowReader reader(row);
        DisplayPlace place;
        place.display = reader.id<DisplayId>();
        place.player = reader.id<PlayerId>();
        place.unit = reader.id<UnitId>();
        place.interval.from = std::max(reader.instant(), within.from);
        place.interval.to = std::min(reader.instant(), within.to);
        place.interval.to = std::min(place.interval.to, reader.maybe_instant().value_or(within.to));
        auto read = reader.finish(std::move(place));
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
        if (read->interval.from < read->interval.to) {
            places.push_back(*std::move(read));
        }
    }
    return places;
}

constexpr auto select_places =
    "SELECT s.display_id, d.player_id, s.unit_id, s.since_at, s.until_at, p.retired_at"
    " FROM display_places s JOIN displays d ON d.id = s.display_id"
    " JOIN players p ON p.id = d.player_id WHERE s.until_at > $1 AND s.since_at < $2 AND ";

} // namespace

Result<UptimeProgress> UptimeSql::progress(const DisplayId& display) const {
    const auto mark = read_mark(connection_, display, journal);
    if (!mark) {
        return tl::unexpected<Error>(mark.error());
    }
    return connection_
        .query("SELECT from_at, to_at, doubtful FROM uptime_reported WHERE display_id = $1",
               values(display))
        .and_then([&](const std::vector<Row>& rows) -> Result<UptimeProgress> {
            UptimeProgress progress{*mark, std::nullopt, false};
            if (rows.empty()) {
                return progress;
            }
            RowReader reader(rows.front());
            const auto from = reader.maybe_instant();
            const auto to = reader.maybe_instant();
            if (from && to) {
                progress.reported = Interval{*from, *to};
            }
            progress.doubtful = reader.integer() != 0;
            return reader.finish(progress);
        });
}

Status UptimeSql::set_progress(const DisplayId& display, const UptimeProgress& progress) {
    const auto from = progress.reported ? std::optional(progress.reported->from) : std::nullopt;
    const auto to = progress.reported ? std::optional(progress.reported->to) : std::nullopt;
    return write_mark(connection_, display, journal, progress.mark).and_then([&]() -> Status {
        return connection_
            .execute("INSERT INTO uptime_reported (display_id, from_at, to_at, doubtful)"
                     " VALUES ($1, $2, $3, $4) ON CONFLICT (display_id) DO UPDATE"
                     " SET from_at = excluded.from_at, to_at = excluded.to_at,"
                     " doubtful = excluded.doubtful",
                     values(display, from, to, progress.doubtful ? 1 : 0))
            .map([](std::int64_t) {});
    });
}

Status UptimeSql::extend(const UptimeRow& row) {
    const auto last = connection_.query(
        "SELECT from_at, to_at FROM uptime_intervals WHERE display_id = $1 AND kind = $2"
        " ORDER BY from_at DESC LIMIT 1",
        values(row.display, row.kind));
    if (!last) {
        return tl::unexpected<Error>(last.error());
    }
    Interval interval = row.interval;
    if (!last->empty()) {
        RowReader reader(last->front());
        const auto held = read_interval(reader);
        if (!held) {
            return tl::unexpected<Error>(held.error());
        }
        const bool earlier = interval.to < held->from && row.kind == UptimeKind::off;
        if (interval.to <= held->to && !earlier) {
            return {};
        }
        if (interval.from <= held->to && !earlier) {
            return connection_
                .execute("UPDATE uptime_intervals SET to_at = $1 WHERE display_id = $2"
                         " AND kind = $3 AND from_at = $4",
                         values(interval.to, row.display, row.kind, held->from))
                .map([](std::int64_t) {});
        }
    }
    if (interval.from >= interval.to) {
        return {};
    }
    return connection_
        .execute("INSERT INTO uptime_intervals (display_id, kind, from_at, to_at)"
                 " VALUES ($1, $2, $3, $4) ON CONFLICT (display_id, kind, from_at) DO NOTHING",
                 values(row.display, row.kind, interval.from, interval.to))
        .map([](std::int64_t) {});
}

Result<std::vector<UptimeRow>> UptimeSql::rows(const std::vector<DisplayId>& displays,
                                               const Interval& within) const {
    Values all = values(within.from, within.to);
    for (const DisplayId& display : displays) {
        all.push_back(to_value(display));
    }
    return connection_
        .query("SELECT display_id, kind, from_at, to_at FROM uptime_intervals WHERE to_at > $1"
               " AND from_at < $2 AND display_id IN "
                   + parameters(3, displays.size()) + " ORDER BY display_id, kind, from_at",
               all)
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                UptimeRow row;
                row.display = reader.id<DisplayId>();
                row.kind = reader.word<UptimeKind>();
                row.interval.from = reader.instant();
                row.interval.to = reader.instant();
                return reader.finish(std::move(row));
            });
        });
}

Result<std::vector<DisplayPlace>> UptimeSql::places(const Scope& scope, const Interval& within,
                                                    const DisplayId& after,
                                                    std::size_t limit) const {
    Values all = values(within.from, within.to, after.value);
    for (const UnitId& unit : scope.units) {
        all.push_back(to_value(unit));
    }
    const std::string here = "s.unit_id IN (" + units_below(4, scope.units.size()) + ")";
    const std::string first = "SELECT DISTINCT s.display_id FROM display_places s"
                              " WHERE s.until_at > $1 AND s.since_at < $2 AND s.display_id > $3"
                              " AND "
                              + here + " ORDER BY s.display_id LIMIT " + std::to_string(limit);
    return connection_
        .query(select_places + std::string("s.display_id > $3 AND ") + here
                   + " AND s.display_id IN (" + first + ") ORDER BY s.display_id, s.since_at",
               all)
        .and_then([&](const std::vector<Row>& rows) { return read_places(rows, within); });
}

Result<std::vector<DisplayPlace>> UptimeSql::places_of(const DisplayId& display,
                                                       const Interval& within) const {
    return connection_
        .query(select_places + std::string("s.display_id = $3 ORDER BY s.since_at"),
               values(within.from, within.to, display))
        .and_then([&](const std::vector<Row>& rows) { return read_places(rows, within); });
}

Status UptimeSql::set_run(const Interval& run) {
    return connection_
        .execute("INSERT INTO manager_runs (from_at, to_at) VALUES ($1, $2)"
                 " ON CONFLICT (from_at) DO UPDATE SET to_at = excluded.to_at",
                 values(run.from, run.to))
        .map([](std::int64_t) {});
}

Result<std::vector<Interval>> UptimeSql::runs(const Interval& within) const {
    return connection_
        .query("SELECT from_at, to_at FROM manager_runs WHERE to_at > $1 AND from_at < $2"
               " ORDER BY from_at",
               values(within.from, within.to))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_interval); });
}

Result<std::optional<Instant>> UptimeSql::last_run_end() const {
    return connection_.query("SELECT MAX(to_at) FROM manager_runs")
        .and_then([](const std::vector<Row>& rows) -> Result<std::optional<Instant>> {
            RowReader reader(rows.front());
            return reader.finish(reader.maybe_instant());
        });
}

} // namespace marquee::manager::sql
