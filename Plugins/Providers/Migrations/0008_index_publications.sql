-- Every page asks which revision of some people is live, a list several times. A person has few publications: reading
-- them all from here takes a third of a descent into the index that keeps them from overlapping.
CREATE INDEX publication_provider ON providers.publication (provider_id) INCLUDE (revision_id, visible);
