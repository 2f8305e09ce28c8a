-- Limits of calls and minutes, the origin of callers' names, and the deletion of old data. All times are Unix milliseconds.

-- How long outgoing calls last, by day (UTC, days since 1970) and agent; agent '' is the whole team.
CREATE TABLE talk_time (
  day INTEGER NOT NULL,
  agent TEXT NOT NULL,
  -- Of calls that have ended.
  seconds INTEGER NOT NULL,
  -- Connected calls, and the sum of the times at which they were answered.
  live INTEGER NOT NULL,
  answered_sum INTEGER NOT NULL,
  PRIMARY KEY (day, agent)
) WITHOUT ROWID;
-- A live call from before the log kept the time of its answer counts from its begin.
UPDATE calls SET answered_at = started_at WHERE phase = 'connected' AND answered_at IS NULL;
INSERT INTO talk_time (day, agent, seconds, live, answered_sum)
SELECT day, holder, sum(talk_seconds), sum(phase = 'connected'), sum(iif(phase = 'connected', answered_at, 0))
FROM (
  SELECT started_at / 86400000 AS day, agent AS holder, talk_seconds, phase, answered_at FROM calls
  WHERE direction = 'outgoing' AND agent IS NOT NULL AND (started_at > (unixepoch() - 86400) * 1000 OR phase = 'connected')
  UNION ALL
  SELECT started_at / 86400000, '', talk_seconds, phase, answered_at FROM calls
  WHERE direction = 'outgoing' AND agent IS NOT NULL AND (started_at > (unixepoch() - 86400) * 1000 OR phase = 'connected')
)
GROUP BY day, holder;

-- A caller's name is that of the last connected call to the number.
DROP INDEX calls_by_number;
CREATE INDEX calls_by_number ON calls (to_number, started_at DESC) WHERE name IS NOT NULL AND answered_at IS NOT NULL;

-- How often a caller called lately.
CREATE INDEX calls_by_caller ON calls (from_number, started_at) WHERE direction = 'incoming';

-- For the deletion of what is older than RETENTION_DAYS.
CREATE INDEX calls_by_start ON calls (started_at);
CREATE INDEX voicemails_by_age ON voicemails (created_at);
CREATE INDEX call_contexts_by_age ON call_contexts (created_at);
-- When the deletion of the recording at Twilio last failed; null before.
ALTER TABLE voicemails ADD COLUMN deletion_failed_at INTEGER;
