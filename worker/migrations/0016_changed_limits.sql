-- Limits that an admin has changed: each replaces the setting of its name.
CREATE TABLE changed_limits (
  -- As the setting, MAX_SPEND_PER_DAY.
  name TEXT PRIMARY KEY,
  -- As the text of the setting.
  value TEXT NOT NULL,
  -- Unix milliseconds.
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;
