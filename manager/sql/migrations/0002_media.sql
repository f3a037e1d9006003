-- Uploads under way and the assets that come of them. The bytes are blobs, or files of the uploads.

CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    length_bytes BIGINT NOT NULL,
    offset_bytes BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    sha256 TEXT,
    asset_id TEXT
);
CREATE INDEX uploads_by_unit ON uploads (unit_id);
CREATE INDEX uploads_by_account ON uploads (account_id);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

-- rendition_*: null until the asset is ready. problem_*: null unless it is refused.
CREATE TABLE assets (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL,
    progress_percent BIGINT NOT NULL,
    kind TEXT,
    original_sha256 TEXT NOT NULL,
    original_size_bytes BIGINT NOT NULL,
    rendition_sha256 TEXT,
    rendition_size_bytes BIGINT,
    media_type TEXT,
    width BIGINT,
    height BIGINT,
    duration_ms BIGINT,
    has_sound BIGINT,
    problem_code TEXT,
    problem_what TEXT,
    problem_where TEXT
);
CREATE INDEX assets_by_unit ON assets (unit_id);
CREATE INDEX assets_by_state ON assets (state, id);
CREATE INDEX assets_by_original ON assets (original_sha256);
CREATE INDEX assets_by_rendition ON assets (rendition_sha256);

-- What there is to say about an asset. Position 0 holds the params of its problem, with no code.
CREATE TABLE asset_notes (
    asset_id TEXT NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (asset_id, position)
);

CREATE TABLE asset_note_params (
    asset_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (asset_id, position, number),
    FOREIGN KEY (asset_id, position) REFERENCES asset_notes (asset_id, position) ON DELETE CASCADE
);
