-- The place of a display on a wall of several: all five columns or none. What people measured at
-- its panel, in whole micrometres and millimetres.

ALTER TABLE displays ADD COLUMN wall_name TEXT;
ALTER TABLE displays ADD COLUMN wall_width BIGINT;
ALTER TABLE displays ADD COLUMN wall_height BIGINT;
ALTER TABLE displays ADD COLUMN wall_x BIGINT;
ALTER TABLE displays ADD COLUMN wall_y BIGINT;
ALTER TABLE displays ADD COLUMN pixel_pitch_um BIGINT;
ALTER TABLE displays ADD COLUMN viewing_distance_mm BIGINT;
