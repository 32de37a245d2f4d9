-- The audit chain: what people did, in an order that cannot be changed without a trace.

-- Who did what, in which role, on what, before and after. Inserted by the use case in its own transaction.
CREATE TABLE kernel.audit_entry (
    audit_entry_id uuid NOT NULL,
    -- NULL when the system itself acted: a job, a migration.
    account_id uuid,
    -- The name at the time: an account may be renamed later.
    actor_name text NOT NULL,
    -- NULL when no person acted.
    role text,
    action text NOT NULL,
    subject_type text NOT NULL,
    -- Text, because not every subject has a UUID: a setting has a key, an import a file name.
    subject_id text NOT NULL,
    before jsonb,
    after jsonb,
    reason text,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    request_id text,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (audit_entry_id),
    CONSTRAINT audit_entry_action_given CHECK (action <> ''),
    CONSTRAINT audit_entry_at_finite CHECK (isfinite(at))
);

CREATE INDEX audit_entry_at ON kernel.audit_entry (at DESC, audit_entry_id DESC);
CREATE INDEX audit_entry_subject
    ON kernel.audit_entry (subject_type, subject_id, at DESC, audit_entry_id DESC);
CREATE INDEX audit_entry_account ON kernel.audit_entry (account_id, at DESC, audit_entry_id DESC);

-- The chain. It stands apart from the entries because the order of commits is known only at commit.
CREATE TABLE kernel.audit_link (
    sequence bigint NOT NULL,
    audit_entry_id uuid NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_link_pkey PRIMARY KEY (sequence),
    CONSTRAINT audit_link_entry_once UNIQUE (audit_entry_id),
    CONSTRAINT audit_link_entry_exists FOREIGN KEY (audit_entry_id)
        REFERENCES kernel.audit_entry (audit_entry_id),
    CONSTRAINT audit_link_hash_sha256 CHECK (octet_length(hash) = 32)
);

-- One field of the encoding: absent, or its length and bytes. Without the length, ('ab', 'c') and ('a', 'bc')
-- would be the same.
CREATE FUNCTION kernel.audit_field(field bytea)
    RETURNS bytea
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN coalesce('\x01'::bytea || int4send(octet_length(field)) || field, '\x00'::bytea);

-- What is hashed of an entry: a byte for the version of this encoding, then its fields in this order.
-- Instants are microseconds since 1970 in UTC, because their text depends on the session.
CREATE FUNCTION kernel.audit_canonical(entry kernel.audit_entry)
    RETURNS bytea
    LANGUAGE sql
    STABLE
    PARALLEL SAFE
    RETURN '\x01'::bytea
        || kernel.audit_field(uuid_send(entry.audit_entry_id))
        || kernel.audit_field(uuid_send(entry.account_id))
        || kernel.audit_field(convert_to(entry.actor_name, 'UTF8'))
        || kernel.audit_field(convert_to(entry.role, 'UTF8'))
        || kernel.audit_field(convert_to(entry.action, 'UTF8'))
        || kernel.audit_field(convert_to(entry.subject_type, 'UTF8'))
        || kernel.audit_field(convert_to(entry.subject_id, 'UTF8'))
        || kernel.audit_field(convert_to(entry.before::text, 'UTF8'))
        || kernel.audit_field(convert_to(entry.after::text, 'UTF8'))
        || kernel.audit_field(convert_to(entry.reason, 'UTF8'))
        || kernel.audit_field(int8send((extract(epoch FROM entry.at) * 1000000)::bigint))
        || kernel.audit_field(convert_to(entry.request_id, 'UTF8'));

