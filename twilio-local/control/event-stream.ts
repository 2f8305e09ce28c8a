/** Sends the event log as server-sent events. */
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { EventLog, LoggedEvent } from './event-log.ts';

const format = (event: LoggedEvent) => `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;

/** Sends the recent events and then each new one, until the reader closes the connection. */
export function streamEvents(c: Context, events: EventLog): Response {
  c.header('content-type', 'text/event-stream');
  return stream(c, async (output) => {
    void output.write(events.recent().map(format).join(''));
    const unsubscribe = events.subscribe((event) => void output.write(format(event)));
    await new Promise<void>((resolve) => output.onAbort(resolve));
    unsubscribe();
  });
}
