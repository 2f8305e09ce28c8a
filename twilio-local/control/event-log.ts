/** What happened, in order, kept for reading and told live to whoever listens. */

export type LoggedEvent = { id: number; at: string; is: string } & Record<string, unknown>;

export type EventLog = {
  record(is: string, details: Record<string, unknown>): LoggedEvent;
  /** Tells every later event, until the returned function is called. */
  follow(listener: (event: LoggedEvent) => void): () => void;
  recent(): LoggedEvent[];
};

const maxEvents = 1000;

export function createEventLog(): EventLog {
  const listeners = new Set<(event: LoggedEvent) => void>();
  const events: LoggedEvent[] = [];
  let id = 0;
  return {
    record(is, details) {
      id += 1;
      const event = { ...details, id, at: new Date().toISOString(), is };
      events.push(event);
      if (events.length > maxEvents) events.shift();
      for (const listener of listeners) listener(event);
      return event;
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: () => [...events],
  };
}
