-- What the migration runner needs before it can run a migration. Run as stet_owner, each time; repeating is
-- harmless.

-- First of all, because it counts only for what is created afterwards: a new function is nobody's to call
-- until it is granted.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS kernel;

GRANT USAGE ON SCHEMA kernel TO stet_console, stet_site, stet_preview;

-- One row a migration that ran. The checksum tells an edited file from the one that ran.
CREATE TABLE IF NOT EXISTS kernel.migration (
    plugin text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    took_us bigint NOT NULL,
    CONSTRAINT migration_pkey PRIMARY KEY (plugin, number),
    CONSTRAINT migration_number_positive CHECK (number > 0),
    CONSTRAINT migration_checksum_sha256 CHECK (octet_length(checksum) = 32)
);

GRANT SELECT ON kernel.migration TO stet_console;
