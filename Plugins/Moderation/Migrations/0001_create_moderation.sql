CREATE SCHEMA moderation;

GRANT USAGE ON SCHEMA moderation TO stet_console;

-- Something that waits for a person. What it is about belongs to the plugin that opened it.
CREATE TABLE moderation.review_item (
    review_item_id uuid NOT NULL,
    type text NOT NULL,
    subject_id uuid NOT NULL,
    -- Whose thing it is, a provider as a rule, so that they can see where it stands; NULL for house content.
    -- Without a foreign key: those who own things are in plugins above this one.
    owner_id uuid,
    title text NOT NULL,
    summary text NOT NULL DEFAULT '',
    risk smallint NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    -- The order of the queue: risk buys hours. Stored, because a product of risk and time left cannot be
    -- indexed; by way of UTC, because taking an interval from a timestamptz depends on the session's zone.
    urgency timestamptz NOT NULL
        GENERATED ALWAYS AS (
            (due_at AT TIME ZONE 'UTC' - risk * interval '12 hours') AT TIME ZONE 'UTC'
        ) STORED,
    state text NOT NULL DEFAULT 'open',
    stage smallint NOT NULL DEFAULT 1,
    -- The permission that deciding this stage takes.
    needs text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    payload jsonb NOT NULL DEFAULT '{}',
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- NULL when an import or a job opened it.
    opened_by uuid,
    -- Who decided the first stage; the second takes another person.
    first_person uuid,
    claimed_by uuid,
    claimed_until timestamptz,
    -- Who held it until the one who holds it took it over, so that they can be told; NULL as a rule.
    taken_from uuid,
    decided_at timestamptz,
    CONSTRAINT review_item_pkey PRIMARY KEY (review_item_id),
    CONSTRAINT review_item_opener_exists FOREIGN KEY (opened_by) REFERENCES accounts.account (account_id),
    CONSTRAINT review_item_first_person_exists FOREIGN KEY (first_person)
        REFERENCES accounts.person (person_id),
    CONSTRAINT review_item_claimer_exists FOREIGN KEY (claimed_by) REFERENCES accounts.account (account_id),
    CONSTRAINT review_item_former_claimer_exists FOREIGN KEY (taken_from)
        REFERENCES accounts.account (account_id),
    CONSTRAINT review_item_type_given CHECK (type <> ''),
    CONSTRAINT review_item_title_given CHECK (title <> ''),
    CONSTRAINT review_item_risk_range CHECK (risk BETWEEN 0 AND 3),
    CONSTRAINT review_item_state_known CHECK (state IN ('open', 'decided', 'withdrawn')),
    CONSTRAINT review_item_stage_range CHECK (stage IN (1, 2)),
    CONSTRAINT review_item_second_stage_follows CHECK (stage = 1 OR first_person IS NOT NULL),
    CONSTRAINT review_item_version_positive CHECK (version > 0),
    CONSTRAINT review_item_claim_whole CHECK (num_nonnulls(claimed_by, claimed_until) IN (0, 2)),
    CONSTRAINT review_item_claim_of_open CHECK (claimed_by IS NULL OR state = 'open'),
    CONSTRAINT review_item_decided_when CHECK ((state = 'decided') = (decided_at IS NOT NULL))
);

CREATE UNIQUE INDEX review_item_one_open ON moderation.review_item (type, subject_id) WHERE state = 'open';

-- The queue: a claim takes an item out, so that nobody walks over what others hold.
CREATE INDEX review_item_queue ON moderation.review_item (urgency, review_item_id)
    WHERE state = 'open' AND claimed_by IS NULL;

-- The same for whoever may decide little of what waits, or looks for little of it. Claims and decisions cost nothing
-- more for these: a claimed item is in none of them.
CREATE INDEX review_item_queue_needs ON moderation.review_item (needs, urgency, review_item_id)
    WHERE state = 'open' AND claimed_by IS NULL;
CREATE INDEX review_item_queue_risk ON moderation.review_item (risk, urgency, review_item_id)
    WHERE state = 'open' AND claimed_by IS NULL;
