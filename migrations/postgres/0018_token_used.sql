-- When a token was last shown, to within an hour: so that an administrator sees which ones nobody needs any more.
ALTER TABLE token ADD COLUMN used_at BIGINT;
