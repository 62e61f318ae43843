-- The verification desk: parties that are one, ratings, reviews, work on claims, relations between them.

ALTER TABLE parties ADD COLUMN roles TEXT NOT NULL DEFAULT '[]';
-- A merged party keeps its row and all that names it; `head` is who it is known as: itself, or whom it was merged into
-- at last.
ALTER TABLE parties ADD COLUMN merged_into BLOB REFERENCES parties (id);
ALTER TABLE parties ADD COLUMN head BLOB REFERENCES parties (id);
UPDATE parties SET head = id;
CREATE INDEX parties_known_as ON parties (head);
CREATE INDEX parties_merged ON parties (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX parties_speaking_for ON parties (speaks_for) WHERE speaks_for IS NOT NULL;
CREATE INDEX names_of_party ON party_names (party);
CREATE INDEX appearances_by_relay ON appearances (relayed_by) WHERE relayed_by IS NOT NULL;

-- The first day of what was said, and the last day for an answer, for ordering.
ALTER TABLE responses ADD COLUMN said_from TEXT;
ALTER TABLE responses ADD COLUMN until TEXT;
UPDATE responses SET said_from = json_extract(response, '$.said.interval.from');
CREATE INDEX responses_of_party ON responses (party);
CREATE INDEX responses_due ON responses (until) WHERE until IS NOT NULL;
CREATE INDEX responses_in_article ON responses (article) WHERE article IS NOT NULL;

ALTER TABLE evidence ADD COLUMN reliability TEXT;
UPDATE evidence SET reliability = json_extract(evidence, '$.reliability');

ALTER TABLE claims ADD COLUMN work TEXT NOT NULL DEFAULT 'unassigned'
    CHECK (work IN ('unassigned', 'in_progress', 'in_review', 'done'));
ALTER TABLE claims ADD COLUMN assignee TEXT;
ALTER TABLE claims ADD COLUMN revisit TEXT;
CREATE INDEX claims_at_work ON claims (work) WHERE work <> 'unassigned';
CREATE INDEX claims_revisited ON claims (revisit) WHERE revisit IS NOT NULL;

-- Lists of claims ask for these of each claim, and need not touch the rows themselves.
DROP INDEX appearances_of_claim;
CREATE INDEX appearances_of_claim ON appearances (claim, recorded, removed, article);
CREATE INDEX articles_out_of_sight ON articles (id) WHERE removed;
DROP INDEX evidence_of_claim;
CREATE INDEX evidence_of_claim ON evidence (claim, attached, removed, reliability);

-- With the status beside it a list of claims need not touch the history.
DROP INDEX assessments_of_claim;
CREATE INDEX assessments_of_claim ON assessments (claim, seq, status);

-- The workspace's own labels, each for one of the three statuses.
CREATE TABLE ratings (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (trim(name) <> ''),
    status     TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'denied')),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- What second analysts found. They set no status.
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

-- One row for two claims, the smaller id first; `kind` is what the first is to the second.
CREATE TABLE relations (
    first      BLOB NOT NULL REFERENCES claims (id),
    second     BLOB NOT NULL REFERENCES claims (id) CHECK (first < second),
    kind       TEXT NOT NULL CHECK (kind IN
        ('same', 'updates', 'updated_by', 'broader', 'narrower', 'contradicts', 'not_the_same')),
    seq        INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_back ON relations (second);
