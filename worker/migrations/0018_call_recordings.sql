-- Recordings of conversations, what was done during a call, and calls that agents took over. All times are Unix milliseconds.

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

-- An agent's own list has the calls that the agent took over, by the start of the call.
ALTER TABLE call_transfers ADD COLUMN call_started_at INTEGER;
UPDATE call_transfers SET call_started_at = (SELECT started_at FROM calls WHERE sid = call_sid);
CREATE INDEX call_transfers_taken_over ON call_transfers (to_agent, call_started_at DESC, call_sid DESC) WHERE to_agent IS NOT NULL;
