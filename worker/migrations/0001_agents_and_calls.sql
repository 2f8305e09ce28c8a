-- Agents, the ways they join, and the call log. All times are Unix milliseconds.

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  -- What Twilio calls this agent: letters, digits, underscore.
  identity TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  phone TEXT,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);

-- One-time codes; only the SHA-256 of a code is kept.
CREATE TABLE pairing_codes (
  code_hash TEXT PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agents (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
);

-- One per paired browser; only the SHA-256 of a session is kept.
CREATE TABLE sessions (
  session_hash TEXT PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agents (id),
  device_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);
CREATE INDEX sessions_by_agent ON sessions (agent_id);

-- One row per call: how it began, and what all its reports come to.
CREATE TABLE calls (
  sid TEXT PRIMARY KEY,
  client_call_id TEXT,
  direction TEXT NOT NULL,
  mode TEXT NOT NULL,
  agent TEXT,
  from_number TEXT NOT NULL,
  to_number TEXT NOT NULL,
  page_url TEXT,
  started_at INTEGER NOT NULL,
  phase TEXT NOT NULL DEFAULT 'dialling',
  ringing_at INTEGER,
  answered_at INTEGER,
  ended_at INTEGER,
  outcome TEXT,
  problem TEXT,
  talk_seconds INTEGER NOT NULL DEFAULT 0,
  -- How many reports the columns above were folded from, so that a slow writer never puts back an older state.
  reports_folded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX calls_by_client_call_id ON calls (client_call_id);
CREATE INDEX calls_by_agent ON calls (agent, started_at DESC, sid DESC);

-- What was reported about a call, as it was reported. A repeated report is the same row.
CREATE TABLE call_reports (
  call_sid TEXT NOT NULL,
  leg_sid TEXT NOT NULL,
  source TEXT NOT NULL,
  status TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  seconds INTEGER,
  sip_code INTEGER,
  error_code INTEGER,
  problem TEXT,
  PRIMARY KEY (leg_sid, source, status)
);
CREATE INDEX call_reports_by_call ON call_reports (call_sid);
