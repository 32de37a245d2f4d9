-- Time: the instant of a page, the shape of a range, and the guard that keeps the past as it was.

-- The instant that public views are read at. Only stet_preview may choose it; for everybody else it is now.
--
-- In a view with owner's rights current_user is still the role that asks: such a view changes whose rights
-- count for the tables below it, not who is asking. After RESET the setting reads as '', not as NULL. The
-- function has no SET clause and is STABLE, so that the planner inlines it: a call that it cannot see through
-- keeps it from estimating how many rows hold at the instant.
CREATE FUNCTION kernel.as_of()
    RETURNS timestamptz
    LANGUAGE sql
    STABLE
    PARALLEL SAFE
    RETURN CASE
        WHEN current_user = 'stet_preview'
            THEN coalesce(nullif(current_setting('stet.as_of', true), '')::timestamptz, now())
        ELSE now()
    END;

-- The one shape of a public range: it begins at an instant, does not hold at its end, and ends at an instant
-- or not at all. 'infinity' as an end would be a second way to say "not at all", which upper_inf() does not
-- see.
CREATE FUNCTION kernel.is_period(period tstzrange)
    RETURNS boolean
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN coalesce(isfinite(lower(period)), false)
        AND lower_inc(period)
        AND NOT upper_inc(period)
        AND coalesce(isfinite(upper(period)), true);

-- What may stand in a path: words of lower-case letters and digits, joined by single hyphens.
CREATE FUNCTION kernel.is_slug(slug text)
    RETURNS boolean
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
    RETURN slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 80;

-- Refuses a change of what was true before now. The argument names the column with the range.
--
-- What was true more than ten seconds ago is settled: the part of the range before that must stay equal, and
-- a row that had begun by then may change nothing but its end. The ten seconds are for the time between a use
-- case reading the clock and its commit. A range that is absent (a check that failed) says something about
-- the past as well: such a row is settled from the start.
--
-- It compares whole rows, by way of jsonb, because a trigger on UPDATE OF a column does not see what other
-- triggers change, and because one function then serves every table. A range is written and read again in
-- between, which is exact in ISO style only.
--
-- Demo data needs a history: whoever may act as stet_owner may insert rows in the past after SET LOCAL
-- stet.history = 'on'. session_user and not current_user, since inside a SECURITY DEFINER function anybody is
-- stet_owner.
CREATE FUNCTION kernel.guard_period()
    RETURNS trigger
    LANGUAGE plpgsql
    SET DateStyle = 'ISO'
AS $$
DECLARE
    period_column CONSTANT text := TG_ARGV[0];
    settled CONSTANT tstzrange := tstzrange(NULL, clock_timestamp() - interval '10 seconds');
    old_row CONSTANT jsonb := to_jsonb(OLD);
    new_row CONSTANT jsonb := to_jsonb(NEW);
    old_period CONSTANT tstzrange := old_row ->> period_column;
    new_period CONSTANT tstzrange := new_row ->> period_column;
    old_past CONSTANT tstzrange := coalesce(old_period * settled, 'empty');
    new_past CONSTANT tstzrange := coalesce(new_period * settled, 'empty');
    has_begun CONSTANT boolean := old_period IS NULL OR NOT isempty(old_past);
    refused boolean;
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            refused := NOT isempty(new_past)
                AND NOT (
                    coalesce(current_setting('stet.history', true), '') = 'on'
                    AND pg_has_role(session_user, 'stet_owner', 'MEMBER')
                );
        WHEN 'UPDATE' THEN
            refused := old_past <> new_past
                OR has_begun AND old_row - period_column <> new_row - period_column
                OR old_period IS NULL AND new_period IS NOT NULL;
        WHEN 'DELETE' THEN
            refused := has_begun;
    END CASE;

    IF refused THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            COLUMN = period_column,
            CONSTRAINT = TG_TABLE_NAME || CASE TG_WHEN
                WHEN 'AFTER' THEN '_committed_in_time'
                ELSE '_past_is_settled'
            END,
            MESSAGE = CASE TG_WHEN
                WHEN 'AFTER' THEN
                    format('the change of %I.%I was committed too late: it would rewrite the past',
                        TG_TABLE_SCHEMA, TG_TABLE_NAME)
                ELSE format('the past of %I.%I cannot be rewritten', TG_TABLE_SCHEMA, TG_TABLE_NAME)
            END,
            HINT = CASE TG_WHEN
                WHEN 'AFTER' THEN 'Read the clock later in the transaction, or begin in the future.'
                ELSE 'Let a range begin now or later; a range that has begun can only be ended, now or later.'
            END;
    END IF;

    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE FUNCTION kernel.refuse_change()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'check_violation',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_TABLE_NAME || '_' || TG_ARGV[0],
        MESSAGE = format('%s of %I.%I is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        HINT = 'This table is a record: rows are added to it and stay.';
END
$$;

-- Tells every serving process that public pages may have changed; the payload names the table. A trigger does
-- it and not the use case, so that a repair by hand counts too.
CREATE FUNCTION kernel.announce()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_notify('stet_public', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME);
    RETURN NULL;
END
$$;

-- Lets a table announce its changes, for one whose rows show on public pages but carry no range. Not for
-- tables that change often: commits that notify wait for each other.
CREATE FUNCTION kernel.announce_changes(target regclass)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER announce_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION kernel.announce()', target);
END
$$;

-- Makes a table a record: rows are added and stay. Grants keep the running program from trying; this is for
-- everybody else.
CREATE FUNCTION kernel.keep(target regclass)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER guard_record BEFORE UPDATE OR DELETE ON %s '
        'FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change(%L)', target, 'is_kept');
    EXECUTE format(
        'CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change(%L)', target, 'is_kept');
END
$$;

-- Puts a table with a public range under guard: its past stays, and its changes are announced. The check runs
-- when a row changes, for a message at once, and again at commit, so that a slow transaction cannot write the
-- past by taking its time.
CREATE FUNCTION kernel.guard(target regclass, period_column name)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER guard_period BEFORE INSERT OR UPDATE OR DELETE ON %s '
        'FOR EACH ROW EXECUTE FUNCTION kernel.guard_period(%L)', target, period_column);
    EXECUTE format(
        'CREATE CONSTRAINT TRIGGER guard_period_at_commit AFTER INSERT OR UPDATE OR DELETE ON %s '
        'DEFERRABLE INITIALLY DEFERRED '
        'FOR EACH ROW EXECUTE FUNCTION kernel.guard_period(%L)', target, period_column);
    EXECUTE format(
        'CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change(%L)', target, 'is_kept');
    EXECUTE format(
        'CREATE TRIGGER announce_changes AFTER INSERT OR UPDATE OR DELETE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION kernel.announce()', target);
END
$$;

GRANT EXECUTE ON FUNCTION kernel.as_of() TO stet_console, stet_site, stet_preview;
GRANT EXECUTE ON FUNCTION kernel.is_period(tstzrange) TO stet_console;
GRANT EXECUTE ON FUNCTION kernel.is_slug(text) TO stet_console;
