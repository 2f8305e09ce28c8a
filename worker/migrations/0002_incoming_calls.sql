-- Calls that come in: who calls, whose browsers rang, and what was left as a message.

-- What the network said of the caller, as JSON (shared/caller.ts); null for calls that go out.
ALTER TABLE calls ADD COLUMN caller TEXT;
-- The other party's name, as the page gave it that an outgoing call was started from.
ALTER TABLE calls ADD COLUMN name TEXT;
-- To tell who calls by who was called before.
CREATE INDEX calls_by_number ON calls (to_number, started_at DESC) WHERE name IS NOT NULL;
-- Identities of the agents whose browsers rang, as a JSON array.
ALTER TABLE calls ADD COLUMN rung TEXT NOT NULL DEFAULT '[]';
-- An agent sent the caller to voicemail: nobody else rings.
ALTER TABLE calls ADD COLUMN to_voicemail INTEGER NOT NULL DEFAULT 0;
CREATE INDEX calls_on ON calls (started_at) WHERE phase != 'ended';
CREATE INDEX calls_unanswered ON calls (direction, started_at DESC) WHERE agent IS NULL;

-- Whom a leg rings: `client:` and an identity, or a number.
ALTER TABLE call_reports ADD COLUMN party TEXT;
-- The leg that `<Dial>` joined with the caller.
ALTER TABLE call_reports ADD COLUMN joined_sid TEXT;

CREATE TABLE voicemails (
  recording_sid TEXT PRIMARY KEY,
  call_sid TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX voicemails_by_call ON voicemails (call_sid);
