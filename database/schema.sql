CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    action     BLOB NOT NULL CHECK (length(action) = 16),
    undoes     BLOB CHECK (undoes IS NULL OR length(undoes) = 16),
    millis     INTEGER NOT NULL,                  -- hybrid logical time: wall part
    counter    INTEGER NOT NULL,                  -- hybrid logical time: counter
    at         INTEGER NOT NULL,                  -- what the wall clock showed, milliseconds since 1970, UTC
    desk       BLOB NOT NULL CHECK (length(desk) = 16),
    analyst    TEXT NOT NULL,
    change     TEXT NOT NULL,                     -- JSON, exactly as hashed
    previous   BLOB NOT NULL CHECK (length(previous) = 32),
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE kept_bytes (
    sha256     BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    length     INTEGER NOT NULL,                  -- of the original
    zstd       BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    sha256     BLOB NOT NULL UNIQUE REFERENCES kept_bytes (sha256),
    bytes      INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    origin     TEXT NOT NULL,
    loaded_at  TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    document   BLOB NOT NULL REFERENCES documents (id),
    title      TEXT NOT NULL,
    byline     TEXT NOT NULL,
    publisher  TEXT,
    published  TEXT,
    language   TEXT,
    url        TEXT,
    text       TEXT NOT NULL,
    blocks     TEXT NOT NULL,
    left_out   TEXT NOT NULL,
    loaded     INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, modified TEXT, paywalled INTEGER NOT NULL DEFAULT 0 CHECK (paywalled IN (0, 1)), pages TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE TABLE parties (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (trim(name) <> ''),
    aliases    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'unspecified')),
    speaks_for BLOB REFERENCES parties (id),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, roles TEXT NOT NULL DEFAULT '[]', merged_into BLOB REFERENCES parties (id), head BLOB REFERENCES parties (id)) STRICT;

CREATE TABLE party_names (
    folded     TEXT NOT NULL,
    party      BLOB NOT NULL REFERENCES parties (id),
    PRIMARY KEY (folded, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    statement  TEXT NOT NULL CHECK (trim(statement) <> ''),
    recorded   INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, work TEXT NOT NULL DEFAULT 'unassigned'
    CHECK (work IN ('unassigned', 'in_progress', 'in_review', 'done')), assignee TEXT, revisit TEXT) STRICT;

CREATE TABLE appearances (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    claim       BLOB NOT NULL REFERENCES claims (id),
    article     BLOB NOT NULL REFERENCES articles (id),
    start       INTEGER NOT NULL,                 -- Unicode scalar values
    "end"       INTEGER NOT NULL CHECK ("end" > start),
    passage     TEXT NOT NULL,
    claimant    BLOB REFERENCES parties (id),
    relayed_by  BLOB REFERENCES parties (id),
    attribution TEXT NOT NULL,
    said        TEXT,
    said_from   TEXT,                             -- the first day of `said`, for filtering
    quantities  TEXT NOT NULL,
    recorded    INTEGER NOT NULL REFERENCES journal (seq),
    removed     INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, times TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE INDEX appearances_in_article ON appearances (article, start);

CREATE INDEX appearances_by_claimant ON appearances (claimant) WHERE claimant IS NOT NULL;

CREATE TABLE responses (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    claim      BLOB NOT NULL REFERENCES claims (id),
    party      BLOB NOT NULL REFERENCES parties (id),
    article    BLOB REFERENCES articles (id),
    response   TEXT NOT NULL,
    recorded   INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, said_from TEXT, until TEXT) STRICT;

CREATE INDEX responses_of_claim ON responses (claim, recorded);

CREATE TABLE evidence (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    claim      BLOB NOT NULL REFERENCES claims (id),
    article    BLOB REFERENCES articles (id),
    sha256     BLOB REFERENCES kept_bytes (sha256),
    stance     TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'neutral')),
    evidence   TEXT NOT NULL,
    attached   INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
, reliability TEXT) STRICT;

CREATE TABLE assessments (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    claim      BLOB NOT NULL REFERENCES claims (id),
    status     TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'denied')),
    rationale  TEXT NOT NULL CHECK (status = 'pending' OR trim(rationale) <> ''),
    assessment TEXT NOT NULL,
    seq        INTEGER NOT NULL UNIQUE REFERENCES journal (seq)
) STRICT;

