-- Whom an incoming call can ring now. Each row is written by the agent's Durable Object when it changes, and found by index.

-- Names of the agent's ring groups, as a JSON array.
ALTER TABLE agents ADD COLUMN ring_groups TEXT NOT NULL DEFAULT '[]';

-- One row per agent and ring group, and one with the group '' (every agent). An agent who cannot be rung has none.
-- Times are Unix milliseconds.
CREATE TABLE presences (
  identity TEXT NOT NULL,
  ring_group TEXT NOT NULL,
  -- The agent is available, and one of their browsers is proven and not on do-not-disturb.
  rings_browser INTEGER NOT NULL,
  -- The agent is available and chose to be rung on their own phone.
  rings_phone INTEGER NOT NULL,
  busy INTEGER NOT NULL,
  idle_since INTEGER NOT NULL,
  -- End of the lease of `rings_browser`. Own phones need no lease.
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (identity, ring_group)
) WITHOUT ROWID;
CREATE INDEX presences_by_browser ON presences (ring_group, busy, idle_since, expires_at) WHERE rings_browser = 1;
CREATE INDEX presences_by_phone ON presences (ring_group, idle_since) WHERE rings_phone = 1 AND busy = 0;

-- Identities of the agents whose browsers have rung in any round, as a JSON array; `calls.rung` has those of the last round.
ALTER TABLE calls ADD COLUMN tried TEXT NOT NULL DEFAULT '[]';
