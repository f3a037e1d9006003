-- How the letters of slogans look, how they move, their second language.
--
-- looks: {"style": {"font_asset": …, "letters": …, "movement": …}, "translation": …,
-- "variables": …} as the staff REST writes them; null: nothing of it is used.
-- font_sha256: the bytes of its font of the library.
ALTER TABLE slogans ADD COLUMN looks TEXT;
ALTER TABLE slogans ADD COLUMN font_sha256 TEXT;
CREATE INDEX slogans_by_font ON slogans (font_sha256);
