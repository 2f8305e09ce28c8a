-- The page and the name of calls that a browser places. They come over HTTPS under the call's own id, and may be earlier than
-- Twilio's webhook: a row waits here until its call is logged.

CREATE TABLE call_contexts (
  agent TEXT NOT NULL,
  -- The extension's own id of the call.
  call_id TEXT NOT NULL,
  page_url TEXT,
  name TEXT,
  -- Unix milliseconds.
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agent, call_id)
) WITHOUT ROWID;
