-- Reviews of programs, policies of units and displays, display groups.

-- verb: create, change, submit, approve, return, withdraw.
CREATE TABLE program_events (
    program_id TEXT NOT NULL REFERENCES programs (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account_id TEXT,
    verb TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (program_id, number)
);

-- subject_id: a unit or a display. off_hours: a JSON object with the times of manifest/1.0.
CREATE TABLE policies (
    subject_id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    approvals_required BIGINT,
    has_filler BIGINT NOT NULL,
    off_hours TEXT
);

CREATE TABLE policy_fillers (
    subject_id TEXT NOT NULL REFERENCES policies (subject_id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    program_id TEXT NOT NULL REFERENCES programs (id),
    PRIMARY KEY (subject_id, position)
);
CREATE INDEX policy_fillers_by_program ON policy_fillers (program_id);

CREATE TABLE display_groups (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX display_groups_by_unit ON display_groups (unit_id);

CREATE TABLE display_group_members (
    group_id TEXT NOT NULL REFERENCES display_groups (id) ON DELETE CASCADE,
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, display_id)
);
CREATE INDEX display_group_members_by_display ON display_group_members (display_id);

ALTER TABLE schedule_targets ADD COLUMN target_group_id TEXT REFERENCES display_groups (id);
CREATE INDEX schedule_targets_by_group ON schedule_targets (target_group_id);
