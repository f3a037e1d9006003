-- A device that takes the place of another numbers its plays from one again: a number of a
-- display's plays is no key. What comes twice is known by journal_marks.

ALTER TABLE play_segments RENAME TO play_segments_before;
DROP INDEX play_segments_by_unit;
CREATE TABLE play_segments (
    display_id TEXT NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    first_number BIGINT NOT NULL,
    plays BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    begins_from BIGINT NOT NULL,
    begins_to BIGINT NOT NULL,
    packed TEXT NOT NULL
);
INSERT INTO play_segments
    SELECT display_id, first_number, plays, unit_id, begins_from, begins_to, packed
    FROM play_segments_before;
DROP TABLE play_segments_before;
CREATE INDEX play_segments_by_unit ON play_segments (unit_id, begins_from);
CREATE INDEX play_segments_by_display ON play_segments (display_id, begins_from);
