-- What clinicians send to show what they hold. The files themselves lie sealed in the data folder under the id of
-- their row; readers' pages know nothing of any of it.
CREATE TABLE credentials.evidence (
    evidence_id uuid NOT NULL,
    -- NULL while the claim that it is for has not been submitted.
    credential_id uuid,
    kind text NOT NULL,
    bytes integer NOT NULL,
    sha256 bytea NOT NULL,
    pages integer NOT NULL,
    -- The key that opens it.
    key_id text NOT NULL,
    uploaded_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When it was taken back: nobody sees it from then on, and its file is deleted.
    removed_at timestamptz,
    CONSTRAINT evidence_pkey PRIMARY KEY (evidence_id),
    CONSTRAINT evidence_credential_exists FOREIGN KEY (credential_id)
        REFERENCES credentials.credential (credential_id),
    CONSTRAINT evidence_uploader_exists FOREIGN KEY (uploaded_by) REFERENCES accounts.account (account_id),
    CONSTRAINT evidence_kind_known CHECK (kind IN ('pdf', 'png', 'jpeg')),
    CONSTRAINT evidence_bytes_positive CHECK (bytes > 0),
    CONSTRAINT evidence_sha256_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT evidence_pages_counted CHECK (pages BETWEEN 1 AND 20),
    CONSTRAINT evidence_key_given CHECK (btrim(key_id) <> '')
);

CREATE INDEX evidence_credential ON credentials.evidence (credential_id, created_at, evidence_id)
    WHERE removed_at IS NULL;
CREATE INDEX evidence_held ON credentials.evidence (uploaded_by, created_at, evidence_id)
    WHERE removed_at IS NULL AND credential_id IS NULL;

-- What an account sent within a day is counted.
CREATE INDEX evidence_sent ON credentials.evidence (uploaded_by, created_at);

-- A row says what was sent, for good: it is joined to one claim once and taken back once. What somebody has seen when
-- they looked the claim up stays with it.
CREATE FUNCTION credentials.keep_evidence()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    broken text;
BEGIN
    CASE
        WHEN OLD.removed_at IS NOT NULL
            OR (OLD.credential_id IS NOT NULL AND NEW.credential_id IS DISTINCT FROM OLD.credential_id) THEN
            broken := 'evidence_kept';
        WHEN NEW.removed_at IS NOT NULL AND EXISTS (
            SELECT
            FROM credentials.finding
            JOIN credentials.credential USING (credential_id)
            WHERE finding.credential_id = OLD.credential_id
                AND finding.at > OLD.created_at
                AND credential.withdrawn_at IS NULL
        ) THEN
            broken := 'evidence_looked_at';
        ELSE
            NULL;
    END CASE;

    IF broken IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            CONSTRAINT = broken,
            MESSAGE = format('a change of evidence breaks %s', broken);
    END IF;

    RETURN NEW;
END
$$;

CREATE TRIGGER keep_evidence
    BEFORE UPDATE ON credentials.evidence
    FOR EACH ROW EXECUTE FUNCTION credentials.keep_evidence();

GRANT SELECT, INSERT, UPDATE (credential_id, removed_at) ON credentials.evidence TO stet_console;
