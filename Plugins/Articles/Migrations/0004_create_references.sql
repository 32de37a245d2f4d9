-- Which pages a revision's text leads to. Written with the revision, and a part of it.
CREATE TABLE articles.reference (
    revision_id uuid NOT NULL,
    kind text NOT NULL,
    -- The article or topic, where there is one; else the path as it was written.
    target_id uuid,
    path text,
    CONSTRAINT reference_once UNIQUE NULLS NOT DISTINCT (revision_id, kind, target_id, path),
    CONSTRAINT reference_revision_exists FOREIGN KEY (revision_id) REFERENCES articles.revision (revision_id),
    CONSTRAINT reference_kind_known CHECK (kind IN ('article', 'topic', 'provider')),
    CONSTRAINT reference_one_target CHECK (num_nonnulls(target_id, path) = 1),
    CONSTRAINT reference_path_begins CHECK (path ~ '^/')
);

CREATE INDEX reference_target ON articles.reference (target_id);
CREATE INDEX reference_path ON articles.reference (path);

SELECT kernel.keep('articles.reference');

GRANT SELECT, INSERT ON articles.reference TO stet_console;
