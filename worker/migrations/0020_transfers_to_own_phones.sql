-- The target answered on an agent's own phone: nobody but the log knows that this agent is busy. A browser says so itself.
ALTER TABLE call_transfers ADD COLUMN on_own_phone INTEGER NOT NULL DEFAULT 0;
CREATE INDEX call_transfers_on_own_phone ON call_transfers (to_agent, call_started_at) WHERE on_own_phone = 1;
