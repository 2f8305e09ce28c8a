/** The latest events, in order, for later reading and for live subscribers. */

export type LoggedEvent = { id: number; at: string; is: string } & Record<string, unknown>;

export type EventLog = {
  record(is: string, details: Record<string, unknown>): LoggedEvent;
  /** Calls the listener with every later event, until the returned function is called. */
  subscribe(listener: (event: LoggedEvent) => void): () => void;
  recent(): LoggedEvent[];
  /** The errors and warnings of Twilio's debugger, kept longer than the other events. */
  alerts(): LoggedEvent[];
};

const maxEvents = 1000;
const maxAlerts = 500;
const alertKinds = new Set(['error', 'warning']);

export function createEventLog(): EventLog {
  const listeners = new Set<(event: LoggedEvent) => void>();
  const events: LoggedEvent[] = [];
  const alerts: LoggedEvent[] = [];
  let lastId = 0;
  return {
    record(is, details) {
      lastId += 1;
      const event = { ...details, id: lastId, at: new Date().toISOString(), is };
      events.push(event);
      if (events.length > maxEvents) events.shift();
      if (alertKinds.has(is)) alerts.push(event);
      if (alerts.length > maxAlerts) alerts.shift();
      for (const listener of listeners) listener(event);
      return event;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: () => [...events],
    alerts: () => [...alerts],
  };
}
