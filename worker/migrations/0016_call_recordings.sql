-- Recordings of conversations, and what was done during a call. All times are Unix milliseconds.

CREATE TABLE call_recordings (
  id INTEGER PRIMARY KEY,
  call_sid TEXT NOT NULL,
  -- Null until Twilio has started it.
  recording_sid TEXT UNIQUE,
  -- The leg under which Twilio keeps it: of a dialled leg, the leg that dialled.
  owner_sid TEXT,
  -- 'starting', 'recording', 'paused', 'processing', 'ready' or 'absent'.
  state TEXT NOT NULL,
  seconds INTEGER,
  -- How often it has changed, so that of two pushes the newer is known.
  changes INTEGER NOT NULL DEFAULT 0,
  -- A change is on its way until then.
  busy_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  checked_at INTEGER,
  deletion_failed_at INTEGER
);
CREATE INDEX call_recordings_by_call ON call_recordings (call_sid);
-- One recording of a call at a time.
CREATE UNIQUE INDEX call_recordings_live ON call_recordings (call_sid) WHERE state IN ('starting', 'recording', 'paused');
CREATE INDEX call_recordings_unfinished ON call_recordings (created_at) WHERE state IN ('starting', 'recording', 'paused', 'processing');
CREATE INDEX call_recordings_by_age ON call_recordings (created_at);

CREATE TABLE call_actions (
  id INTEGER PRIMARY KEY,
  call_sid TEXT NOT NULL,
  -- 'agent', 'rules' for what a setting did, 'recording' for what Twilio reported of a recording.
  source TEXT NOT NULL,
  action TEXT NOT NULL,
  -- Identity of the agent, or whom an agent transfers to.
  party TEXT,
  at INTEGER NOT NULL
);
CREATE INDEX call_actions_by_call ON call_actions (call_sid);
