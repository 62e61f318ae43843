-- Finding words. Derived from the other tables and rebuildable: losing it loses nothing.

-- What each row of the index stands for. The newest rows have the highest numbers.
CREATE TABLE search_rows (
    row     INTEGER PRIMARY KEY,
    article BLOB,
    claim   BLOB,
    evidence BLOB,
    CHECK ((article IS NOT NULL) + (claim IS NOT NULL) + (evidence IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX search_articles ON search_rows (article) WHERE article IS NOT NULL;
CREATE UNIQUE INDEX search_claims ON search_rows (claim) WHERE claim IS NOT NULL;
CREATE UNIQUE INDEX search_evidence ON search_rows (evidence) WHERE evidence IS NOT NULL;

-- The words, already parted by the program: scripts without spaces one character a word.
CREATE VIRTUAL TABLE search_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
