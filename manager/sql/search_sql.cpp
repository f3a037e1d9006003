#include "manager/sql/search_sql.hpp"

#include <array>
#include <initializer_list>

#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

// Where things of a kind lie. Columns are those of `t`.
struct Place {
    const char* table;
    const char* name;              // shown
    std::array<const char*, 2> in; // searched; null: nothing more
    const char* about;
    const char* above;     // the unit it is shown in
    const char* condition; // further
};

// In the order of FoundKind.
constexpr std::array<Place, 9> places{{
    {"units", "t.name", {"t.name", nullptr}, "''", "t.parent_id", ""},
    {"displays",
     "CASE WHEN t.title = '' THEN t.name ELSE t.title END",
     {"t.title", "t.name"},
     "''",
     "t.unit_id",
     ""},
    {"display_groups", "t.name", {"t.name", nullptr}, "''", "t.unit_id", ""},
    {"slogans", "t.name", {"t.name", "t.text"}, "t.text", "t.unit_id", ""},
    {"assets",
     "t.name",
     {"t.name", "t.file_name"},
     "t.kind",
     "t.unit_id",
     " AND t.kind IN ('picture', 'video', 'audio')"},
    {"playlists", "t.name", {"t.name", nullptr}, "''", "t.unit_id", ""},
    {"programs", "t.name", {"t.name", nullptr}, "''", "t.unit_id", ""},
    {"schedules", "t.name", {"t.name", nullptr}, "''", "t.unit_id", ""},
    {"accounts", "t.name", {"t.name", nullptr}, "''", "t.unit_id", ""},
}};

std::string like(const std::string& column, const std::string& parameter) {
    return "LOWER(" + column + ") LIKE LOWER(" + parameter + ") ESCAPE '!'";
}

} // namespace

Result<std::vector<Found>> SearchSql::find(FoundKind kind, const std::string& piece,
                                           const Scope& scope, std::size_t limit) const {
    if (scope.units.size() > limits::scope_units_max) {
        return fail(ErrorCode::too_large, "a search spans too many units");
    }
    if (scope.units.empty()) {
        return std::vector<Found>{};
    }
    const Place& place = places.at(static_cast<std::size_t>(kind));
    const std::string wanted = literal_pattern(piece);
    Values all = values("%" + wanted + "%");
    for (const UnitId& unit : scope.units) {
        all.push_back(to_value(unit));
    }
    all.push_back(to_value(wanted + "%"));
    const std::string prefix = "$" + std::to_string(all.size());
    all.push_back(to_value(clamped(limit)));
    const std::string name = place.name;
    std::string contains = like(place.in[0], "$1");
    if (place.in[1] != nullptr) {
        contains += " OR " + like(place.in[1], "$1");
    }
    const std::string sql =
        "SELECT t.id, " + name + ", t.unit_id, u.name, " + place.about + " FROM " + place.table
        + " t LEFT JOIN units u ON u.id = " + place.above + " WHERE (" + contains + ")"
        + place.condition
        + " AND t.unit_id IN (SELECT descendant_id FROM unit_closure"
          " WHERE ancestor_id IN "
        + parameters(2, scope.units.size()) + ") ORDER BY CASE WHEN " + like(name, prefix)
        + " THEN 0 ELSE 1 END, LENGTH(" + name + "), t.id LIMIT $" + std::to_string(all.size());
    return connection_.query(sql, all).and_then([&](const std::vector<Row>& rows) {
        return read_rows(rows, [&](RowReader& reader) {
            Found found;
            found.kind = kind;
            found.id = reader.text();
            found.name = reader.text();
            found.unit = reader.id<UnitId>();
            found.place = reader.maybe_text().value_or(std::string());
            found.about = reader.text();
            return reader.finish(std::move(found));
        });
    });
}

} // namespace marquee::manager::sql
