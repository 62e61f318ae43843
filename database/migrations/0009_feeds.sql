-- Feeds that the analyst subscribes to.
CREATE TABLE feeds (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    url        TEXT NOT NULL UNIQUE,
    title      TEXT,                              -- what a list of feeds called it
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- What feeds brought and the analyst put aside. It stays put aside when the feed brings it again.
CREATE TABLE dismissed_arrivals (
    arrival    BLOB PRIMARY KEY CHECK (length(arrival) = 16),
    feed       BLOB NOT NULL REFERENCES feeds (id),
    seq        INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;

-- The three tables below lie beside the journal: what is in them came in by itself, and nobody decided it.

-- How each feed was asked last.
CREATE TABLE polls (
    feed          BLOB PRIMARY KEY REFERENCES feeds (id),
    title         TEXT,                           -- what the feed calls itself
    etag          TEXT,
    last_modified TEXT,
    polled_at     TEXT NOT NULL,
    next_at       TEXT NOT NULL,                  -- not before this
    failures      INTEGER NOT NULL,               -- in a row
    problem       TEXT                            -- why it failed last
) STRICT;

-- Feeds as they were fetched, for as long as an arrival's text lies in them.
CREATE TABLE feed_files (
    sha256     BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    length     INTEGER NOT NULL,                  -- of the original
    zstd       BLOB NOT NULL
) STRICT;

-- What feeds brought.
CREATE TABLE arrivals (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    feed       BLOB NOT NULL REFERENCES feeds (id),
    title      TEXT NOT NULL,
    url        TEXT,
    summary    TEXT NOT NULL,
    published  TEXT,
    arrived_at TEXT NOT NULL,
    read       INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    place      TEXT NOT NULL,                     -- which entry of the file
    entry      TEXT,                              -- the entry with its text, where it has one
    file       BLOB REFERENCES feed_files (sha256),
    article    BLOB REFERENCES articles (id)      -- what it was loaded as
) STRICT;
CREATE INDEX arrivals_of ON arrivals (feed, arrived_at);
CREATE INDEX arrivals_in ON arrivals (file);