CREATE TABLE investigations (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (trim(name) <> ''),
    question   TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE filed (
    investigation BLOB NOT NULL REFERENCES investigations (id),
    article       BLOB REFERENCES articles (id),
    claim         BLOB REFERENCES claims (id),
    seq           INTEGER NOT NULL REFERENCES journal (seq),
    CHECK ((article IS NULL) <> (claim IS NULL)),
    UNIQUE (investigation, article),
    UNIQUE (investigation, claim)
) STRICT;

CREATE INDEX filed_claims ON filed (claim) WHERE claim IS NOT NULL;

CREATE VIEW standings AS
SELECT claims.id AS claim,
       coalesce((SELECT status FROM assessments WHERE assessments.claim = claims.id ORDER BY seq DESC LIMIT 1), 'pending') AS status
FROM claims;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = new.seq OR hash = new.hash)
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER assessments_are_never_changed BEFORE UPDATE ON assessments
BEGIN SELECT RAISE (ABORT, 'assessments are append-only'); END;

CREATE TRIGGER assessments_are_never_deleted BEFORE DELETE ON assessments
BEGIN SELECT RAISE (ABORT, 'assessments are append-only'); END;

CREATE TRIGGER assessments_are_never_replaced BEFORE INSERT ON assessments
WHEN EXISTS (SELECT 1 FROM assessments WHERE id = new.id OR seq = new.seq)
BEGIN SELECT RAISE (ABORT, 'assessments are append-only'); END;

CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents
BEGIN SELECT RAISE (ABORT, 'documents are never altered'); END;

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents
BEGIN SELECT RAISE (ABORT, 'documents are never altered'); END;

CREATE TRIGGER documents_are_never_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE id = new.id OR sha256 = new.sha256)
BEGIN SELECT RAISE (ABORT, 'documents are never altered'); END;

CREATE TRIGGER kept_bytes_are_never_changed BEFORE UPDATE ON kept_bytes
BEGIN SELECT RAISE (ABORT, 'kept bytes are never altered'); END;

CREATE TRIGGER kept_bytes_are_never_deleted BEFORE DELETE ON kept_bytes
BEGIN SELECT RAISE (ABORT, 'kept bytes are never altered'); END;

CREATE TRIGGER kept_bytes_are_never_replaced BEFORE INSERT ON kept_bytes
WHEN EXISTS (SELECT 1 FROM kept_bytes WHERE sha256 = new.sha256)
BEGIN SELECT RAISE (ABORT, 'kept bytes are never altered'); END;

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

