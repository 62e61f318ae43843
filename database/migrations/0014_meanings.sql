-- What claims mean, as a model that the analyst installed has it. Derived: made again at any time, and no part of the journal.
CREATE TABLE meanings (
    claim  INTEGER PRIMARY KEY REFERENCES claims (recorded),
    vector BLOB                                   -- a signed byte a number; none where the model has no answer
) STRICT;

-- The model that they are of: one row, or none.
CREATE TABLE meant_by (
    model  BLOB NOT NULL CHECK (length(model) = 32)
) STRICT;
