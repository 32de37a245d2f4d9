-- That an article was taken off follows from its publications, as it does for topics and profiles: an address that was
-- never public is not found, whatever was scheduled for it. What is left is where editors send readers instead.
DELETE FROM site.redirect
WHERE target IS NULL AND path LIKE '/articles/%';
