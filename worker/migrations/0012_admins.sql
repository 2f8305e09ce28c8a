-- Further admins, the sessions of the admin page, and what admins did. Times are Unix milliseconds.

-- Only the SHA-256 of a token is kept. Who holds ADMIN_TOKEN has no row.
CREATE TABLE admins (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);

CREATE TABLE admin_sessions (
  session_hash TEXT PRIMARY KEY,
  -- Of the token that was exchanged: the session ends with it.
  token_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX admin_sessions_by_end ON admin_sessions (expires_at);

CREATE TABLE admin_actions (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- The name of the admin; null for ADMIN_TOKEN.
  admin TEXT,
  action TEXT NOT NULL,
  -- Whom or what it concerned, as the request named it.
  subject TEXT
);
CREATE INDEX admin_actions_by_time ON admin_actions (at);
