-- Reports that were issued. Rows are added and never touched again.
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