CREATE VIRTUAL TABLE search_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE dismissed (
    article BLOB NOT NULL REFERENCES articles (id),
    start   INTEGER NOT NULL,                     -- Unicode scalar values
    "end"   INTEGER NOT NULL CHECK ("end" > start),
    seq     INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;

CREATE INDEX parties_known_as ON parties (head);

CREATE INDEX parties_merged ON parties (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX parties_speaking_for ON parties (speaks_for) WHERE speaks_for IS NOT NULL;

CREATE INDEX names_of_party ON party_names (party);

CREATE INDEX appearances_by_relay ON appearances (relayed_by) WHERE relayed_by IS NOT NULL;

CREATE INDEX responses_of_party ON responses (party);

CREATE INDEX responses_due ON responses (until) WHERE until IS NOT NULL;

CREATE INDEX responses_in_article ON responses (article) WHERE article IS NOT NULL;

CREATE INDEX claims_at_work ON claims (work) WHERE work <> 'unassigned';

CREATE INDEX claims_revisited ON claims (revisit) WHERE revisit IS NOT NULL;

CREATE INDEX appearances_of_claim ON appearances (claim, recorded, removed, article);

CREATE INDEX articles_out_of_sight ON articles (id) WHERE removed;

CREATE INDEX evidence_of_claim ON evidence (claim, attached, removed, reliability);

CREATE INDEX assessments_of_claim ON assessments (claim, seq, status);

CREATE TABLE ratings (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (trim(name) <> ''),
    status     TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'denied')),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE reviews (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    claim      BLOB NOT NULL REFERENCES claims (id),
    assessment BLOB NOT NULL REFERENCES assessments (id),
    analyst    TEXT NOT NULL,
    review     TEXT NOT NULL,
    recorded   INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX reviews_of_claim ON reviews (claim, recorded);

CREATE TABLE relations (
    first      BLOB NOT NULL REFERENCES claims (id),
    second     BLOB NOT NULL REFERENCES claims (id) CHECK (first < second),
    kind       TEXT NOT NULL CHECK (kind IN
        ('same', 'updates', 'updated_by', 'broader', 'narrower', 'contradicts', 'not_the_same')),
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_back ON relations (second);

CREATE VIRTUAL TABLE match_keys USING fts5 (keys, detail = none, columnsize = 0, tokenize = "ascii");

CREATE TABLE match_counts (
    key    TEXT PRIMARY KEY,
    claims INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article_marks (
    mark    INTEGER NOT NULL,
    article BLOB NOT NULL REFERENCES articles (id),
    PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_marks_of ON article_marks (article);

CREATE INDEX assessments_marked ON assessments (status, claim);

CREATE TABLE revisions (
    article BLOB PRIMARY KEY REFERENCES articles (id),
    first   BLOB NOT NULL REFERENCES articles (id) CHECK (first <> article),
    seq     INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX revisions_beside ON revisions (first);

CREATE TABLE reanchored (
    kind     TEXT NOT NULL CHECK (kind IN ('appearance', 'response', 'evidence')),
    id       BLOB NOT NULL CHECK (length(id) = 16),
    article  BLOB NOT NULL REFERENCES articles (id), -- the other copy
    decision TEXT NOT NULL,
    seq      INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (kind, id, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX articles_at_url ON articles (url) WHERE url IS NOT NULL;

CREATE INDEX articles_of_document ON articles (document);

CREATE INDEX documents_asked_at ON documents (origin ->> '$.fetch.asked');

CREATE INDEX documents_reached_at ON documents (origin ->> '$.fetch.hops[#-1].url');

CREATE INDEX evidence_in_article ON evidence (article) WHERE article IS NOT NULL;

CREATE TABLE feeds (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    url        TEXT NOT NULL UNIQUE,
    title      TEXT,                              -- what a list of feeds called it
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE dismissed_arrivals (
    arrival    BLOB PRIMARY KEY CHECK (length(arrival) = 16),
    feed       BLOB NOT NULL REFERENCES feeds (id),
    seq        INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE feed_files (
    sha256     BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    length     INTEGER NOT NULL,                  -- of the original
    zstd       BLOB NOT NULL
) STRICT;

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

CREATE TABLE seals (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    length     INTEGER NOT NULL REFERENCES journal (seq), -- of the journal that was stamped
    reply      BLOB NOT NULL REFERENCES kept_bytes (sha256),
    seal       TEXT NOT NULL,
    stored     INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX seals_of_journal ON seals (length);

CREATE TABLE fact_checks (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    url        TEXT,
    fact_check TEXT NOT NULL,
    noted      INTEGER NOT NULL REFERENCES journal (seq),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX fact_checks_noted ON fact_checks (noted);

CREATE TABLE checked_elsewhere (
    claim      BLOB NOT NULL REFERENCES claims (id),
    fact_check BLOB NOT NULL REFERENCES fact_checks (id),
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (claim, fact_check)
) STRICT, WITHOUT ROWID;

CREATE INDEX checked_elsewhere_back ON checked_elsewhere (fact_check);

CREATE TABLE issues (
    id            BLOB PRIMARY KEY CHECK (length(id) = 16),
    investigation BLOB REFERENCES investigations (id),
    report        TEXT NOT NULL,
    length        INTEGER NOT NULL,                -- of the journal at the moment that it reports on
    issue         TEXT NOT NULL,
    recorded      INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;

CREATE INDEX issues_of_report ON issues (investigation, report, length);

CREATE TRIGGER issues_are_never_changed BEFORE UPDATE ON issues
BEGIN SELECT RAISE (ABORT, 'issues are append-only'); END;

CREATE TRIGGER issues_are_never_deleted BEFORE DELETE ON issues
BEGIN SELECT RAISE (ABORT, 'issues are append-only'); END;

CREATE TRIGGER issues_are_never_replaced BEFORE INSERT ON issues
WHEN EXISTS (SELECT 1 FROM issues WHERE id = new.id)
BEGIN SELECT RAISE (ABORT, 'issues are append-only'); END;

CREATE TABLE meanings (
    claim  INTEGER PRIMARY KEY REFERENCES claims (recorded),
    vector BLOB                                   -- a signed byte a number; none where the model has no answer
) STRICT;

CREATE TABLE meant_by (
    model  BLOB NOT NULL CHECK (length(model) = 32)
) STRICT;

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
