-- Nobody decides the same item twice: the second decision is another person's, whatever account they use.
ALTER TABLE moderation.decision
    ADD CONSTRAINT decision_one_a_person UNIQUE (review_item_id, person_id);

-- Who the person is, is the account's business and not the program's.
CREATE FUNCTION moderation.complete_decision()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    SELECT account.person_id
    INTO NEW.person_id
    FROM accounts.account
    WHERE account.account_id = NEW.account_id;

    RETURN NEW;
END
$$;

CREATE TRIGGER complete_decision
    BEFORE INSERT ON moderation.decision
    FOR EACH ROW EXECUTE FUNCTION moderation.complete_decision();
