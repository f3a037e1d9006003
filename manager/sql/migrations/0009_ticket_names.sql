-- Whoever confirms a device by its code also says how it shall be called.

ALTER TABLE enrolment_tickets ADD COLUMN player_name TEXT NOT NULL DEFAULT '';
