/** Fetches a ticket for one push socket: the session travels in a header, and never in a subprotocol, which logs keep. */
import * as z from 'zod/mini';
import { pushTicketSchema } from '../../shared/push.ts';

const timeoutMs = 10_000;
const sessionHasEnded = 401;

export type PushTarget = { backendUrl: string; session: string };
export type TicketAnswer = { is: 'ticket'; ticket: string } | { is: 'session-ended' } | { is: 'failed' };

export async function fetchPushTicket({ backendUrl, session }: PushTarget, signal: AbortSignal): Promise<TicketAnswer> {
  try {
    const answer = await fetch(`${backendUrl}/api/push/tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    if (answer.status === sessionHasEnded) return { is: 'session-ended' };
    const read = z.safeParse(pushTicketSchema, answer.ok ? await answer.json() : null);
    return read.success ? { is: 'ticket', ticket: read.data.ticket } : { is: 'failed' };
  } catch {
    return { is: 'failed' };
  }
}
