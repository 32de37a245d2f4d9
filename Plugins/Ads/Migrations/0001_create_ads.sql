CREATE SCHEMA ads;

GRANT USAGE ON SCHEMA ads TO stet_console, stet_site, stet_preview;

-- Where ads may stand. Their sizes are reserved on the page, so they change with its style sheet.
CREATE TABLE ads.slot (
    slot_key text NOT NULL,
    page_kind text NOT NULL,
    place text NOT NULL,
    -- In CSS pixels.
    width integer NOT NULL,
    height integer NOT NULL,
    -- The order of a page's slots, from the top.
    position integer NOT NULL,
    CONSTRAINT slot_pkey PRIMARY KEY (slot_key),
    CONSTRAINT slot_position_once UNIQUE (page_kind, position),
    CONSTRAINT slot_key_form CHECK (kernel.is_slug(slot_key)),
    CONSTRAINT slot_page_kind_known CHECK (page_kind IN ('home', 'topic', 'article', 'category', 'search')),
    CONSTRAINT slot_place_known CHECK (place IN ('body', 'end')),
    CONSTRAINT slot_size_positive CHECK (width > 0 AND height > 0)
);

INSERT INTO ads.slot (slot_key, page_kind, place, width, height, position)
VALUES
    ('article-body-1', 'article', 'body', 300, 250, 1),
    ('article-body-2', 'article', 'body', 300, 250, 2),
    ('article-body-3', 'article', 'body', 300, 250, 3),
    ('article-body-4', 'article', 'body', 300, 250, 4),
    ('topic-end', 'topic', 'end', 728, 90, 1),
    ('home-end', 'home', 'end', 728, 90, 1),
    ('category-end', 'category', 'end', 728, 90, 1);

CREATE TABLE ads.advertiser (
    advertiser_id uuid NOT NULL,
    name text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT advertiser_pkey PRIMARY KEY (advertiser_id),
    CONSTRAINT advertiser_name_given CHECK (
        name = btrim(name) AND name <> '' AND char_length(name) <= 120
    ),
    CONSTRAINT advertiser_version_positive CHECK (version > 0)
);

CREATE UNIQUE INDEX advertiser_name_unique ON ads.advertiser (lower(name));

CREATE TABLE ads.campaign (
    campaign_id uuid NOT NULL,
    advertiser_id uuid NOT NULL,
    name text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT campaign_pkey PRIMARY KEY (campaign_id),
    CONSTRAINT campaign_advertiser_exists FOREIGN KEY (advertiser_id)
        REFERENCES ads.advertiser (advertiser_id),
    CONSTRAINT campaign_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 120),
    CONSTRAINT campaign_version_positive CHECK (version > 0)
);

CREATE UNIQUE INDEX campaign_name_unique ON ads.campaign (advertiser_id, lower(name));

-- A booking: how it goes before others, and on which pages it may run. When it runs, flights say.
CREATE TABLE ads.line_item (
    line_item_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    name text NOT NULL,
    -- Who goes first: each band is asked before the next.
    priority text NOT NULL,
    -- Its share of what its band gets.
    weight integer NOT NULL DEFAULT 1,
    -- Impressions after which it rests; NULL for as many as there are.
    goal bigint,
    -- Empty for every kind of page.
    page_kinds text[] NOT NULL DEFAULT '{}',
    -- Slugs. With topics and categories both empty it runs whatever a page is about; else on pages with one of them.
    categories text[] NOT NULL DEFAULT '{}',
    excluded_categories text[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT line_item_pkey PRIMARY KEY (line_item_id),
    CONSTRAINT line_item_campaign_exists FOREIGN KEY (campaign_id) REFERENCES ads.campaign (campaign_id),
    CONSTRAINT line_item_name_given CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 120),
    CONSTRAINT line_item_priority_known CHECK (
        priority IN ('sponsorship', 'standard', 'bulk', 'house')
    ),
    CONSTRAINT line_item_weight_range CHECK (weight BETWEEN 1 AND 100),
    CONSTRAINT line_item_goal_positive CHECK (goal > 0),
    CONSTRAINT line_item_page_kinds_known CHECK (
        page_kinds <@ ARRAY['home', 'topic', 'article', 'category', 'search']
    ),
    CONSTRAINT line_item_version_positive CHECK (version > 0)
);

CREATE INDEX line_item_campaign ON ads.line_item (campaign_id);

CREATE TABLE ads.line_item_topic (
    line_item_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    -- False: it runs on pages about the topic. True: on none of them.
    is_excluded boolean NOT NULL,
    CONSTRAINT line_item_topic_pkey PRIMARY KEY (line_item_id, topic_id),
    CONSTRAINT line_item_topic_line_item_exists FOREIGN KEY (line_item_id)
        REFERENCES ads.line_item (line_item_id),
    CONSTRAINT line_item_topic_topic_exists FOREIGN KEY (topic_id)
        REFERENCES topics.topic (topic_id) ON DELETE CASCADE
);

