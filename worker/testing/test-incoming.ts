/** Incoming calls in tests: agents with connected browsers, a customer who calls, and Twilio's callbacks. */
import { env } from 'cloudflare:workers';
import { afterEach, expect, vi } from 'vitest';
import type { BrowserPresence } from '../../shared/push.ts';
import { customer, goodSettings, joinAgent, newSid, openPushSocket, startBackend } from './test-backend.ts';

/** The same customer calls in every test of a file. */
export const backend = startBackend({ MAX_CALLS_PER_CALLER: '1000' });
export const ourNumber = goodSettings.TWILIO_PHONE_NUMBER;
type JoinedAgent = Awaited<ReturnType<typeof joinAgent>>;
const sockets: WebSocket[] = [];
const joined: JoinedAgent[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  // Removed agents are not rung, so that every test has its own team.
  for (const { name } of joined.splice(0)) await backend.admin('POST', 'revocations', { name });
});

export async function join(phone?: string): Promise<JoinedAgent> {
  const agent = await joinAgent(backend, phone);
  joined.push(agent);
  return agent;
}

/** Connects a browser of the agent and waits until its presence has arrived. */
export async function connectBrowser({ session, identity }: JoinedAgent, presence: Partial<BrowserPresence> = {}): Promise<WebSocket> {
  const sent = { proven: true, busy: false, quiet: false, ...presence };
  const socket = (await openPushSocket(backend, session)).webSocket!;
  socket.accept();
  sockets.push(socket);
  socket.send(JSON.stringify(sent));
  const expected = { proven: sent.proven && !sent.quiet, busy: sent.busy };
  await vi.waitFor(async () => expect(await env.AGENT_HUBS.getByName(identity).presence()).toMatchObject(expected));
  return socket;
}

/** A new agent with a connected browser that a probe has reached. */
export async function joinWithBrowser(presence: Partial<BrowserPresence> = {}): Promise<JoinedAgent> {
  const agent = await join();
  await connectBrowser(agent, presence);
  return agent;
}

export async function callIn(params: Record<string, string> = {}): Promise<{ sid: string; status: number; twiml: string }> {
  const sid = params['CallSid'] ?? newSid();
  const answer = await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: ourNumber, ...params });
  return { sid, status: answer.status, twiml: await answer.text() };
}

/** Identities of the agents whose browsers the TwiML rings. */
export const rungIn = (twiml: string) => [...twiml.matchAll(/<Identity>(.*?)<\/Identity>/g)].map(([, identity]) => identity);
