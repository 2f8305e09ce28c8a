-- Transfers of live calls; the newest row of a call says who has it. All times are Unix milliseconds.

CREATE TABLE call_transfers (
  id INTEGER PRIMARY KEY,
  call_sid TEXT NOT NULL,
  -- The leg of the customer, and that of the agent who transfers.
  customer_sid TEXT NOT NULL,
  agent_sid TEXT NOT NULL,
  from_agent TEXT NOT NULL,
  -- E.164, the identity of a colleague, or `voicemail`.
  target TEXT NOT NULL,
  -- Null for an outside number and for voicemail.
  to_agent TEXT,
  -- The agent asks the target first, while the customer hears music.
  asks INTEGER NOT NULL,
  -- See `worker/call-log/call-transfer.ts`.
  stage TEXT NOT NULL,
  -- The leg of the target, or, of a call that came back, of the agent.
  leg_sid TEXT,
  started_at INTEGER NOT NULL,
  -- How long an outside number was connected, once that is counted.
  seconds INTEGER
);
CREATE INDEX call_transfers_by_call ON call_transfers (call_sid, id);
-- For the limits of outside numbers.
CREATE INDEX call_transfers_by_agent ON call_transfers (from_agent, started_at);