CREATE INDEX line_item_topic_topic ON ads.line_item_topic (topic_id);

-- Pictures drawn anew from what was uploaded, by the SHA-256 of their bytes.
CREATE TABLE ads.picture (
    picture_id text NOT NULL,
    content bytea NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT picture_pkey PRIMARY KEY (picture_id),
    CONSTRAINT picture_uploader_exists FOREIGN KEY (created_by) REFERENCES accounts.account (account_id),
    CONSTRAINT picture_id_form CHECK (picture_id ~ '^[0-9a-f]{64}$'),
    CONSTRAINT picture_size_positive CHECK (width > 0 AND height > 0)
);

SELECT kernel.keep('ads.picture');

CREATE TABLE ads.creative (
    creative_id uuid NOT NULL,
    line_item_id uuid NOT NULL,
    -- Of a picture: what it says to those who do not see it.
    title text NOT NULL,
    -- Empty beside a picture.
    body text NOT NULL DEFAULT '',
    -- NULL for an ad of words, which fits every slot; a picture fits those of its size.
    picture_id text,
    landing_url text NOT NULL,
    is_on boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT creative_pkey PRIMARY KEY (creative_id),
    CONSTRAINT creative_line_item_exists FOREIGN KEY (line_item_id) REFERENCES ads.line_item (line_item_id),
    CONSTRAINT creative_picture_exists FOREIGN KEY (picture_id) REFERENCES ads.picture (picture_id),
    CONSTRAINT creative_title_given CHECK (
        title = btrim(title) AND title <> '' AND char_length(title) <= 80
    ),
    CONSTRAINT creative_body_length CHECK (char_length(body) <= 200),
    CONSTRAINT creative_words_or_picture CHECK ((picture_id IS NULL) = (body <> '')),
    -- The last guard of a link that readers follow: a secure address, a host, nobody's password.
    CONSTRAINT creative_landing_url_form CHECK (
        landing_url ~ '^https://[^[:space:]/?#@:]+(:[0-9]+)?([/?#][^[:space:]"<>\\]*)?$'
        AND char_length(landing_url) <= 2000
    ),
    CONSTRAINT creative_version_positive CHECK (version > 0)
);

CREATE INDEX creative_line_item ON ads.creative (line_item_id);
CREATE INDEX creative_picture ON ads.creative (picture_id);

-- When a line item runs.
CREATE TABLE ads.flight (
    flight_id uuid NOT NULL,
    line_item_id uuid NOT NULL,
    runs tstzrange NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT flight_pkey PRIMARY KEY (flight_id),
    CONSTRAINT flight_line_item_exists FOREIGN KEY (line_item_id) REFERENCES ads.line_item (line_item_id),
    CONSTRAINT flight_runs_period CHECK (kernel.is_period(runs)),
    CONSTRAINT flight_one_at_a_time EXCLUDE USING gist (line_item_id WITH =, runs WITH &&)
);

CREATE INDEX flight_begins ON ads.flight (lower(runs));
CREATE INDEX flight_ends ON ads.flight (upper(runs));

SELECT kernel.guard('ads.flight', 'runs');
SELECT kernel.announce_changes('ads.slot');
SELECT kernel.announce_changes('ads.line_item');
SELECT kernel.announce_changes('ads.line_item_topic');
SELECT kernel.announce_changes('ads.creative');

-- What readers' browsers told: an ad was drawn, a link was followed. Rows are added and stay, those that do not count
-- with the reason. Nothing says who the reader was. It does not notify, and has no foreign keys: each row would lock
-- those of its line item, and line items are never deleted.
CREATE TABLE ads.event (
    event_id bigint GENERATED ALWAYS AS IDENTITY,
    -- Of the one time that the ad was handed out.
    token_id uuid NOT NULL,
    kind text NOT NULL,
    line_item_id uuid NOT NULL,
    creative_id uuid NOT NULL,
    slot_key text NOT NULL,
    -- Without what was searched for.
    page_path text NOT NULL,
    -- Why it does not count; NULL where it does.
    filtered text,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT event_pkey PRIMARY KEY (event_id),
    CONSTRAINT event_kind_known CHECK (kind IN ('impression', 'click')),
    CONSTRAINT event_path_without_query CHECK (page_path ~ '^/[^?#]*$' AND char_length(page_path) <= 400),
    CONSTRAINT event_filtered_known CHECK (
        filtered IN ('bot', 'not_browser', 'prefetch', 'expired', 'duplicate', 'no_impression')
    )
);

CREATE UNIQUE INDEX event_once ON ads.event (token_id, kind) WHERE filtered IS NULL;
CREATE INDEX event_counted ON ads.event (line_item_id, kind, at) WHERE filtered IS NULL;
CREATE INDEX event_at ON ads.event (at);

SELECT kernel.keep('ads.event');

