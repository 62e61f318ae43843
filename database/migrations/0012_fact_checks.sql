-- What other houses found of claims. They set no status.
CREATE TABLE fact_checks (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    url        TEXT,
    fact_check TEXT NOT NULL,
    noted      INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX fact_checks_noted ON fact_checks (noted);

-- Which of them are of which claims.
CREATE TABLE checked_elsewhere (
    claim      BLOB NOT NULL REFERENCES claims (id),
    fact_check BLOB NOT NULL REFERENCES fact_checks (id),
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (claim, fact_check)
) STRICT, WITHOUT ROWID;
CREATE INDEX checked_elsewhere_back ON checked_elsewhere (fact_check);
