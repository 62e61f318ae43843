-- Finding claims and articles that say the same. Derived from the other tables and rebuildable: losing it loses nothing.

-- The keys of each claim's words, on the row that the claim has in search_rows. Kept with their text, so that taking a
-- claim out knows what to take from the counts.
CREATE VIRTUAL TABLE match_keys USING fts5 (keys, detail = none, columnsize = 0, tokenize = "ascii");

-- In how many claims each key stands: what is rare is looked for first.
CREATE TABLE match_counts (
    key    TEXT PRIMARY KEY,
    claims INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The least hashes of the runs of words of each article (a bottom-k sketch): articles that share many share their text.
CREATE TABLE article_marks (
    mark    INTEGER NOT NULL,
    article BLOB NOT NULL REFERENCES articles (id),
    PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_marks_of ON article_marks (article);
