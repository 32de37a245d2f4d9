-- The listing: what lists of providers read. It is made from publications and license periods, and it is
-- itself a function of time: one row for each interval in which a provider is listed in the same way, future
-- ones included. Asking the facts instead takes over a second for one page of a large directory.

CREATE TABLE providers.listing (
    -- The all-zero id is the list of every topic.
    topic_id uuid NOT NULL,
    -- The empty text is the list of every state. A provider stands in it once, and once more in the list of
    -- each state they serve: a list without a state must ask for '', or it shows them several times.
    state text NOT NULL DEFAULT '',
    remote boolean NOT NULL,
    verified boolean NOT NULL,
    rank bigint NOT NULL,
    provider_id uuid NOT NULL,
    holds tstzrange NOT NULL,
    CONSTRAINT listing_provider_exists FOREIGN KEY (provider_id) REFERENCES providers.provider (provider_id),
    CONSTRAINT listing_holds_period CHECK (kernel.is_period(holds))
);

-- A list in its order: verified first. All that a list asks for is in the index.
CREATE INDEX listing_order ON providers.listing (topic_id, state, verified DESC, rank DESC, provider_id DESC)
    INCLUDE (remote, holds);

-- For rewriting one provider's rows, and for asking whether a provider found by a word is in a list.
CREATE UNIQUE INDEX listing_provider ON providers.listing (provider_id, topic_id, state, lower(holds));

-- The next change of a list. The list of every state has the changes of all others.
CREATE INDEX listing_begins ON providers.listing (topic_id, lower(holds)) WHERE state = '';
CREATE INDEX listing_ends ON providers.listing (topic_id, upper(holds)) WHERE state = '';

-- The listing as it follows from the facts. Within the time of one publication, the time under a verified
-- license is what it has in common with all license periods together; the rest is the time without.
CREATE VIEW providers.listing_fact
    AS
    SELECT
        topic.topic_id,
        place.state,
        revision.remote_only AS remote,
        piece.verified,
        provider.rank,
        publication.provider_id,
        piece.holds,
        -- The time of the publication that the row comes from.
        publication.visible
    FROM providers.publication
    JOIN providers.provider USING (provider_id)
    JOIN providers.revision USING (revision_id)
    CROSS JOIN LATERAL (
        SELECT
            tstzmultirange(publication.visible) AS whole,
            coalesce(range_agg(license_period.holds), '{}') AS licensed
        FROM providers.license_period
        WHERE license_period.provider_id = publication.provider_id
    ) AS span
    CROSS JOIN LATERAL (
        SELECT unnest(span.whole * span.licensed) AS holds, true AS verified
        UNION ALL
        SELECT unnest(span.whole - span.licensed), false
    ) AS piece
    CROSS JOIN LATERAL (
        SELECT '00000000-0000-0000-0000-000000000000'::uuid AS topic_id
        UNION ALL
        SELECT chosen.topic_id
        FROM providers.revision_topic AS chosen
        WHERE chosen.revision_id = publication.revision_id
    ) AS topic
    CROSS JOIN LATERAL (
        SELECT '' AS state
        UNION
        SELECT served
        FROM unnest(
            CASE
                -- The home state of a remote practice counts only where no others are named.
                WHEN revision.remote_only AND revision.states <> '{}' THEN revision.states
                ELSE array_append(revision.states, revision.state)
            END
        ) AS served
        WHERE served IS NOT NULL
        UNION
        SELECT office.state
        FROM providers.revision_office AS office
        WHERE office.revision_id = publication.revision_id
            AND office.state IS NOT NULL
            AND NOT revision.remote_only
    ) AS place;

-- Rewrites the rows of some providers where they differ from the facts, within the publications that touch a
-- span of time: years of earlier publications need no second look when a new one opens.
--
-- Whoever refreshes a provider holds its row: two at once would each add rows that the other cannot see yet.
-- Everything below reads after the lock, so it sees what the one before has committed.
--
-- One provider after the other: that is as fast as a join over all of them, and has one plan that is always
-- right. It is kept, since planning takes ten times as long as running; it goes by keys whatever the tables'
-- sizes were when it was made; and it is not compiled, which would take a hundred times as long.
CREATE FUNCTION providers.refresh_listing(provider_ids uuid[], span tstzrange DEFAULT '(,)')
    RETURNS void
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET jit = off
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    refreshed uuid;
    facts providers.listing[];
