-- Signed webhooks that the doctor asked Twilio for, by a random text in their address. Rows of an hour ago are deleted.
CREATE TABLE doctor_round_trips (
  nonce TEXT PRIMARY KEY,
  arrived_at INTEGER NOT NULL
) STRICT;