-- Links an entry into the chain at commit, under one lock. Taking the lock at the first audit entry instead,
-- long before commit, made everybody wait for everybody's whole transaction, and deadlocked with their row
-- locks.
CREATE FUNCTION kernel.link_audit_entry()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head kernel.audit_link;
BEGIN
    -- With a snapshot from before the lock, the head read below would be an old one.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'feature_not_supported',
            MESSAGE = 'an audit entry needs a transaction that is READ COMMITTED';
    END IF;

    PERFORM pg_advisory_xact_lock(hashtextextended('kernel.audit_link', 0));

    SELECT *
    INTO head
    FROM kernel.audit_link
    ORDER BY sequence DESC
    LIMIT 1;

    -- Read again instead of hashing NEW: what is linked is what the table holds.
    INSERT INTO kernel.audit_link (sequence, audit_entry_id, hash)
    SELECT
        coalesce(head.sequence, 0) + 1,
        entry.audit_entry_id,
        sha256(coalesce(head.hash, '\x') || kernel.audit_canonical(entry))
    FROM kernel.audit_entry AS entry
    WHERE entry.audit_entry_id = NEW.audit_entry_id;

    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER link_audit_entry
    AFTER INSERT ON kernel.audit_entry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kernel.link_audit_entry();

SELECT kernel.keep('kernel.audit_entry');
SELECT kernel.keep('kernel.audit_link');

-- The first thing wrong in the chain between two sequence numbers, or no row. Asked in slices it walks a
-- chain of any length in little memory, and a caller can show how far it is. A slice without an end also
-- looks for entries that were never linked, which have no sequence.
CREATE FUNCTION kernel.audit_verify(first_sequence bigint DEFAULT 1, last_sequence bigint DEFAULT NULL)
    RETURNS TABLE (sequence bigint, audit_entry_id uuid, problem text)
    LANGUAGE plpgsql
    STABLE
AS $$
BEGIN
    RETURN QUERY
        SELECT
            walk.sequence,
            walk.audit_entry_id,
            CASE
                WHEN walk.sequence <> walk.expected THEN format('link %s is missing', walk.expected)
                WHEN walk.entry IS NULL THEN 'the entry is missing'
                ELSE 'the entry or its link was changed'
            END
        FROM (
            SELECT
                link.sequence,
                link.audit_entry_id,
                link.hash,
                entry,
                coalesce(lag(link.sequence) OVER chain + 1, greatest(first_sequence - 1, 1)) AS expected,
                coalesce(lag(link.hash) OVER chain, '\x') AS previous
            FROM kernel.audit_link AS link
            LEFT JOIN kernel.audit_entry AS entry USING (audit_entry_id)
            -- One link before the slice, for its hash; the first link of all has none.
            WHERE link.sequence >= first_sequence - 1
                AND (last_sequence IS NULL OR link.sequence <= last_sequence)
            WINDOW chain AS (ORDER BY link.sequence)
        ) AS walk
        WHERE walk.sequence >= first_sequence
            AND (
                walk.sequence <> walk.expected
                OR walk.entry IS NULL
                OR walk.hash <> sha256(walk.previous || kernel.audit_canonical(walk.entry))
            )
        ORDER BY walk.sequence
        LIMIT 1;

    IF FOUND OR last_sequence IS NOT NULL THEN
        RETURN;
    END IF;

    RETURN QUERY
        SELECT NULL::bigint, entry.audit_entry_id, 'the entry is not linked'
        FROM kernel.audit_entry AS entry
        WHERE NOT EXISTS (
            SELECT
            FROM kernel.audit_link AS link
            WHERE link.audit_entry_id = entry.audit_entry_id
        )
        ORDER BY entry.at, entry.audit_entry_id
        LIMIT 1;
END
$$;

GRANT SELECT, INSERT ON kernel.audit_entry TO stet_console;
GRANT SELECT ON kernel.audit_link TO stet_console;
GRANT EXECUTE ON FUNCTION kernel.audit_field(bytea) TO stet_console;
GRANT EXECUTE ON FUNCTION kernel.audit_canonical(kernel.audit_entry) TO stet_console;
GRANT EXECUTE ON FUNCTION kernel.audit_verify(bigint, bigint) TO stet_console;
