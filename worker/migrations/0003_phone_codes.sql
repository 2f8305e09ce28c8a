-- Codes that were said to a phone, to prove that an agent answers it. Times are Unix milliseconds.

CREATE TABLE phone_codes (
  id INTEGER PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agents (id),
  -- E.164.
  phone TEXT NOT NULL,
  -- SHA-256 of the agent's identity, the phone and the code.
  code_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
);
CREATE INDEX phone_codes_by_agent ON phone_codes (agent_id, created_at DESC);
