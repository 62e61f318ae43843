-- Web archives (WACZ) of pages that were fetched: the page with what it is shown with.
CREATE TABLE archives (
    article    BLOB NOT NULL REFERENCES articles (id),
    sha256     BLOB NOT NULL REFERENCES kept_bytes (sha256),
    bytes      INTEGER NOT NULL,
    resources  INTEGER NOT NULL,                  -- besides the page
    left_out   INTEGER NOT NULL,                  -- named, and not kept
    kept_at    TEXT NOT NULL,
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (article, sha256)
) STRICT, WITHOUT ROWID;