CREATE INDEX review_item_queue_summary ON moderation.review_item (summary, urgency, review_item_id)
    WHERE state = 'open' AND claimed_by IS NULL;

-- One person's desk, and the leases that have run out.
CREATE INDEX review_item_claimer ON moderation.review_item (claimed_by, urgency, review_item_id)
    WHERE state = 'open' AND claimed_by IS NOT NULL;
CREATE INDEX review_item_lease ON moderation.review_item (claimed_until)
    WHERE state = 'open' AND claimed_by IS NOT NULL;

CREATE INDEX review_item_subject ON moderation.review_item (subject_id);
CREATE INDEX review_item_owner ON moderation.review_item (owner_id) WHERE owner_id IS NOT NULL;
-- The open items in their other order.
CREATE INDEX review_item_due ON moderation.review_item (due_at, review_item_id) WHERE state = 'open';
-- What was decided about things of the same kind.
CREATE INDEX review_item_alike ON moderation.review_item (type, summary, decided_at DESC, review_item_id DESC)
    WHERE state = 'decided';
CREATE INDEX review_item_decided ON moderation.review_item (decided_at DESC, review_item_id DESC)
    WHERE state = 'decided';

CREATE TABLE moderation.decision (
    decision_id uuid NOT NULL,
    review_item_id uuid NOT NULL,
    stage smallint NOT NULL,
    action text NOT NULL,
    reason_code text,
    reason text,
    account_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The version of the item that the person saw.
    item_version integer NOT NULL,
    -- Since when what it changed holds; NULL where readers see no difference. What takes it back begins here.
    effective_at timestamptz,
    -- The decision that this one takes back; NULL for all others.
    undoes uuid,
    CONSTRAINT decision_pkey PRIMARY KEY (decision_id),
    CONSTRAINT decision_item_exists FOREIGN KEY (review_item_id)
        REFERENCES moderation.review_item (review_item_id),
    CONSTRAINT decision_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT decision_person_exists FOREIGN KEY (person_id) REFERENCES accounts.person (person_id),
    CONSTRAINT decision_stage_range CHECK (stage IN (1, 2)),
    CONSTRAINT decision_action_given CHECK (action <> ''),
    -- Every decision moves the item to a new version, so two on one version are one too many.
    CONSTRAINT decision_one_a_version UNIQUE (review_item_id, item_version),
    CONSTRAINT decision_of_person UNIQUE (decision_id, review_item_id, person_id),
    CONSTRAINT decision_undone_by_its_person FOREIGN KEY (undoes, review_item_id, person_id)
        REFERENCES moderation.decision (decision_id, review_item_id, person_id),
    CONSTRAINT decision_undone_once UNIQUE (undoes),
    CONSTRAINT decision_undo_named CHECK ((action = 'undo') = (undoes IS NOT NULL))
);

CREATE INDEX decision_account ON moderation.decision (account_id, at DESC, decision_id DESC);

SELECT kernel.keep('moderation.decision');

-- Open screens hear of decisions by item and standing, and of nobody. Claims are not announced: a notification
-- waits for a lock at commit, and claims are many.
CREATE FUNCTION moderation.announce_decision()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_notify(
        'stet_queue',
        concat_ws(
            ' ',
            NEW.review_item_id,
            CASE
                WHEN NEW.undoes IS NOT NULL THEN 'reopened'
                WHEN item.state = 'decided' THEN 'decided'
                ELSE 'advanced'
            END
        )
    )
    FROM moderation.review_item AS item
    WHERE item.review_item_id = NEW.review_item_id;

    RETURN NULL;
END
$$;

CREATE TRIGGER announce_decision
    AFTER INSERT ON moderation.decision
    FOR EACH ROW EXECUTE FUNCTION moderation.announce_decision();

GRANT SELECT, INSERT, UPDATE ON moderation.review_item TO stet_console;
GRANT SELECT, INSERT ON moderation.decision TO stet_console;
