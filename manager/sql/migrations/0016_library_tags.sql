-- Words on what is in the library. id: of the slogan, asset or playlist; unit_id: whose it is. No
-- foreign keys, for the words outlive its time in the trash. tags: ascending, one to a line.
CREATE TABLE library_tags (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    tags TEXT NOT NULL
);
CREATE INDEX library_tags_by_unit ON library_tags (unit_id);
