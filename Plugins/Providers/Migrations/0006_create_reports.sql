-- What readers say is wrong on a profile. Nobody has to say who they are.
CREATE TABLE providers.report (
    report_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    -- Where it is decided; all that come in about one profile meanwhile are decided together.
    review_item_id uuid NOT NULL,
    kind text NOT NULL,
    words text NOT NULL,
    -- Where the reader wants an answer; NULL for most, and for all once the report is decided.
    email text,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT report_pkey PRIMARY KEY (report_id),
    CONSTRAINT report_provider_exists FOREIGN KEY (provider_id) REFERENCES providers.provider (provider_id),
    CONSTRAINT report_item_exists FOREIGN KEY (review_item_id)
        REFERENCES moderation.review_item (review_item_id),
    CONSTRAINT report_kind_known CHECK (
        kind IN ('license', 'person', 'contact', 'practice', 'text', 'other')
    ),
    CONSTRAINT report_words_length CHECK (char_length(words) <= 1000),
    CONSTRAINT report_email_form CHECK (
        email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND char_length(email) <= 254
    )
);

CREATE INDEX report_item ON providers.report (review_item_id, made_at DESC, report_id DESC);
CREATE INDEX report_provider ON providers.report (provider_id);
CREATE INDEX report_waits_for_answer ON providers.report (review_item_id) WHERE email IS NOT NULL;

-- What addresses are hashed with before they are counted: another salt each day, deleted after it, so that
-- nobody, not even we, can tell afterwards who reported.
CREATE TABLE providers.report_salt (
    day date NOT NULL,
    salt text NOT NULL,
    CONSTRAINT report_salt_pkey PRIMARY KEY (day),
    CONSTRAINT report_salt_length CHECK (char_length(salt) >= 40)
);

-- How many reports came in an hour from one part of the network, by the salted hash of its address.
CREATE TABLE providers.report_count (
    key text NOT NULL,
    hour timestamptz NOT NULL,
    reports integer NOT NULL,
    CONSTRAINT report_count_pkey PRIMARY KEY (key, hour),
    CONSTRAINT report_count_positive CHECK (reports > 0)
);

CREATE INDEX report_count_hour ON providers.report_count (hour);

GRANT SELECT, INSERT, UPDATE (email) ON providers.report TO stet_console;
GRANT SELECT, INSERT, DELETE ON providers.report_salt TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON providers.report_count TO stet_console;
