#include "manager/sql/play_sql.hpp"

#include "manager/sql/journal_marks.hpp"
#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::string_view journal = "plays";

// Both ends of `within`, then the units of `scope` from parameter 3 on.
Values within_scope(const Interval& within, const Scope& scope) {
    Values all = values(within.from, within.to);
    for (const UnitId& unit : scope.units) {
        all.push_back(to_value(unit));
    }
    return all;
}

std::string in_scope(const Scope& scope) {
    return "unit_id IN (" + units_below(3, scope.units.size()) + ")";
}

Values own_values(const PlayedItem& item) {
    return values(item.item, item.content, item.revision, item.program, item.item_name,
                  item.program_name);
}

} // namespace

Result<JournalMark> PlaySql::mark(const DisplayId& display) const {
    return read_mark(connection_, display, journal);
}

Status PlaySql::set_mark(const DisplayId& display, const JournalMark& mark) {
    return write_mark(connection_, display, journal, mark);
}

Result<ItemKey> PlaySql::key_of(const PlayedItem& item) {
    const auto known =
        connection_.query("SELECT id FROM play_items WHERE item_id = $1 AND content_sha256 = $2"
                          " AND revision = $3 AND program_id = $4 AND item_name = $5"
                          " AND program_name = $6",
                          own_values(item));
    if (!known) {
        return tl::unexpected<Error>(known.error());
    }
    if (!known->empty()) {
        RowReader reader(known->front());
        return reader.finish(reader.integer());
    }
    const auto last = connection_.query("SELECT COALESCE(MAX(id), 0) FROM play_items");
    if (!last) {
        return tl::unexpected<Error>(last.error());
    }
    const ItemKey key = RowReader(last->front()).integer() + 1;
    Values all = own_values(item);
    all.push_back(to_value(key));
    return connection_
        .execute("INSERT INTO play_items (item_id, content_sha256, revision, program_id,"
                 " item_name, program_name, id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 all)
        .map([&](std::int64_t) { return key; });
}

Result<PlayedItem> PlaySql::item(ItemKey key) const {
    return connection_
        .query("SELECT program_id, revision, program_name, item_id, item_name, content_sha256"
               " FROM play_items WHERE id = $1",
               values(key))
        .and_then([&](const std::vector<Row>& rows) -> Result<PlayedItem> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "there is no such item of plays",
                            std::to_string(key));
            }
            RowReader reader(rows.front());
            PlayedItem item;
            item.program = reader.id<ProgramId>();
            item.revision = reader.number();
            item.program_name = reader.text();
            item.item = reader.id<ItemId>();
            item.item_name = reader.text();
            item.content = reader.sha256();
            return reader.finish(std::move(item));
        });
}

Status PlaySql::add_packed(const PackedPlays& plays) {
    return connection_
        .execute("INSERT INTO play_segments (display_id, first_number, plays, unit_id,"
                 " begins_from, begins_to, packed) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 values(plays.display, plays.first_number, plays.count, plays.unit,
                        plays.begins.from, plays.begins.to, plays.packed))
        .map([](std::int64_t) {});
}

Status PlaySql::add_day(const DayPlays& day) {
    return connection_
        .execute(
            "INSERT INTO play_days (unit_id, day_from, day_to, display_id, item, plays,"
            " shown_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)"
            " ON CONFLICT (unit_id, day_from, display_id, item) DO UPDATE"
            " SET plays = play_days.plays + excluded.plays,"
            " shown_ms = play_days.shown_ms + excluded.shown_ms",
            values(day.unit, day.day.from, day.day.to, day.display, day.item, day.plays, day.shown))
        .map([](std::int64_t) {});
}

Result<std::vector<ItemPlays>> PlaySql::day_sums(const Scope& scope, const Interval& within) const {
    return connection_
        .query("SELECT item, SUM(plays), SUM(shown_ms) FROM play_days WHERE day_from >= $1"
               " AND day_to <= $2 AND "
                   + in_scope(scope) + " GROUP BY item ORDER BY item",
               within_scope(within, scope))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                ItemPlays sum;
                sum.item = reader.integer();
                sum.plays = static_cast<std::uint64_t>(reader.integer());
                sum.shown = reader.milliseconds();
                return reader.finish(sum);
            });
        });
}

Result<std::vector<Interval>> PlaySql::cut_days(const Scope& scope, const Interval& within) const {
    return connection_
        .query("SELECT DISTINCT day_from, day_to FROM play_days WHERE day_to > $1"
               " AND day_from < $2 AND (day_from < $1 OR day_to > $2) AND "
                   + in_scope(scope) + " ORDER BY day_from",
               within_scope(within, scope))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                const Instant from = reader.instant();
                return reader.finish(Interval{from, reader.instant()});
            });
        });
}

Result<std::vector<UnitShown>> PlaySql::most_shown(const Scope& scope, const Interval& day) const {
    return connection_
        .query("SELECT unit_id, MAX(shown) FROM (SELECT unit_id, display_id, SUM(shown_ms) AS shown"
               " FROM play_days WHERE day_from = $1 AND day_to = $2 AND "
                   + in_scope(scope)
                   + " GROUP BY unit_id, display_id) AS displays GROUP BY unit_id",
               within_scope(day, scope))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                UnitShown unit;
                unit.unit = reader.id<UnitId>();
                unit.shown = reader.milliseconds();
                return reader.finish(std::move(unit));
            });
        });
}

Result<std::vector<PackedPlays>> PlaySql::packed(const Scope& scope, const Interval& within) const {
    return connection_
        .query("SELECT display_id, first_number, plays, unit_id, begins_from, begins_to, packed"
               " FROM play_segments WHERE begins_to > $1 AND begins_from < $2 AND "
                   + in_scope(scope) + " ORDER BY display_id, begins_from, first_number",
               within_scope(within, scope))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                PackedPlays plays;
                plays.display = reader.id<DisplayId>();
                plays.first_number = static_cast<std::uint64_t>(reader.integer());
                plays.count = static_cast<std::uint64_t>(reader.integer());
                plays.unit = reader.id<UnitId>();
                plays.begins.from = reader.instant();
                plays.begins.to = reader.instant();
                plays.packed = reader.text();
                return reader.finish(std::move(plays));
            });
        });
}

} // namespace marquee::manager::sql
