-- The roles of Stet and what they may do in this database. Run by a superuser, connected to the database;
-- running it again changes nothing. It sets no password: how a role signs in is a matter of pg_hba.conf.
--
-- Run it on a database cloned from a template too: the grants of a database are not part of what is cloned.

-- Roles belong to the whole server, and several databases may be prepared at once: losing that race is no
-- error.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['stet_owner', 'stet_console', 'stet_site', 'stet_preview'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
                EXECUTE format(
                    'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
                    role_name);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;
            END;
        END IF;
    END LOOP;
END
$$;

-- Compiling a plan pays for reports over millions of rows. Here it adds a tenth of a second to statements
-- that take a millisecond, because the planner cannot know how few rows a range leaves.
DO $$
DECLARE
    role_name text;
BEGIN
    FOR role_name IN
        SELECT rolname
        FROM pg_roles
        WHERE rolname IN ('stet_owner', 'stet_console', 'stet_site', 'stet_preview')
            AND NOT coalesce('jit=off' = ANY (rolconfig), false)
    LOOP
        BEGIN
            EXECUTE format('ALTER ROLE %I SET jit = off', role_name);
        EXCEPTION
            -- "tuple concurrently updated": somebody else just did.
            WHEN internal_error THEN NULL;
        END;
    END LOOP;
END
$$;

-- Nobody gets anything for being somebody. Temporary tables in particular: their names hide those of real
-- ones.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO stet_owner, stet_console, stet_site, stet_preview',
        current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO stet_owner', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Extensions live in a schema of their own, so that the public site's roles can be kept away from their
-- functions. A database may come with some of them installed elsewhere: SET SCHEMA brings them here and is
-- silent otherwise.
CREATE SCHEMA IF NOT EXISTS extension;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA extension;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extension;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA extension;

ALTER EXTENSION btree_gist SET SCHEMA extension;
ALTER EXTENSION pg_trgm SET SCHEMA extension;
ALTER EXTENSION unaccent SET SCHEMA extension;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA extension FROM PUBLIC;
GRANT USAGE ON SCHEMA extension TO stet_owner, stet_console;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA extension TO stet_owner, stet_console;
