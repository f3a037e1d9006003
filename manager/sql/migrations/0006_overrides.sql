-- Orders to go black or to show a notice, with the newest signed document of each.

-- notice: its text; null: black. serial is unique in the organisation and never given again.
CREATE TABLE overrides (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    notice TEXT,
    serial BIGINT NOT NULL UNIQUE,
    issued_at BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    lifted_at BIGINT,
    envelope TEXT NOT NULL
);
CREATE INDEX overrides_by_unit ON overrides (unit_id);
CREATE INDEX overrides_by_end ON overrides (not_after);

-- One of the two targets is null.
CREATE TABLE override_targets (
    override_id TEXT NOT NULL REFERENCES overrides (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    target_unit_id TEXT REFERENCES units (id),
    target_display_id TEXT REFERENCES displays (id),
    PRIMARY KEY (override_id, position)
);
CREATE INDEX override_targets_by_unit ON override_targets (target_unit_id);
CREATE INDEX override_targets_by_display ON override_targets (target_display_id);
