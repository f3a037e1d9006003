-- What players report once: plays, and when they ran and showed. No foreign keys to content: a
-- record outlives what it names.

-- A display in one unit; its present place ends at the largest instant.
CREATE TABLE display_places (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    since_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (display_id, since_at)
);
CREATE INDEX display_places_by_unit ON display_places (unit_id, display_id);
INSERT INTO display_places (display_id, since_at, until_at, unit_id)
    SELECT id, created_at, 9223372036854775807, unit_id FROM displays;

-- The dictionary of what was played. Rows are added and never changed.
CREATE TABLE play_items (
    id BIGINT NOT NULL PRIMARY KEY,
    program_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    program_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    item_name TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    UNIQUE (item_id, content_sha256, revision, program_id, item_name, program_name)
);

-- One upload, or the part of it for which the display belonged to one unit.
CREATE TABLE play_segments (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    first_number BIGINT NOT NULL,
    plays BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    begins_from BIGINT NOT NULL,
    begins_to BIGINT NOT NULL,
    packed TEXT NOT NULL,
    PRIMARY KEY (display_id, first_number)
);
CREATE INDEX play_segments_by_unit ON play_segments (unit_id, begins_from);

CREATE TABLE play_days (
    unit_id TEXT NOT NULL REFERENCES units (id),
    day_from BIGINT NOT NULL,
    day_to BIGINT NOT NULL,
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    item BIGINT NOT NULL REFERENCES play_items (id),
    plays BIGINT NOT NULL,
    shown_ms BIGINT NOT NULL,
    PRIMARY KEY (unit_id, day_from, display_id, item)
);

-- journal: 'plays' or 'uptime'.
CREATE TABLE journal_marks (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    journal TEXT NOT NULL,
    number BIGINT NOT NULL,
    lost BIGINT NOT NULL,
    PRIMARY KEY (display_id, journal)
);

CREATE TABLE uptime_intervals (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    PRIMARY KEY (display_id, kind, from_at)
);

CREATE TABLE uptime_reported (
    display_id TEXT NOT NULL PRIMARY KEY REFERENCES displays (id) ON DELETE CASCADE,
    from_at BIGINT,
    to_at BIGINT,
    doubtful BIGINT NOT NULL
);

-- When a manager lived and watched its players.
CREATE TABLE manager_runs (
    from_at BIGINT NOT NULL PRIMARY KEY,
    to_at BIGINT NOT NULL
);
