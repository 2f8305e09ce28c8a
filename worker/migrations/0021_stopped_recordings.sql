-- Twilio is asked to stop it. Its callback may come before the answer, and must not look like the end of a leg.
ALTER TABLE call_recordings ADD COLUMN is_stopping INTEGER NOT NULL DEFAULT 0;
