-- People see where they are signed in: a session has an id of its own, which opens nothing, and says
-- from which browser it began. Sessions last twelve hours at most: who was signed in signs in anew.

DROP TABLE sessions;
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_sha256 TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL REFERENCES units (id),
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    system TEXT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- The second step of signing in (RFC 6238). sealed_secret: base64. confirmed_at: NULL until a first
-- code was right. spare_codes: hexadecimal SHA-256 of those left, one to a line.
CREATE TABLE second_steps (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    sealed_secret TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_counter BIGINT NOT NULL,
    spare_codes TEXT NOT NULL
);
