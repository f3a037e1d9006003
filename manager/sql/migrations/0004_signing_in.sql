-- People at the door: their sessions, the one-time links that set a password, and failed tries.
-- Of every secret only the SHA-256 is kept.

CREATE TABLE sessions (
    token_sha256 TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL REFERENCES units (id),
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE password_links (
    token_sha256 TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL REFERENCES units (id),
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT
);
CREATE INDEX password_links_by_account ON password_links (account_id);

-- subject_sha256: of an account's name or of a network address, so that nothing people mistyped
-- is kept. Nobody owns these rows; the oldest give way to new ones.
CREATE TABLE failed_tries (
    subject_sha256 TEXT NOT NULL PRIMARY KEY,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);
CREATE INDEX failed_tries_by_time ON failed_tries (last_at);
