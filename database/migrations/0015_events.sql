-- What is known to have happened in investigations.
CREATE TABLE events (
    id            BLOB PRIMARY KEY CHECK (length(id) = 16),
    investigation BLOB NOT NULL REFERENCES investigations (id),
    title         TEXT NOT NULL CHECK (trim(title) <> ''),
    first_day     TEXT NOT NULL,                   -- that it may have been, for ordering
    event         TEXT NOT NULL,
    recorded      INTEGER NOT NULL REFERENCES journal (seq),
    removed       INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX events_of_investigation ON events (investigation, first_day);
