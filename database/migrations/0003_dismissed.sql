-- Passages that the program proposed as claims and an analyst dismissed.
CREATE TABLE dismissed (
    article BLOB NOT NULL REFERENCES articles (id),
    start   INTEGER NOT NULL,                     -- Unicode scalar values
    "end"   INTEGER NOT NULL CHECK ("end" > start),
    seq     INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;
