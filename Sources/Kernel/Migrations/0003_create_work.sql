-- Work that is done later: events and their deliveries, queued jobs, periodic jobs.
--
-- A worker claims what is due with FOR UPDATE SKIP LOCKED and writes its name and a lease; a claim whose
-- lease has run out counts for nothing. Nothing here notifies: it would serialize the commits of everything
-- that publishes.

CREATE TABLE kernel.event (
    event_id uuid NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT event_pkey PRIMARY KEY (event_id),
    CONSTRAINT event_name_given CHECK (name <> '')
);

CREATE INDEX event_at ON kernel.event (at);

-- One row a subscription, written with the event. A reader that keeps a cursor over event ids instead would
-- lose the events that commit out of order.
CREATE TABLE kernel.delivery (
    delivery_id uuid NOT NULL,
    event_id uuid NOT NULL,
    subscription text NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    claimed_by text,
    claimed_until timestamptz,
    done_at timestamptz,
    -- When it was given up; the console shows such deliveries and can send them again.
    dead_at timestamptz,
    last_error text,
    -- How long after due_at it was begun, in microseconds; NULL before that.
    lateness_us bigint,
    CONSTRAINT delivery_pkey PRIMARY KEY (delivery_id),
    CONSTRAINT delivery_event_exists FOREIGN KEY (event_id)
        REFERENCES kernel.event (event_id) ON DELETE CASCADE,
    CONSTRAINT delivery_once UNIQUE (event_id, subscription),
    CONSTRAINT delivery_attempts_counted CHECK (attempts >= 0),
    CONSTRAINT delivery_claim_whole CHECK (num_nonnulls(claimed_by, claimed_until) IN (0, 2)),
    CONSTRAINT delivery_one_end CHECK (num_nonnulls(done_at, dead_at) <= 1)
);

CREATE INDEX delivery_due ON kernel.delivery (due_at, delivery_id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX delivery_done ON kernel.delivery (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX delivery_dead ON kernel.delivery (dead_at DESC, delivery_id DESC) WHERE dead_at IS NOT NULL;

CREATE TABLE kernel.job (
    job_id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    claimed_by text,
    claimed_until timestamptz,
    done_at timestamptz,
    dead_at timestamptz,
    last_error text,
    lateness_us bigint,
    CONSTRAINT job_pkey PRIMARY KEY (job_id),
    CONSTRAINT job_kind_given CHECK (kind <> ''),
    CONSTRAINT job_attempts_counted CHECK (attempts >= 0),
    CONSTRAINT job_claim_whole CHECK (num_nonnulls(claimed_by, claimed_until) IN (0, 2)),
    CONSTRAINT job_one_end CHECK (num_nonnulls(done_at, dead_at) <= 1)
);

CREATE INDEX job_due ON kernel.job (due_at, job_id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX job_done ON kernel.job (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX job_dead ON kernel.job (dead_at DESC, job_id DESC) WHERE dead_at IS NOT NULL;

-- One row a periodic job that some plugin declares.
CREATE TABLE kernel.periodic (
    kind text NOT NULL,
    next_at timestamptz NOT NULL,
    claimed_by text,
    claimed_until timestamptz,
    last_started_at timestamptz,
    last_finished_at timestamptz,
    last_error text,
    lateness_us bigint,
    CONSTRAINT periodic_pkey PRIMARY KEY (kind),
    CONSTRAINT periodic_claim_whole CHECK (num_nonnulls(claimed_by, claimed_until) IN (0, 2))
);

GRANT SELECT, INSERT, DELETE ON kernel.event TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.delivery TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.job TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.periodic TO stet_console;
