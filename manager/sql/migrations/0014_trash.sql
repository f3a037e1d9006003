-- What people deleted and may still have back. A row leaves its table with all its parts, so no
-- query has to ask whether a thing is in the trash: nothing that is in it can be met.
--
-- id: of the thing. unit_id: no foreign key, for the trash outlives the unit; version and
-- created_at are of the entry. kind: the lower_snake_case of TrashKind.
CREATE TABLE trash (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    deleted_by TEXT,
    until_at BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL
);
CREATE INDEX trash_by_unit ON trash (unit_id);
CREATE INDEX trash_by_end ON trash (until_at);

-- Every cell of the rows that a thing is made of, the parts after what they belong to; NULL has
-- neither number nor words. A migration that renames a table or a column, or adds one that must be
-- given, does so here too.
CREATE TABLE trash_cells (
    trash_id TEXT NOT NULL REFERENCES trash (id) ON DELETE CASCADE,
    row_number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    number BIGINT,
    words TEXT,
    PRIMARY KEY (trash_id, row_number, position)
);
