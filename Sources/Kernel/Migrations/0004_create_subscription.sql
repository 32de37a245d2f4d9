-- Which subscribers wait for which event. Written when a process starts, so that whoever publishes, a command line
-- included, finds all of them here.
CREATE TABLE kernel.subscription (
    name text NOT NULL,
    event text NOT NULL,
    CONSTRAINT subscription_pkey PRIMARY KEY (name)
);

CREATE INDEX subscription_event ON kernel.subscription (event);

GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.subscription TO stet_console;
