-- Notes of agents, and the index with which the log is searched and filtered. All times are Unix milliseconds.

ALTER TABLE calls ADD COLUMN note TEXT;
-- The outcome that the agent chose.
ALTER TABLE calls ADD COLUMN note_outcome TEXT;
ALTER TABLE calls ADD COLUMN call_back_at INTEGER;

-- The order of the log as one number: 1000 times the start, and a count that tells apart calls of one millisecond.
ALTER TABLE calls ADD COLUMN position INTEGER;
UPDATE calls SET position = numbered.position
FROM (SELECT sid, started_at * 1000 + row_number() OVER (PARTITION BY started_at ORDER BY sid) - 1 AS position FROM calls) AS numbered
WHERE calls.sid = numbered.sid;
CREATE UNIQUE INDEX calls_by_position ON calls (position);

-- The texts of a call in the index.
-- `facets`: codes of three characters, each one token of the index: the agent, or `any` for a call that every agent sees; the
-- direction; the outcome; `mis` and `voi` for missed calls and voicemails. The code of an agent is made of ideographs.
-- `words`: lines with the number's digits, the names, the page's host and the note; without the variants of Arabic letters,
-- marks and digits. worker/call-log/search-query.ts folds a query in the same way.
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
    iif(EXISTS (SELECT 1 FROM voicemails WHERE call_sid = calls.sid), ' voi', '') AS facets,
    replace(iif(direction = 'outgoing', to_number, from_number), '+', '') || char(10) ||
    coalesce(name, '') || char(10) || coalesce(caller ->> '$.name', '') || char(10) ||
    coalesce(substr(page_url, instr(page_url, '://') + 3, instr(substr(page_url, instr(page_url, '://') + 3) || '/', '/') - 1), '') ||
    char(10) || coalesce(note_outcome, '') || char(10) || coalesce(note, '') AS written
  FROM calls
))));

-- Trigrams, so that any three characters of a number or a name find it. The rowid is the position: a search reads newest first.
CREATE VIRTUAL TABLE calls_search USING fts5 (facets, words, content = '', contentless_delete = 1, tokenize = 'trigram');
INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts ORDER BY position;

CREATE TRIGGER calls_search_inserted AFTER INSERT ON calls BEGIN
  UPDATE calls SET position = coalesce(
    (SELECT position + 1 FROM calls WHERE position >= NEW.started_at * 1000 AND position < NEW.started_at * 1000 + 1000
      ORDER BY position DESC LIMIT 1),
    NEW.started_at * 1000) WHERE sid = NEW.sid;
  INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid = NEW.sid;
END;

-- Only changes that the index shows: reports of a ringing call write nothing.
CREATE TRIGGER calls_search_updated
AFTER UPDATE OF agent, outcome, answered_at, name, page_url, note, note_outcome ON calls
WHEN OLD.agent IS NOT NEW.agent OR OLD.outcome IS NOT NEW.outcome OR OLD.name IS NOT NEW.name OR OLD.page_url IS NOT NEW.page_url
  OR OLD.note IS NOT NEW.note OR OLD.note_outcome IS NOT NEW.note_outcome
  OR (NEW.outcome IS NOT NULL AND (OLD.answered_at IS NULL) != (NEW.answered_at IS NULL))
BEGIN
  DELETE FROM calls_search WHERE rowid = OLD.position;
  INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid = NEW.sid;
END;

CREATE TRIGGER calls_search_deleted AFTER DELETE ON calls BEGIN
  DELETE FROM calls_search WHERE rowid = OLD.position;
END;

CREATE TRIGGER calls_search_voicemail AFTER INSERT ON voicemails BEGIN
  DELETE FROM calls_search WHERE rowid = (SELECT position FROM calls WHERE sid = NEW.call_sid);
  INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid = NEW.call_sid;
END;

CREATE TRIGGER calls_search_voicemail_deleted AFTER DELETE ON voicemails BEGIN
  DELETE FROM calls_search WHERE rowid = (SELECT position FROM calls WHERE sid = OLD.call_sid);
  INSERT INTO calls_search (rowid, facets, words) SELECT position, facets, words FROM call_search_texts WHERE sid = OLD.call_sid;
END;
