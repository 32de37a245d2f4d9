-- Nobody decides the same item twice: the second decision is another person's, whatever account they use. Only
-- whoever took a decision back decides once more, in their next round.
ALTER TABLE moderation.decision
    ADD COLUMN round smallint NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX decision_one_a_person ON moderation.decision (review_item_id, person_id, round)
    WHERE undoes IS NULL;

-- Who the person is, and how often they took a decision about this item back, is not the program's to say.
CREATE FUNCTION moderation.complete_decision()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    SELECT account.person_id
    INTO NEW.person_id
    FROM accounts.account
    WHERE account.account_id = NEW.account_id;

    SELECT count(*)
    INTO NEW.round
    FROM moderation.decision
    WHERE decision.review_item_id = NEW.review_item_id
        AND decision.person_id = NEW.person_id
        AND decision.undoes IS NOT NULL;

    RETURN NEW;
END
$$;

CREATE TRIGGER complete_decision
    BEFORE INSERT ON moderation.decision
    FOR EACH ROW EXECUTE FUNCTION moderation.complete_decision();
