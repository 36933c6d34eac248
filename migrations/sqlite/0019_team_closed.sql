-- A team that was closed: since when, and who answers for what stands in its name ("us_…" or "te_…").
ALTER TABLE team ADD COLUMN closed_at INTEGER;
ALTER TABLE team ADD COLUMN successor TEXT CHECK ((closed_at IS NULL) = (successor IS NULL));
