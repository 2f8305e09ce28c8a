/** Keeps an agent's presence rows equal to the agent's presence, with a write per change and one per renewal of the lease. */
import { deletePresence, savePresence, type PresenceRow } from '../agents/presence-rows.ts';

/** A browser that vanished with its hub's alarm stops counting after this time. */
export const leaseMs = 5 * 60_000;
/** Renewals are spread over the time between, so that the hubs of a team that connects at once do not write at once. */
export const renewAfterMs = { min: 2 * 60_000, max: 3 * 60_000 };
const retryAfterMs = { min: 5000, max: 15_000 };
const publishedKey = 'published';

/** The rows as they were last written; `row` is null when the agent has none. */
type Published = { row: PresenceRow | null; at: number };

export type PublishedPresence = {
  /** Writes the rows if they changed or their lease is to be renewed. */
  publish(identity: string, row: PresenceRow, now: number): Promise<void>;
  /** The rows are gone: the next `publish` writes them again. */
  forget(): Promise<void>;
  /** Sets the alarm for another attempt, after the database has failed. */
  retryLater(now: number): Promise<void>;
};

export function publishedPresence(storage: DurableObjectStorage, db: D1Database): PublishedPresence {
  return {
    publish: async (identity, presence, now) => {
      const last = await storage.get<Published>(publishedKey);
      const row = presence.ringsBrowser || presence.ringsPhone ? presence : null;
      const isLeaseYoung = !row?.ringsBrowser || (last !== undefined && now < last.at + renewAfterMs.min);
      if (isSame(last?.row ?? null, row) && isLeaseYoung) return keepRenewing(storage, row, now);
      await (row ? savePresence(db, identity, row, now + leaseMs) : deletePresence(db, identity));
      await storage.put<Published>(publishedKey, { row, at: now });
      if (needsAlarm(row)) await storage.setAlarm(now + between(renewAfterMs));
    },
    forget: async () => void (await storage.delete(publishedKey)),
    retryLater: (now) => storage.setAlarm(now + between(retryAfterMs)),
  };
}

/** Leases are renewed. The end of a call on the own phone may be known to the log alone. */
const needsAlarm = (row: PresenceRow | null): boolean => row !== null && (row.ringsBrowser || row.busy);

/** An alarm that fired is no longer set. */
async function keepRenewing(storage: DurableObjectStorage, row: PresenceRow | null, now: number): Promise<void> {
  if (needsAlarm(row) && (await storage.getAlarm()) === null) await storage.setAlarm(now + between(renewAfterMs));
}

function isSame(one: PresenceRow | null, other: PresenceRow | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.ringsBrowser === other.ringsBrowser &&
    one.ringsPhone === other.ringsPhone &&
    one.busy === other.busy &&
    one.idleSince === other.idleSince &&
    // A later proof is written with the next renewal of the lease. Rows of an earlier version have none.
    ((one.provenAt ?? null) === null) === ((other.provenAt ?? null) === null)
  );
}

function between({ min, max }: { min: number; max: number }): number {
  return min + Math.random() * (max - min);
}
