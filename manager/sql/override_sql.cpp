#include "manager/sql/override_sql.hpp"

#include <algorithm>
#include <utility>

namespace marquee::manager::sql {

namespace {

Values own_values(const OverrideRecord& row) {
    return values(row.notice, row.serial, row.issued_at, row.not_after, row.lifted_at,
                  row.envelope);
}

Result<OverrideRecord> read_override(RowReader& reader) {
    OverrideRecord row;
    row.id = read_head<OverrideId>(reader, row.head);
    row.notice = reader.maybe_text();
    row.serial = reader.integer();
    row.issued_at = reader.instant();
    row.not_after = reader.instant();
    row.lifted_at = reader.maybe_instant();
    row.envelope = reader.text();
    return reader.finish(std::move(row));
}

// Black before notices, the newest first: the order of the ladder.
bool more_urgent(const OverrideRecord& one, const OverrideRecord& two) {
    return std::pair(!one.notice, one.serial) > std::pair(!two.notice, two.serial);
}

} // namespace

OverrideSql::OverrideSql(Connection& connection)
    : connection_(connection),
      overrides_(connection, "overrides",
                 {"notice", "serial", "issued_at", "not_after", "lifted_at", "envelope"}) {}

Status OverrideSql::add_override(const OverrideRecord& row) {
    if (Status added = overrides_.add(row.id.value, row.head, own_values(row)); !added) {
        return added;
    }
    std::size_t position = 0;
    const auto add = [&](const Value& unit, const Value& display) -> Status {
        Values cells = values(row.id, position++);
        cells.push_back(unit);
        cells.push_back(display);
        const auto added = connection_.execute(
            "INSERT INTO override_targets"
            " (override_id, position, target_unit_id, target_display_id) VALUES ($1, $2, $3, $4)",
            cells);
        return added ? Status() : tl::unexpected<Error>(added.error());
    };
    Status done;
    for (const UnitId& unit : row.targets.units) {
        done = done ? add(to_value(unit), {}) : done;
    }
    for (const DisplayId& display : row.targets.displays) {
        done = done ? add({}, to_value(display)) : done;
    }
    return done;
}

Result<std::int64_t> OverrideSql::change_override(const OverrideRecord& row) {
    return overrides_.change(row.id.value, row.head, own_values(row));
}

Result<std::vector<OverrideRecord>> OverrideSql::with_targets(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, read_override);
    if (!answer) {
        return answer;
    }
    for (OverrideRecord& row : *answer) {
        const auto targets =
            connection_.query("SELECT target_unit_id, target_display_id FROM override_targets"
                              " WHERE override_id = $1 ORDER BY position",
                              values(row.id));
        if (!targets) {
            return tl::unexpected<Error>(targets.error());
        }
        for (const Row& cells : *targets) {
            RowReader reader(cells);
            const auto unit = reader.id<UnitId>();
            const auto display = reader.id<DisplayId>();
            if (!unit.empty()) {
                row.targets.units.push_back(unit);
            } else {
                row.targets.displays.push_back(display);
            }
        }
    }
    return answer;
}

Result<OverrideRecord> OverrideSql::screen_override(const OverrideId& id) const {
    return overrides_.get(id.value)
        .and_then([&](Row row) { return with_targets({std::move(row)}); })
        .map([](std::vector<OverrideRecord> rows) { return std::move(rows.front()); });
}

Result<PageOf<OverrideRecord>> OverrideSql::overrides(const Scope& scope, const Page& page) const {
    return overrides_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_targets(rows); })
        .map([&](std::vector<OverrideRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const OverrideRecord& row) { return row.id.value; });
        });
}

Result<std::int64_t> OverrideSql::last_serial() const {
    return connection_.query("SELECT COALESCE(MAX(serial), 0) FROM overrides", {})
        .and_then([](const std::vector<Row>& rows) -> Result<std::int64_t> {
            RowReader reader(rows.front());
            const std::int64_t serial = reader.integer();
            return reader.finish(serial);
        });
}

Result<std::vector<OverrideRecord>> OverrideSql::reaching(const OverrideTargets& places,
                                                          Instant now, std::size_t rows_max) const {
    Values all = values(now);
    for (const UnitId& unit : places.units) {
        all.push_back(to_value(unit));
    }
    for (const DisplayId& display : places.displays) {
        all.push_back(to_value(display));
    }
    const std::string condition =
        "not_after > $1 AND id IN (SELECT t.override_id FROM override_targets t"
        " WHERE t.target_unit_id IN "
        + parameters(2, places.units.size()) + " OR t.target_display_id IN "
        + parameters(2 + places.units.size(), places.displays.size()) + ")";
    return overrides_.where(condition, all)
        .and_then([&](const std::vector<Row>& rows) { return with_targets(rows); })
        .map([&](std::vector<OverrideRecord> rows) {
            std::sort(rows.begin(), rows.end(), more_urgent);
            rows.resize(std::min(rows.size(), rows_max));
            return rows;
        });
}

} // namespace marquee::manager::sql