BEGIN
    PERFORM
    FROM providers.provider
    WHERE provider_id = ANY (provider_ids)
    ORDER BY provider_id
    FOR NO KEY UPDATE;

    FOREACH refreshed IN ARRAY provider_ids LOOP
        SELECT array_agg(ROW(topic_id, state, remote, verified, rank, provider_id, holds)::providers.listing)
        INTO facts
        FROM providers.listing_fact
        WHERE provider_id = refreshed
            AND visible && span;

        -- A row never reaches beyond its publication. So one that may be wrong touches the span itself, its
        -- publication being gone, or lies in a publication that does.
        DELETE FROM providers.listing
        WHERE listing.provider_id = refreshed
            AND (
                listing.holds && span
                OR EXISTS (
                    SELECT
                    FROM providers.publication
                    WHERE publication.provider_id = refreshed
                        AND publication.visible && listing.holds
                        AND publication.visible && span
                )
            )
            AND NOT EXISTS (
                SELECT
                FROM unnest(facts) AS fact
                WHERE fact.topic_id = listing.topic_id
                    AND fact.state = listing.state
                    AND fact.remote = listing.remote
                    AND fact.verified = listing.verified
                    AND fact.rank = listing.rank
                    AND fact.holds = listing.holds
            );

        -- What is left is right, so a row of the facts whose key is there is there itself.
        INSERT INTO providers.listing (topic_id, state, remote, verified, rank, provider_id, holds)
        SELECT topic_id, state, remote, verified, rank, provider_id, holds
        FROM unnest(facts) AS fact
        ON CONFLICT (provider_id, topic_id, state, lower(holds)) DO NOTHING;
    END LOOP;
END
$$;

-- Makes the whole listing anew, for a repair by hand. Nobody may change a provider meanwhile.
CREATE FUNCTION providers.rebuild_listing()
    RETURNS void
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    LOCK TABLE providers.provider IN SHARE ROW EXCLUSIVE MODE;
    TRUNCATE providers.listing;

    INSERT INTO providers.listing (topic_id, state, remote, verified, rank, provider_id, holds)
    SELECT topic_id, state, remote, verified, rank, provider_id, holds
    FROM providers.listing_fact
    -- As lists read it: the rows of a page lie together, and the largest index grows at its end.
    ORDER BY topic_id, state, verified DESC, rank DESC, provider_id DESC;
END
$$;

-- Keeps the listing in step with publications and license periods, whoever changes them. Once a statement, so
-- that a COPY of many rows costs one refresh. The argument names the column with the range.
CREATE FUNCTION providers.follow_facts()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    provider_ids uuid[];
    span tstzrange;
BEGIN
    EXECUTE format(
        'SELECT array_agg(DISTINCT provider_id ORDER BY provider_id), range_merge(range_agg(%I)) '
        'FROM (%s) AS touched',
        TG_ARGV[0],
        CASE TG_OP WHEN 'UPDATE' THEN 'TABLE changed UNION ALL TABLE replaced' ELSE 'TABLE changed' END)
    INTO provider_ids, span;

    IF provider_ids IS NOT NULL THEN
        PERFORM providers.refresh_listing(provider_ids, span);
    END IF;

    RETURN NULL;
END
$$;

-- The rank of a provider is in the listing as well.
CREATE FUNCTION providers.follow_rank()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE providers.listing
    SET rank = changed.rank
    FROM changed
    WHERE listing.provider_id = changed.provider_id
        AND listing.rank <> changed.rank;

    RETURN NULL;
END
$$;

CREATE TRIGGER follow_insert
    AFTER INSERT ON providers.publication
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('visible');

CREATE TRIGGER follow_update
    AFTER UPDATE ON providers.publication
    REFERENCING OLD TABLE AS replaced NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('visible');

CREATE TRIGGER follow_delete
    AFTER DELETE ON providers.publication
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('visible');

CREATE TRIGGER follow_insert
    AFTER INSERT ON providers.license_period
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('holds');

CREATE TRIGGER follow_update
    AFTER UPDATE ON providers.license_period
    REFERENCING OLD TABLE AS replaced NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('holds');

CREATE TRIGGER follow_delete
    AFTER DELETE ON providers.license_period
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_facts('holds');

CREATE TRIGGER follow_rank
    AFTER UPDATE ON providers.provider
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION providers.follow_rank();

-- For lists: ids and order keys of who is listed at the instant. No security barrier, which costs seconds
-- here.
CREATE VIEW providers.public_listing
    AS
    SELECT
        topic_id,
        state,
        remote,
        verified,
        rank,
        provider_id
    FROM providers.listing
    WHERE holds @> kernel.as_of();

-- The instants at which a list or a profile changes, the coming ones too. By topic for a topic's page; a
-- profile asks by provider with the all-zero topic.
CREATE VIEW providers.public_boundary
    AS
    SELECT
        topic_id,
        provider_id,
        lower(holds) AS begins,
        upper(holds) AS ends
    FROM providers.listing
    WHERE state = '';

GRANT SELECT ON providers.listing, providers.listing_fact TO stet_console;
GRANT EXECUTE ON FUNCTION providers.refresh_listing(uuid[], tstzrange) TO stet_console;
GRANT SELECT ON providers.public_listing, providers.public_boundary TO stet_site, stet_preview;
