-- A photo comes with the version that shows it. Where two people wrote at the same time it comes first, so that one
-- can choose between both; the one that nobody chose may go. What a version shows never does: its reference holds it.
DROP TRIGGER guard_record ON providers.photo;

CREATE TRIGGER guard_photo
    BEFORE UPDATE ON providers.photo
    FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change('is_kept');

GRANT DELETE ON providers.photo TO stet_console;
