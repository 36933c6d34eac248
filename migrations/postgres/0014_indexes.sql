-- Indexes for what is looked at often, and attempts that were taken back counted no more.

-- Keys are compared by code point, whatever the database's locale, so that the beginning of a key is found by the index.
ALTER TABLE search_word ALTER COLUMN word TYPE TEXT COLLATE "C";

-- Promises whose tries fail for technical reasons, the longest first.
CREATE INDEX promise_trouble ON promise (since, id) WHERE next_why IN ('technicalAlert', 'setUpFault');

-- Attempts that somebody should look at, the last first.
CREATE INDEX attempt_alert ON attempt (at, id) WHERE alert = 1;

DROP VIEW figures_attempt;
CREATE VIEW figures_attempt AS
SELECT promise_id, at, id AS attempt_id, class, counts, provisional FROM attempt WHERE taken_back_at IS NULL;

-- Both followers begin anew: old promises get the keys of today, and attempts that were taken back leave the figures.
DELETE FROM follower WHERE name IN ('search', 'figures');
