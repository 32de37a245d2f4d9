CREATE SCHEMA site;

GRANT USAGE ON SCHEMA site TO stet_console, stet_site, stet_preview;

-- Paths that moved, beyond the old slugs that each plugin remembers itself.
CREATE TABLE site.redirect (
    path text NOT NULL,
    -- Where it went; NULL when it was withdrawn on purpose, which answers 410.
    target text,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT redirect_pkey PRIMARY KEY (path),
    CONSTRAINT redirect_path_form CHECK (path ~ '^/[^[:space:]?#]*$' AND char_length(path) <= 2000),
    -- A path of this site: a second slash would make it another host.
    CONSTRAINT redirect_target_form CHECK (
        target ~ '^/([^/[:space:]\\][^[:space:]\\]*)?$' AND char_length(target) <= 2000
    ),
    CONSTRAINT redirect_not_to_itself CHECK (target <> path)
);

SELECT kernel.announce_changes('site.redirect');

CREATE VIEW site.public_redirect
    WITH (security_barrier)
    AS
    SELECT
        path,
        target,
        since
    FROM site.redirect
    WHERE since <= kernel.as_of();

GRANT SELECT, INSERT, UPDATE, DELETE ON site.redirect TO stet_console;
GRANT SELECT ON site.public_redirect TO stet_site, stet_preview;
