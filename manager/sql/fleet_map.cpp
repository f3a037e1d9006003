#include "manager/sql/fleet_sql.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

constexpr const char* only = "districts"; // there is one map

} // namespace

Result<DistrictMap> FleetSql::district_map() const {
    return connection_
        .query("SELECT geojson, version, changed_at FROM district_maps"
               " WHERE id = $1 AND geojson IS NOT NULL",
               values(only))
        .and_then([](const std::vector<Row>& rows) -> Result<DistrictMap> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "nobody has brought a map");
            }
            RowReader reader(rows.front());
            DistrictMap map;
            map.geojson = reader.text();
            map.version = reader.integer();
            map.changed_at = reader.instant();
            return reader.finish(std::move(map));
        });
}

Result<std::int64_t> FleetSql::put_district_map(const std::string& geojson, Instant now) {
    return connection_
        .execute("INSERT INTO district_maps (id, version, changed_at, geojson)"
                 " VALUES ($1, 1, $2, $3) ON CONFLICT (id) DO UPDATE SET"
                 " version = district_maps.version + 1, changed_at = excluded.changed_at,"
                 " geojson = excluded.geojson",
                 values(only, now, geojson))
        .and_then([&](std::int64_t) { return district_map(); })
        .map([](const DistrictMap& map) { return map.version; });
}

Status FleetSql::remove_district_map() {
    return connection_
        .execute("UPDATE district_maps SET geojson = NULL WHERE id = $1", values(only))
        .map([](std::int64_t) {});
}

} // namespace marquee::manager::sql