-- Whoever adds an event cannot look at others, so the table itself says whether it counts. The same event from two
-- processes at once meets event_once; the second one tries again and is then seen to be a duplicate.
CREATE FUNCTION ads.classify_event()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.filtered IS NULL THEN
        IF EXISTS (
            SELECT
            FROM ads.event
            WHERE token_id = NEW.token_id AND kind = NEW.kind AND filtered IS NULL
        ) THEN
            NEW.filtered := 'duplicate';
        ELSIF NEW.kind = 'click' AND NOT EXISTS (
            SELECT
            FROM ads.event
            WHERE token_id = NEW.token_id AND kind = 'impression' AND filtered IS NULL
        ) THEN
            NEW.filtered := 'no_impression';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER classify_event BEFORE INSERT ON ads.event
    FOR EACH ROW EXECUTE FUNCTION ads.classify_event();

CREATE VIEW ads.public_slot
    AS
    SELECT
        slot_key AS key,
        page_kind,
        place,
        width,
        height,
        position
    FROM ads.slot;

-- Line items that run or will, with one row for each of their flights that is not over. Coming ones are part of it,
-- so that a process that knows them needs to ask nothing when they begin.
CREATE VIEW ads.public_line_item
    AS
    SELECT
        line_item.line_item_id,
        campaign.advertiser_id,
        line_item.priority,
        line_item.weight,
        line_item.goal,
        CASE
            WHEN line_item.goal IS NOT NULL THEN (
                SELECT count(*)
                FROM ads.event
                WHERE event.line_item_id = line_item.line_item_id
                    AND event.kind = 'impression'
                    AND event.filtered IS NULL
            )
            ELSE 0
        END AS delivered,
        line_item.page_kinds,
        ARRAY(
            SELECT topic.slug
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND NOT line_item_topic.is_excluded
            ORDER BY topic.slug
        ) AS topics,
        ARRAY(
            SELECT topic.slug
            FROM ads.line_item_topic
            JOIN topics.topic USING (topic_id)
            WHERE line_item_topic.line_item_id = line_item.line_item_id AND line_item_topic.is_excluded
            ORDER BY topic.slug
        ) AS excluded_topics,
        line_item.categories,
        line_item.excluded_categories,
        lower(flight.runs) AS begins,
        upper(flight.runs) AS ends
    FROM ads.line_item
    JOIN ads.campaign USING (campaign_id)
    JOIN ads.flight USING (line_item_id)
    WHERE coalesce(upper(flight.runs) > kernel.as_of(), true);

CREATE VIEW ads.public_creative
    AS
    SELECT
        creative.creative_id,
        creative.line_item_id,
        creative.title,
        creative.body,
        creative.picture_id,
        picture.width,
        picture.height,
        -- For the preview, in which nothing is counted on the way.
        creative.landing_url
    FROM ads.creative
    LEFT JOIN ads.picture USING (picture_id)
    WHERE creative.is_on
        AND EXISTS (
            SELECT
            FROM ads.flight
            WHERE flight.line_item_id = creative.line_item_id
                AND coalesce(upper(flight.runs) > kernel.as_of(), true)
        );

-- Where a click leads. An ad that is still on somebody's screen leads there after its flight has ended, too.
CREATE VIEW ads.public_destination
    WITH (security_barrier)
    AS
    SELECT
        creative_id,
        landing_url
    FROM ads.creative
    WHERE EXISTS (
        SELECT
        FROM ads.flight
        WHERE flight.line_item_id = creative.line_item_id AND lower(flight.runs) <= kernel.as_of()
    );

-- Pictures of what is or was booked.
CREATE VIEW ads.public_picture
    WITH (security_barrier)
    AS
    SELECT
        picture_id,
        content
    FROM ads.picture
    WHERE EXISTS (
        SELECT
        FROM ads.creative
        JOIN ads.flight USING (line_item_id)
        WHERE creative.picture_id = picture.picture_id
    );

-- The instants at which what fills slots changes: instants and nothing else.
CREATE VIEW ads.public_boundary
    AS
    SELECT
        lower(runs) AS begins,
        upper(runs) AS ends
    FROM ads.flight;

GRANT SELECT ON ads.slot TO stet_console;
GRANT SELECT, INSERT, UPDATE ON ads.advertiser, ads.campaign, ads.line_item, ads.creative TO stet_console;
GRANT SELECT, INSERT, DELETE ON ads.line_item_topic TO stet_console;
GRANT SELECT, INSERT ON ads.picture TO stet_console;
-- A flight is ended, or deleted before it has begun; it is never turned into another one.
GRANT SELECT, INSERT, UPDATE (runs), DELETE ON ads.flight TO stet_console;
GRANT SELECT ON ads.event TO stet_console;
-- The one table that the site adds to. It reads nothing of it, and neither chooses an event's time nor its number.
GRANT INSERT (token_id, kind, line_item_id, creative_id, slot_key, page_path, filtered)
    ON ads.event TO stet_site;
GRANT SELECT ON ads.public_slot, ads.public_line_item, ads.public_creative, ads.public_destination,
    ads.public_picture, ads.public_boundary
    TO stet_site, stet_preview;
