-- Copies of one page, taken at different times: each later one beside the first that was loaded.
CREATE TABLE revisions (
    article BLOB PRIMARY KEY REFERENCES articles (id),
    first   BLOB NOT NULL REFERENCES articles (id) CHECK (first <> article),
    seq     INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX revisions_beside ON revisions (first);

-- What analysts decided of quotations that another copy of the page does not have letter for letter.
CREATE TABLE reanchored (
    kind     TEXT NOT NULL CHECK (kind IN ('appearance', 'response', 'evidence')),
    id       BLOB NOT NULL CHECK (length(id) = 16),
    article  BLOB NOT NULL REFERENCES articles (id), -- the other copy
    decision TEXT NOT NULL,
    seq      INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (kind, id, article)
) STRICT, WITHOUT ROWID;

-- Whether a page is here is asked of every document that is loaded.
CREATE INDEX articles_at_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_of_document ON articles (document);
CREATE INDEX documents_asked_at ON documents (origin ->> '$.fetch.asked');
CREATE INDEX documents_reached_at ON documents (origin ->> '$.fetch.hops[#-1].url');
CREATE INDEX evidence_in_article ON evidence (article) WHERE article IS NOT NULL;
