-- Where a display stands (WGS 84, millionths of a degree; both or neither), and the map of the city's
-- districts: one row at most, whose version goes on counting after the map was removed.
ALTER TABLE displays ADD COLUMN longitude_udeg BIGINT;
ALTER TABLE displays ADD COLUMN latitude_udeg BIGINT;

CREATE TABLE district_maps (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    geojson TEXT
);
