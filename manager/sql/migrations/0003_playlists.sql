-- Playlists of the library, and what of it the items and zones of programs were made from.

-- items: a JSON object with the list `items`, as the staff REST writes it.
CREATE TABLE playlists (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    items TEXT NOT NULL
);
CREATE INDEX playlists_by_unit ON playlists (unit_id);

-- What the items refer to; one of the two is null. What a playlist needs stays in the library.
CREATE TABLE playlist_parts (
    playlist_id TEXT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    slogan_id TEXT REFERENCES slogans (id),
    asset_id TEXT REFERENCES assets (id),
    PRIMARY KEY (playlist_id, position)
);
CREATE INDEX playlist_parts_by_slogan ON playlist_parts (slogan_id);
CREATE INDEX playlist_parts_by_asset ON playlist_parts (asset_id);

-- No foreign keys to assets and playlists: what old revisions showed may leave the library.
CREATE TABLE program_item_assets (
    program_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    PRIMARY KEY (program_id, revision, position),
    FOREIGN KEY (program_id, revision) REFERENCES program_revisions (program_id, revision)
        ON DELETE CASCADE
);
CREATE INDEX program_item_assets_by_asset ON program_item_assets (asset_id);

CREATE TABLE program_zone_playlists (
    program_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,
    zone TEXT NOT NULL,
    playlist_id TEXT NOT NULL,
    PRIMARY KEY (program_id, revision, position),
    FOREIGN KEY (program_id, revision) REFERENCES program_revisions (program_id, revision)
        ON DELETE CASCADE
);
CREATE INDEX program_zone_playlists_by_playlist ON program_zone_playlists (playlist_id);
