/** The deployment that generated requests meet. */
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import { type Backend, callResource, customer, dial, goodSettings, joinAgent, newSid, openPushSocket } from './test-backend.ts';

type Joined = Awaited<ReturnType<typeof joinAgent>>;
export type World = { mine: Joined; other: Joined; removed: Joined; words: string[] };

/** Two agents at work, one removed agent, a voicemail, and calls: two outgoing ones, one that the other agent answered, one that rings. */
export async function createWorld(backend: Backend): Promise<World> {
  const [mine, other, removed] = [
    await joinAgent(backend, '+966500000177'),
    await joinAgent(backend, '+966500000178'),
    await joinAgent(backend),
  ];
  await backend.admin('POST', 'revocations', { name: removed.name });
  const [own, others] = [await dial(backend, mine.identity), await dial(backend, other.identity)];
  const recording = { CallSid: own.sid, RecordingSid: `RE${'a'.repeat(32)}`, RecordingStatus: 'completed', RecordingDuration: '3' };
  await backend.twilio('/api/calls/webhook/recording', recording);
  const answered = await callIn(backend);
  const leg = {
    CallSid: newSid(),
    ParentCallSid: answered,
    To: `client:${other.identity}`,
    CallStatus: 'in-progress',
    SequenceNumber: '1',
  };
  await backend.twilio('/api/calls/webhook/status', leg);
  await connectBrowser(backend, mine);
  const ringing = await callIn(backend);
  const agents = [mine, other, removed].flatMap(({ name, identity }) => [name, identity]);
  return { mine, other, removed, words: [own.sid, others.sid, answered, ringing, ...agents] };
}

async function callIn(backend: Backend): Promise<string> {
  const CallSid = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  return CallSid;
}

/** A browser that rings. */
async function connectBrowser(backend: Backend, { session, identity }: Joined): Promise<void> {
  const socket = (await openPushSocket(backend, session)).webSocket!;
  socket.accept();
  socket.send(JSON.stringify({ proven: true, busy: false, quiet: false }));
  await vi.waitFor(async () => expect(await env.AGENT_HUBS.getByName(identity).presence()).toMatchObject({ proven: true }));
}

/** Twilio's REST API, which takes everything. */
export function answerAsTwilio(url: string, method: string): Response {
  const sid = /Calls\/(CA[0-9a-f]{32})\.json/.exec(url)?.[1];
  if (/\/Recordings\/|\.wav/.test(url)) return new Response('RIFF', { headers: { 'content-type': 'audio/x-wav' } });
  if (/Calls\.json/.test(url) && method === 'GET') return Response.json({ calls: [] });
  return Response.json(callResource(sid ?? newSid()), { status: method === 'POST' && !sid ? 201 : 200 });
}
