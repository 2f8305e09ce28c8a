-- The agents who took a call over find it by search and filters too: their codes are facets of the call.

DROP VIEW call_search_texts;
-- As in migration 0014, with the codes of those agents.
CREATE VIEW call_search_texts AS
SELECT sid, position, facets,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(digits, char(0x6f0), 0), char(0x6f1), 1), char(0x6f2), 2), char(0x6f3), 3), char(0x6f4), 4), char(0x6f5), 5), char(0x6f6), 6), char(0x6f7), 7), char(0x6f8), 8), char(0x6f9), 9) AS words
FROM (SELECT *,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(unmarked, char(0x660), 0), char(0x661), 1), char(0x662), 2), char(0x663), 3), char(0x664), 4), char(0x665), 5), char(0x666), 6), char(0x667), 7), char(0x668), 8), char(0x669), 9) AS digits
FROM (SELECT *,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(letters, char(0x640), ''), char(0x64b), ''), char(0x64c), ''), char(0x64d), ''), char(0x64e), ''), char(0x64f), ''), char(0x650), ''), char(0x651), ''), char(0x652), '') AS unmarked
FROM (SELECT *,
  replace(replace(replace(replace(replace(replace(replace(replace(written, 'أ', 'ا'), 'إ', 'ا'), 'آ', 'ا'), 'ٱ', 'ا'), 'ى', 'ي'), 'ی', 'ي'), 'ة', 'ه'), 'ک', 'ك') AS letters
FROM (
  SELECT sid, position,
    iif(agent IS NULL, iif(direction = 'incoming', 'any', ''), coalesce(
      (SELECT char(0x4e00 + id / 4096, 0x4e00 + id % 4096, 0x4e00) FROM agents WHERE identity = calls.agent),
      (SELECT char(0x4e00 + agent_id / 4096, 0x4e00 + agent_id % 4096, 0x4e00) FROM former_identities WHERE identity = calls.agent),
      '')) || ' ' ||
    substr(direction, 1, 3) || ' ' || coalesce(substr(outcome, 1, 3), '') ||
    iif(direction = 'incoming' AND outcome != 'declined' AND answered_at IS NULL, ' mis', '') ||
    iif(EXISTS (SELECT 1 FROM voicemails WHERE call_sid = calls.sid), ' voi', '') || ' ' ||
    coalesce((SELECT group_concat(coalesce(
      (SELECT char(0x4e00 + id / 4096, 0x4e00 + id % 4096, 0x4e00) FROM agents WHERE identity = to_agent),
      (SELECT char(0x4e00 + agent_id / 4096, 0x4e00 + agent_id % 4096, 0x4e00) FROM former_identities WHERE identity = to_agent)), ' ')
      FROM call_transfers WHERE call_sid = calls.sid AND to_agent IS NOT NULL AND stage IN ('done', 'talking', 'merged')), '') AS facets,
    replace(iif(direction = 'outgoing', to_number, from_number), '+', '') || char(10) ||
    coalesce(name, '') || char(10) || coalesce(caller ->> '$.name', '') || char(10) ||
    coalesce(substr(page_url, instr(page_url, '://') + 3, instr(substr(page_url, instr(page_url, '://') + 3) || '/', '/') - 1), '') ||
    char(10) || coalesce(note_outcome, '') || char(10) || coalesce(note, '') AS written
  FROM calls
))));

-- `stage` is the only column that changes who has taken over.
CREATE TRIGGER calls_search_taken_over AFTER UPDATE OF stage ON call_transfers
WHEN NEW.to_agent IS NOT NULL AND (OLD.stage IN ('done', 'talking', 'merged')) != (NEW.stage IN ('done', 'talking', 'merged'))
BEGIN
  DELETE FROM calls_search WHERE rowid = (SELECT position FROM calls WHERE sid = NEW.call_sid);
  INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid = NEW.call_sid;
END;

DELETE FROM calls_search WHERE rowid IN (SELECT position FROM calls WHERE sid IN
  (SELECT call_sid FROM call_transfers WHERE to_agent IS NOT NULL AND stage IN ('done', 'talking', 'merged')));
INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid IN
  (SELECT call_sid FROM call_transfers WHERE to_agent IS NOT NULL AND stage IN ('done', 'talking', 'merged')) ORDER BY position;
