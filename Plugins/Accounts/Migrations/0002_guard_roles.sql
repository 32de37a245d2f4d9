-- Who may give roles to whom, and that somebody always can. The console reads the table of roles and changes it
-- through this function only.

-- Gives an account exactly these roles. `granter` is the account of the administrator who does it; NULL for a
-- command on the server's own machine, which gives an account its first roles and changes none.
CREATE FUNCTION accounts.set_roles(target uuid, wanted text[], granter uuid)
    RETURNS void
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF granter IS NULL THEN
        IF EXISTS (SELECT FROM accounts.account_role WHERE account_role.account_id = target) THEN
            RAISE EXCEPTION USING
                ERRCODE = 'check_violation',
                CONSTRAINT = 'account_role_by_admin',
                MESSAGE = 'only an administrator changes the roles of an account that has some';
        END IF;
    ELSE
        IF EXISTS (
            SELECT
            FROM accounts.account AS own
            JOIN accounts.account AS other USING (person_id)
            WHERE own.account_id = granter AND other.account_id = target
        ) THEN
            RAISE EXCEPTION USING
                ERRCODE = 'check_violation',
                CONSTRAINT = 'account_role_not_by_oneself',
                MESSAGE = 'nobody changes their own roles';
        END IF;

        IF NOT EXISTS (
            SELECT
            FROM accounts.account_role
            JOIN accounts.account USING (account_id)
            WHERE account_role.account_id = granter
                AND account_role.role = 'admin'
                AND account.disabled_at IS NULL
        ) THEN
            RAISE EXCEPTION USING
                ERRCODE = 'check_violation',
                CONSTRAINT = 'account_role_by_admin',
                MESSAGE = 'only an administrator gives roles';
        END IF;
    END IF;

    DELETE FROM accounts.account_role
    WHERE account_role.account_id = target AND account_role.role <> ALL (wanted);

    INSERT INTO accounts.account_role (account_id, role, granted_by)
    SELECT target, chosen.role, granter
    FROM unnest(wanted) AS chosen(role)
    ON CONFLICT (account_id, role) DO NOTHING;
END
$$;

GRANT EXECUTE ON FUNCTION accounts.set_roles(uuid, text[], uuid) TO stet_console;

-- Somebody can always let others in: an administrator who has a password and is not suspended. Two who remove each
-- other at the same moment wait for one another here.
CREATE FUNCTION accounts.keep_an_admin()
    RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('accounts.keep_an_admin', 0));

    IF TG_TABLE_NAME = 'account' THEN
        IF NOT EXISTS (
            SELECT
            FROM accounts.account_role
            WHERE account_role.account_id = NEW.account_id AND account_role.role = 'admin'
        ) THEN
            RETURN NULL;
        END IF;
    END IF;

    IF NOT EXISTS (
        SELECT
        FROM accounts.account_role
        JOIN accounts.account USING (account_id)
        WHERE account_role.role = 'admin'
            AND account.disabled_at IS NULL
            AND account.password_hash IS NOT NULL
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'account_last_admin',
            MESSAGE = 'the last administrator stays';
    END IF;

    RETURN NULL;
END
$$;

CREATE TRIGGER keep_an_admin
    AFTER DELETE ON accounts.account_role
    FOR EACH ROW
    WHEN (OLD.role = 'admin')
    EXECUTE FUNCTION accounts.keep_an_admin();

CREATE TRIGGER keep_an_admin
    AFTER UPDATE ON accounts.account
    FOR EACH ROW
    WHEN (
        (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
        OR (OLD.password_hash IS NOT NULL AND NEW.password_hash IS NULL)
    )
    EXECUTE FUNCTION accounts.keep_an_admin();
