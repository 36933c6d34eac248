-- A message that has not gone out by then has failed: a word that comes too late, or at night, is worse than none.
ALTER TABLE outbox ADD COLUMN not_after INTEGER;
