-- The team view: who may open it, and sums of calls. Who played which recording. All times are Unix milliseconds.

-- The admin lets the agent see the calls of all agents.
ALTER TABLE agents ADD COLUMN sees_team INTEGER NOT NULL DEFAULT 0;

-- Sums of the calls in the log, by the half hour of their start, so that days begin at midnight in any time zone. Agent '' has
-- the incoming calls that no agent has answered.
CREATE TABLE call_sums (
  half_hour INTEGER NOT NULL,
  agent TEXT NOT NULL,
  calls INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  talk_seconds INTEGER NOT NULL,
  PRIMARY KEY (half_hour, agent)
) WITHOUT ROWID;

-- What one call adds to the sums.
CREATE VIEW call_sum_parts AS
SELECT sid, started_at / 1800000 AS half_hour, coalesce(agent, '') AS agent, 1 AS calls, answered_at IS NOT NULL AS answered,
  direction = 'incoming' AND phase = 'ended' AND answered_at IS NULL AND outcome IS NOT 'declined' AS missed, talk_seconds
FROM calls;
INSERT INTO call_sums SELECT half_hour, agent, sum(calls), sum(answered), sum(missed), sum(talk_seconds) FROM call_sum_parts GROUP BY 1, 2;

CREATE TRIGGER call_sums_inserted AFTER INSERT ON calls BEGIN
  INSERT INTO call_sums SELECT half_hour, agent, calls, answered, missed, talk_seconds FROM call_sum_parts WHERE sid = NEW.sid
  ON CONFLICT DO UPDATE SET calls = calls + 1, answered = answered + excluded.answered, missed = missed + excluded.missed,
    talk_seconds = talk_seconds + excluded.talk_seconds;
END;

-- Before, the row still has what is to be subtracted.
CREATE TRIGGER call_sums_updating BEFORE UPDATE OF agent, answered_at, phase, outcome, talk_seconds ON calls
WHEN OLD.agent IS NOT NEW.agent OR OLD.talk_seconds != NEW.talk_seconds OR (OLD.answered_at IS NULL) != (NEW.answered_at IS NULL)
  OR OLD.outcome IS NOT NEW.outcome
BEGIN
  UPDATE call_sums SET calls = call_sums.calls - 1, answered = call_sums.answered - part.answered, missed = call_sums.missed - part.missed,
    talk_seconds = call_sums.talk_seconds - part.talk_seconds
  FROM call_sum_parts AS part WHERE part.sid = OLD.sid AND call_sums.half_hour = part.half_hour AND call_sums.agent = part.agent;
END;

CREATE TRIGGER call_sums_updated AFTER UPDATE OF agent, answered_at, phase, outcome, talk_seconds ON calls
WHEN OLD.agent IS NOT NEW.agent OR OLD.talk_seconds != NEW.talk_seconds OR (OLD.answered_at IS NULL) != (NEW.answered_at IS NULL)
  OR OLD.outcome IS NOT NEW.outcome
BEGIN
  INSERT INTO call_sums SELECT half_hour, agent, calls, answered, missed, talk_seconds FROM call_sum_parts WHERE sid = NEW.sid
  ON CONFLICT DO UPDATE SET calls = calls + 1, answered = answered + excluded.answered, missed = missed + excluded.missed,
    talk_seconds = talk_seconds + excluded.talk_seconds;
END;

CREATE TRIGGER call_sums_deleting BEFORE DELETE ON calls BEGIN
  UPDATE call_sums SET calls = call_sums.calls - 1, answered = call_sums.answered - part.answered, missed = call_sums.missed - part.missed,
    talk_seconds = call_sums.talk_seconds - part.talk_seconds
  FROM call_sum_parts AS part WHERE part.sid = OLD.sid AND call_sums.half_hour = part.half_hour AND call_sums.agent = part.agent;
  DELETE FROM call_sums WHERE half_hour = OLD.started_at / 1800000 AND agent = coalesce(OLD.agent, '') AND calls = 0;
END;

-- One row for each time that an agent starts a recording.
CREATE TABLE recording_plays (
  id INTEGER PRIMARY KEY,
  call_sid TEXT NOT NULL,
  recording_sid TEXT NOT NULL,
  agent TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX recording_plays_by_call ON recording_plays (call_sid);
