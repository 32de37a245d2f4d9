CREATE SCHEMA accounts;

GRANT USAGE ON SCHEMA accounts TO stet_console;

-- A human being. Where two must look, two persons must: one with two accounts is still one.
CREATE TABLE accounts.person (
    person_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT person_pkey PRIMARY KEY (person_id)
);

CREATE TABLE accounts.account (
    account_id uuid NOT NULL,
    person_id uuid NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    -- NULL until the one-time link has been used.
    password_hash text,
    time_zone text NOT NULL DEFAULT 'America/New_York',
    disabled_at timestamptz,
    -- When somebody last used it; NULL while nobody has. Sessions are deleted, this stays.
    seen_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT account_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_person_exists FOREIGN KEY (person_id) REFERENCES accounts.person (person_id),
    CONSTRAINT account_email_unique UNIQUE (email),
    CONSTRAINT account_email_lower_case CHECK (email = lower(email)),
    CONSTRAINT account_email_form CHECK (
        email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND char_length(email) <= 254
    ),
    CONSTRAINT account_display_name_given CHECK (
        btrim(display_name) <> '' AND char_length(display_name) <= 200
    ),
    CONSTRAINT account_version_positive CHECK (version > 0)
);

CREATE INDEX account_person ON accounts.account (person_id);
CREATE INDEX account_name ON accounts.account (lower(display_name), account_id);

CREATE TABLE accounts.account_role (
    account_id uuid NOT NULL,
    role text NOT NULL,
    -- NULL when granted at the command line.
    granted_by uuid,
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT account_role_pkey PRIMARY KEY (account_id, role),
    CONSTRAINT account_role_account_exists FOREIGN KEY (account_id) REFERENCES accounts.account (account_id),
    CONSTRAINT account_role_granter_exists FOREIGN KEY (granted_by) REFERENCES accounts.account (account_id),
    CONSTRAINT account_role_known CHECK (
        role IN ('clinician', 'moderator', 'approver', 'editor', 'reviewer', 'ads', 'admin', 'auditor')
    ),
    CONSTRAINT account_role_not_by_oneself CHECK (granted_by <> account_id)
);

-- Only hashes of tokens are stored: who reads this table cannot sign in with it.
CREATE TABLE accounts.session (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When it ends even while it is used; one that is not used ends earlier.
    expires_at timestamptz NOT NULL,
    -- Recognizes an address without naming it.
    address_hash bytea NOT NULL,
    -- What its owner sees of the address: the network, as 203.0.113.0.
    network text NOT NULL,
    agent text NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (token_hash),
    CONSTRAINT session_token_sha256 CHECK (octet_length(token_hash) = 32),
    CONSTRAINT session_account_exists FOREIGN KEY (account_id)
        REFERENCES accounts.account (account_id) ON DELETE CASCADE,
    CONSTRAINT session_network_short CHECK (char_length(network) <= 60),
    CONSTRAINT session_agent_short CHECK (char_length(agent) <= 400)
);

CREATE INDEX session_account ON accounts.session (account_id);
CREATE INDEX session_expires ON accounts.session (expires_at);

-- One link an account: a newer one takes the place of the older.
CREATE TABLE accounts.one_time_link (
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT one_time_link_pkey PRIMARY KEY (account_id),
    CONSTRAINT one_time_link_token_unique UNIQUE (token_hash),
    CONSTRAINT one_time_link_token_sha256 CHECK (octet_length(token_hash) = 32),
    CONSTRAINT one_time_link_account_exists FOREIGN KEY (account_id)
        REFERENCES accounts.account (account_id) ON DELETE CASCADE,
    CONSTRAINT one_time_link_purpose_known CHECK (purpose IN ('invite', 'reset'))
);

-- Tries to sign in within a window of time, for throttling. The key is hashed: a wrong e-mail address may be
-- somebody's password. One row a key, however many tries: nobody fills this table by trying harder.
CREATE TABLE accounts.attempt (
    key text NOT NULL,
    tries integer NOT NULL,
    since timestamptz NOT NULL,
    CONSTRAINT attempt_pkey PRIMARY KEY (key),
    CONSTRAINT attempt_key_short CHECK (char_length(key) <= 100),
    CONSTRAINT attempt_tries_counted CHECK (tries >= 0)
);

CREATE INDEX attempt_since ON accounts.attempt (since);

GRANT SELECT, INSERT ON accounts.person TO stet_console;
GRANT SELECT, INSERT ON accounts.account TO stet_console;
GRANT UPDATE (
    person_id, email, display_name, password_hash, time_zone, disabled_at, seen_at, version
) ON accounts.account TO stet_console;
GRANT SELECT ON accounts.account_role TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.session TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.one_time_link TO stet_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.attempt TO stet_console;
