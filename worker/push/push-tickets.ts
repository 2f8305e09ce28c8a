/**
 * Tickets of the push socket: a browser sends its session in a header, gets a ticket, and offers that as a subprotocol.
 * Subprotocols stand in logs of requests, headers with a session do not. Remembered by the agent's Durable Object.
 */
import { createToken, hashToken } from '../http/random-token.ts';

const ticketLifetimeMs = 30_000;
/** A browser connects once at a time: an older ticket beyond this number is void. */
const maxPerBrowser = 3;
const storageKey = 'tickets';

/** The ticket is stored as its hash; `browser` is the one that got it. */
type StoredTicket = { hash: string; browser: string; expiresAt: number };

export type PushTickets = {
  issue(browser: string, now: number): Promise<string>;
  /** Returns the browser of the ticket, once; null for any other text. */
  redeem(ticket: string, now: number): Promise<string | null>;
  /** Voids the tickets of one browser, or all. */
  discard(browser?: string): Promise<void>;
};

/** Storage operations close the object's input gate, so that no other event comes between a read and its write. */
export function pushTickets(storage: DurableObjectStorage): PushTickets {
  const stored = async () => (await storage.get<StoredTicket[]>(storageKey)) ?? [];
  return {
    async issue(browser, now) {
      const ticket = createToken();
      const added = { hash: await hashToken(ticket), browser, expiresAt: now + ticketLifetimeMs };
      const valid = (await stored()).filter(({ expiresAt }) => expiresAt > now);
      const others = valid.filter((other) => other.browser !== browser);
      const own = [...valid.filter((other) => other.browser === browser), added].slice(-maxPerBrowser);
      await storage.put<StoredTicket[]>(storageKey, [...others, ...own]);
      return ticket;
    },
    async redeem(ticket, now) {
      const hash = await hashToken(ticket);
      const tickets = await stored();
      const redeemed = tickets.find((each) => each.hash === hash);
      if (!redeemed) return null;
      await storage.put<StoredTicket[]>(
        storageKey,
        tickets.filter((each) => each !== redeemed),
      );
      return redeemed.expiresAt > now ? redeemed.browser : null;
    },
    async discard(browser) {
      const kept = browser === undefined ? [] : (await stored()).filter((each) => each.browser !== browser);
      await storage.put<StoredTicket[]>(storageKey, kept);
    },
  };
}
