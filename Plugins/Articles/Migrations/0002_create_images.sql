-- Pictures of figures, drawn anew from what was sent: nothing of the file itself comes through.
CREATE TABLE articles.image (
    image_id uuid NOT NULL,
    -- The same picture is kept once.
    digest text NOT NULL,
    content bytea NOT NULL,
    -- What it shows, offered to whoever puts it into a text.
    alt text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT image_pkey PRIMARY KEY (image_id),
    CONSTRAINT image_digest_unique UNIQUE (digest),
    CONSTRAINT image_sender_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT image_digest_form CHECK (digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT image_content_size CHECK (octet_length(content) BETWEEN 1 AND 5000000),
    CONSTRAINT image_alt_given CHECK (btrim(alt) <> '' AND char_length(alt) <= 300),
    CONSTRAINT image_sides_positive CHECK (width > 0 AND height > 0)
);

SELECT kernel.keep('articles.image');

-- The pictures that a revision shows.
CREATE TABLE articles.revision_image (
    revision_id uuid NOT NULL,
    image_id uuid NOT NULL,
    CONSTRAINT revision_image_pkey PRIMARY KEY (revision_id, image_id),
    CONSTRAINT revision_image_revision_exists FOREIGN KEY (revision_id) REFERENCES articles.revision (revision_id),
    CONSTRAINT revision_image_image_exists FOREIGN KEY (image_id) REFERENCES articles.image (image_id)
);

CREATE INDEX image_created ON articles.image (created_at DESC, image_id DESC);
CREATE INDEX revision_image_image ON articles.revision_image (image_id);

SELECT kernel.keep('articles.revision_image');

-- The pictures of articles that readers see.
CREATE VIEW articles.public_image
    WITH (security_barrier)
    AS
    SELECT
        image.image_id,
        image.digest,
        image.content
    FROM articles.image
    WHERE EXISTS (
        SELECT
        FROM articles.revision_image
        JOIN articles.publication USING (revision_id)
        WHERE revision_image.image_id = image.image_id AND publication.visible @> kernel.as_of()
    );

GRANT SELECT, INSERT ON articles.image, articles.revision_image TO stet_console;
GRANT SELECT ON articles.public_image TO stet_site, stet_preview;
