-- A player's next certificate, from its issue until it is first used; then it is the present one.

ALTER TABLE players ADD COLUMN next_key_sha256 TEXT;
ALTER TABLE players ADD COLUMN next_certificate_sha256 TEXT;
ALTER TABLE players ADD COLUMN next_certificate_expires_at BIGINT;
