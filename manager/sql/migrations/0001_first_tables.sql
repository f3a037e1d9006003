-- The first tables: the tree of units, who may do what, what can be shown and when, the devices.
--
-- Ids are UUIDv7 text, instants are microseconds since 1970 UTC, digests are 64 hexadecimal digits,
-- truth is 0 or 1, words are the lower_snake_case of the model's enumerators. Every row that
-- somebody owns has a unit_id; rows that are part of another (positions, tags) are owned with it.

CREATE TABLE units (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    parent_id TEXT REFERENCES units (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX units_by_parent ON units (parent_id);

-- Every unit with itself (depth 0) and with each unit above it.
CREATE TABLE unit_closure (
    ancestor_id TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE,
    descendant_id TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE,
    depth BIGINT NOT NULL,
    PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX unit_closure_by_descendant ON unit_closure (descendant_id, depth);

CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    disabled_at BIGINT
);
CREATE INDEX accounts_by_unit ON accounts (unit_id);

CREATE TABLE account_grants (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    role TEXT NOT NULL,
    PRIMARY KEY (account_id, position),
    UNIQUE (account_id, unit_id, role)
);
CREATE INDEX account_grants_by_unit ON account_grants (unit_id);

CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    token_sha256 TEXT NOT NULL UNIQUE,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);

-- No foreign keys: the trail outlives what it names.
CREATE TABLE audit_rows (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    unit_id TEXT NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_sha256 TEXT NOT NULL,
    row_sha256 TEXT NOT NULL
);
CREATE INDEX audit_rows_by_unit ON audit_rows (unit_id, number);

CREATE TABLE slogans (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    text_rgba BIGINT NOT NULL,
    background_rgba BIGINT NOT NULL,
    motion TEXT NOT NULL,
    speed_pixels_per_second BIGINT NOT NULL,
    text_height_pixels BIGINT NOT NULL,
    alignment TEXT NOT NULL,
    font TEXT NOT NULL
);
CREATE INDEX slogans_by_unit ON slogans (unit_id);

CREATE TABLE programs (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX programs_by_unit ON programs (unit_id);

CREATE TABLE program_revisions (
    program_id TEXT NOT NULL REFERENCES programs (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    cycle_ms BIGINT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    envelope_sha256 TEXT NOT NULL,
    envelope_size_bytes BIGINT NOT NULL,
    PRIMARY KEY (program_id, revision)
);
CREATE INDEX program_revisions_by_unit ON program_revisions (unit_id);

-- A slogan may be removed from the library while programs go on showing their copy of it.
CREATE TABLE program_item_origins (
    program_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    slogan_id TEXT NOT NULL,
    PRIMARY KEY (program_id, revision, position),
    FOREIGN KEY (program_id, revision) REFERENCES program_revisions (program_id, revision)
        ON DELETE CASCADE
);
CREATE INDEX program_item_origins_by_slogan ON program_item_origins (slogan_id);

CREATE TABLE players (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    software_name TEXT NOT NULL,
    software_version TEXT NOT NULL,
    key_sha256 TEXT NOT NULL,
    certificate_sha256 TEXT NOT NULL,
    certificate_expires_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE INDEX players_by_unit ON players (unit_id);

-- kind: 'format' or 'capability', as the player announced them.
CREATE TABLE player_abilities (
    player_id TEXT NOT NULL REFERENCES players (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (player_id, kind, position)
);

CREATE TABLE displays (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    player_id TEXT NOT NULL REFERENCES players (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    volume_percent BIGINT NOT NULL,
    UNIQUE (player_id, name)
);
CREATE INDEX displays_by_unit ON displays (unit_id);

CREATE TABLE display_tags (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (display_id, tag)
);
CREATE INDEX display_tags_by_tag ON display_tags (tag);

CREATE TABLE schedules (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    program_id TEXT NOT NULL REFERENCES programs (id),
    priority TEXT NOT NULL,
    first_date TEXT,
    last_date TEXT,
    weekdays BIGINT NOT NULL,
    any_time BIGINT NOT NULL,
    campaign TEXT NOT NULL
);
CREATE INDEX schedules_by_unit ON schedules (unit_id);
CREATE INDEX schedules_by_program ON schedules (program_id);

CREATE TABLE schedule_windows (
    schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    start_seconds BIGINT NOT NULL,
    end_seconds BIGINT NOT NULL,
    PRIMARY KEY (schedule_id, position)
);

-- One of the two targets is null.
CREATE TABLE schedule_targets (
    schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    excluded BIGINT NOT NULL,
    target_unit_id TEXT REFERENCES units (id),
    target_display_id TEXT REFERENCES displays (id),
    PRIMARY KEY (schedule_id, position)
);
CREATE INDEX schedule_targets_by_unit ON schedule_targets (target_unit_id);
CREATE INDEX schedule_targets_by_display ON schedule_targets (target_display_id);

CREATE TABLE enrolment_tickets (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    token_sha256 TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT,
    player_id TEXT REFERENCES players (id)
);
CREATE INDEX enrolment_tickets_by_unit ON enrolment_tickets (unit_id);

CREATE TABLE wanted_manifests (
    display_id TEXT NOT NULL PRIMARY KEY REFERENCES displays (id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL REFERENCES units (id),
    epoch BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    content_sha256 TEXT NOT NULL,
    envelope_sha256 TEXT NOT NULL,
    envelope_size_bytes BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    not_after BIGINT NOT NULL
);

-- unit_id: where the player was at that instant.
CREATE TABLE reach_transitions (
    player_id TEXT NOT NULL REFERENCES players (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    reach TEXT NOT NULL,
    PRIMARY KEY (player_id, at)
);
