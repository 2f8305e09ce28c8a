-- What calls cost, the brake on suspicious calls, and what an admin stopped or has to allow. Times are Unix milliseconds, money
-- is in millionths of the account's currency.

-- Estimated price of a minute; 0 when it is not known.
ALTER TABLE calls ADD COLUMN rate INTEGER NOT NULL DEFAULT 0;
-- Estimated from `rate` until `is_priced`, then Twilio's own.
ALTER TABLE calls ADD COLUMN cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN is_priced INTEGER NOT NULL DEFAULT 0;
-- When Twilio is asked for the price; null before the call has ended, and once the price is known or given up.
ALTER TABLE calls ADD COLUMN price_due_at INTEGER;
CREATE INDEX calls_by_price_due ON calls (price_due_at) WHERE price_due_at IS NOT NULL;

-- Of calls that have ended.
ALTER TABLE talk_time ADD COLUMN cost INTEGER NOT NULL DEFAULT 0;
-- The rates of connected calls, and the sum of each rate times the milliseconds from the begin of the day to the answer.
ALTER TABLE talk_time ADD COLUMN live_rate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE talk_time ADD COLUMN live_rate_ms INTEGER NOT NULL DEFAULT 0;
-- Outgoing calls that were attempted.
ALTER TABLE talk_time ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;

-- Twilio's price list of a country: a JSON array of [prefix, price of a minute], the longest prefix first.
CREATE TABLE call_prices (
  country TEXT PRIMARY KEY,
  prices TEXT NOT NULL,
  currency TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Outgoing calls by agent and period of five minutes; agent '' is the whole team.
CREATE TABLE call_pace (
  agent TEXT NOT NULL,
  period INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  -- Unanswered, or over within seconds.
  short INTEGER NOT NULL,
  PRIMARY KEY (agent, period)
) WITHOUT ROWID;
-- For the deletion of old periods.
CREATE INDEX call_pace_by_period ON call_pace (period);

-- Who may start no outgoing call until an admin allows it; agent '' is the whole team.
CREATE TABLE outgoing_stops (
  agent TEXT PRIMARY KEY,
  -- `brake`, `admin` or `cut-off`.
  reason TEXT NOT NULL,
  stopped_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Countries of a first call, for ASK_FOR_NEW_COUNTRIES.
CREATE TABLE asked_countries (
  country TEXT PRIMARY KEY,
  asked_at INTEGER NOT NULL,
  -- Identity of the agent who called first; null when an admin allowed the country before.
  asked_by TEXT,
  -- Null until an admin allows it.
  allowed_at INTEGER
) WITHOUT ROWID;
