-- When things are shown, under names that staff keep: dayparts, periods, campaigns, announced
-- holidays. What schedules and policies say about days, shares and levels.
--
-- Days, windows, exceptions and levels are JSON as the staff REST writes them.

-- hours: {"windows": […], "exceptions": […]}
CREATE TABLE dayparts (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    hours TEXT NOT NULL
);
CREATE INDEX dayparts_by_unit ON dayparts (unit_id);

-- days: {"days": […]}
CREATE TABLE periods (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    days TEXT NOT NULL
);
CREATE INDEX periods_by_unit ON periods (unit_id);

-- A goal has both its columns, no goal neither.
CREATE TABLE campaigns (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    owner_id TEXT REFERENCES accounts (id),
    first_date TEXT,
    last_date TEXT,
    goal_measure TEXT,
    goal_amount BIGINT
);
CREATE INDEX campaigns_by_unit ON campaigns (unit_id);

-- id: the year. announced: the year as JSON.
CREATE TABLE holiday_years (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    announced TEXT NOT NULL
);

ALTER TABLE schedules ADD COLUMN interrupt_seconds_per_hour BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN weight BIGINT NOT NULL DEFAULT 1;
ALTER TABLE schedules ADD COLUMN plays_per_hour_max BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN repeat_gap_s BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN target_tags TEXT NOT NULL DEFAULT '';
-- {"on": […], "exceptions": […]}; null: neither.
ALTER TABLE schedules ADD COLUMN days TEXT;
ALTER TABLE schedules ADD COLUMN daypart_id TEXT REFERENCES dayparts (id);
ALTER TABLE schedules ADD COLUMN campaign_id TEXT REFERENCES campaigns (id);
CREATE INDEX schedules_by_daypart ON schedules (daypart_id);
CREATE INDEX schedules_by_campaign ON schedules (campaign_id);

-- Bit 0 is Monday.
ALTER TABLE schedule_windows ADD COLUMN weekdays BIGINT NOT NULL DEFAULT 127;

CREATE TABLE schedule_periods (
    schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (id),
    PRIMARY KEY (schedule_id, position)
);
CREATE INDEX schedule_periods_by_period ON schedule_periods (period_id);

-- Campaigns were names. Each name of a unit becomes a campaign without owner and dates. Its id is
-- that of the first schedule that bore the name, as a UUID of version 8 (RFC 9562 section 5.8).
INSERT INTO campaigns (id, unit_id, version, created_at, changed_at, name)
    SELECT substr(MIN(id), 1, 14) || '8' || substr(MIN(id), 16), unit_id, 1, MIN(created_at),
           MIN(created_at), campaign
    FROM schedules WHERE campaign <> '' GROUP BY unit_id, campaign;
UPDATE schedules SET campaign_id = (
    SELECT c.id FROM campaigns c WHERE c.unit_id = schedules.unit_id AND c.name = schedules.campaign
) WHERE campaign <> '';
ALTER TABLE schedules DROP COLUMN campaign;

ALTER TABLE policies ADD COLUMN brightness TEXT;
ALTER TABLE policies ADD COLUMN volume TEXT;
