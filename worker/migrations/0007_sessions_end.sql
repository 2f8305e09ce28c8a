-- Sessions end when they are not used, and identities are never given out twice.

-- Unix milliseconds, written at most once a day. Sessions of before begin their idle time now.
ALTER TABLE sessions ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET last_used_at = unixepoch() * 1000;

-- Identities that agents had until they were removed. An agent who is added again has a new one; `calls.agent` keeps the old one.
CREATE TABLE former_identities (
  identity TEXT PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agents (id)
) WITHOUT ROWID;
CREATE INDEX former_identities_by_agent ON former_identities (agent_id);
