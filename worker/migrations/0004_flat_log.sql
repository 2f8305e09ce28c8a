-- Indexes and columns with which every query on calls reads a few times the rows that it returns, however long the log is.

-- When the sweep last compared an open call with Twilio's state, Unix milliseconds; null before the first time.
ALTER TABLE calls ADD COLUMN checked_at INTEGER;
-- Counts the outgoing calls of an agent from 1: the difference of two is the number of calls between them. Null for
-- calls that the limits do not count.
ALTER TABLE calls ADD COLUMN attempt INTEGER;

-- Older calls are in no limit's period.
UPDATE calls SET attempt = numbered.attempt
FROM (
  SELECT sid, row_number() OVER (PARTITION BY agent ORDER BY started_at, sid) AS attempt FROM calls
  WHERE direction = 'outgoing' AND agent IS NOT NULL AND json_extract(problem, '$.code') IS NOT 'too-many-calls'
    AND started_at > (unixepoch() - 86400) * 1000
) AS numbered
WHERE calls.sid = numbered.sid;
CREATE INDEX calls_by_attempt ON calls (agent, started_at, attempt) WHERE attempt IS NOT NULL;

-- calls_by_agent serves both halves of an agent's log: the unanswered calls are those of no agent.
DROP INDEX calls_unanswered;

-- Open calls and recently ended ones, of an agent or, where `agent` is null, unanswered.
CREATE INDEX calls_by_end ON calls (agent, ended_at DESC, started_at DESC);

-- For the sweep.
DROP INDEX calls_on;
CREATE INDEX calls_open ON calls (coalesce(checked_at, started_at)) WHERE phase != 'ended';
CREATE INDEX calls_on_own_phone ON calls (agent, started_at) WHERE phase != 'ended' AND mode = 'phone';

-- To tell which agent answered on their own phone.
CREATE INDEX agents_by_phone ON agents (phone) WHERE phone IS NOT NULL;
