-- Where few claims were ever marked so, those are looked at and no others.
CREATE INDEX assessments_marked ON assessments (status, claim);
