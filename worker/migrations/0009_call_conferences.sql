-- Calls that were lifted into a conference, for hold. All times are Unix milliseconds.

CREATE TABLE call_conferences (
  call_sid TEXT PRIMARY KEY,
  -- The dialled leg. It moves first; the caller follows through the action of its <Dial>.
  moved_sid TEXT NOT NULL,
  -- Null until both legs are in.
  conference_sid TEXT,
  -- The caller was answered with the conference.
  caller_moved INTEGER NOT NULL DEFAULT 0,
  -- A hold or resume is on its way until then.
  busy_until INTEGER NOT NULL
) WITHOUT ROWID;
