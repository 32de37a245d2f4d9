-- A moderator searches by the number as it stands on a license, and by the letters of a title.
CREATE INDEX credential_number ON credentials.credential (lower(number)) WHERE number IS NOT NULL;
CREATE INDEX credential_mark ON credentials.credential (lower(mark));
