-- Time stamps that authorities put over heads of the journal.
CREATE TABLE seals (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    length     INTEGER NOT NULL REFERENCES journal (seq), -- of the journal that was stamped
    reply      BLOB NOT NULL REFERENCES kept_bytes (sha256),
    seal       TEXT NOT NULL,
    stored     INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX seals_of_journal ON seals (length);
