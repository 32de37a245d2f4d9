CREATE SCHEMA ads;

GRANT USAGE ON SCHEMA ads TO stet_console, stet_site, stet_preview;
