-- An import finds people by their name and postal code, where a file gives neither address nor NPI.
CREATE INDEX revision_name ON providers.revision (lower(name));
