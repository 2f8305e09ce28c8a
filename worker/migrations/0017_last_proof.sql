-- When a call last reached one of the agent's browsers, Unix milliseconds; null where no browser has said so.
ALTER TABLE presences ADD COLUMN proven_at INTEGER;
