-- Finds the articles whose files name an address that was nobody's, once it is somebody's.
CREATE INDEX revision_front_matter ON articles.revision USING gin (front_matter jsonb_path_ops);
