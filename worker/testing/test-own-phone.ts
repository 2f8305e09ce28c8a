/** Calls through an agent's own phone as tests make them: a Twilio that is asked over REST, and webhooks signed for the addresses it was given. */
import { beforeEach, afterEach, expect, vi } from 'vitest';
import { callResource, customer, goodSettings, joinAgent, logged, newSid, sign, startBackend, twilioPost } from './test-backend.ts';

export const baseUrl = 'http://127.0.0.1:4900';
export const phone = '+966500000177';
export const backend = startBackend({ TWILIO_API_BASE_URL: baseUrl });

/** What Twilio's REST API was asked. */
type Asked = { method: string; path: string; form: URLSearchParams; authorization: string | null };
type Rest = (request: Asked) => Response | Promise<Response>;
/** The world of one test: empty lists, a Twilio that takes every call, and an agent of its own. */
export const world = {
  asked: [] as Asked[],
  rest: undefined as unknown as Rest,
  agent: undefined as unknown as Awaited<ReturnType<typeof joinAgent>>,
};

export const restError = (status: number, code: number) => Response.json({ code, message: 'in words', status }, { status });

beforeEach(async () => {
  world.asked = [];
  world.rest = () => Response.json(callResource(newSid()), { status: 201 });
  world.agent = await joinAgent(backend, phone);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = new URL(input as string);
    expect(url.origin).toBe(baseUrl);
    const request: Asked = {
      method: init?.method ?? 'GET',
      path: url.pathname.replace(`/2010-04-01/Accounts/${goodSettings.TWILIO_ACCOUNT_SID}/`, '') + url.search,
      form: new URLSearchParams(init?.body as URLSearchParams | undefined),
      authorization: new Headers(init?.headers).get('authorization'),
    };
    world.asked.push(request);
    return world.rest(request);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

export const post = (path: string, body: string, session = world.agent.session, on = backend) =>
  on.fetch(path, { method: 'POST', body, headers: { authorization: `Bearer ${session}` } });

export const call = (body: Record<string, unknown> = {}, session = world.agent.session, on = backend) =>
  post('/api/calls', JSON.stringify({ to: customer, ...body }), session, on);

/** A call that Twilio took. */
export async function placed(body: Record<string, unknown> = {}, on = backend): Promise<{ sid: string; callId: string }> {
  const callId = crypto.randomUUID();
  const answer = await call({ callId, ...body }, world.agent.session, on);
  expect(answer.status).toBe(201);
  return { sid: (await answer.json<{ id: string }>()).id, callId };
}

/** Posts to an address that Twilio was given, signed as Twilio does. */
export function twilio(url: string, params: Record<string, string>, on = backend) {
  const path = url.replace(goodSettings.PUBLIC_URL, '');
  return on.fetch(path, twilioPost(params, sign(goodSettings.TWILIO_AUTH_TOKEN, goodSettings.PUBLIC_URL + path, params)));
}

/** Twilio tells how the agent's own phone is doing. */
export const status = (CallSid: string, CallStatus: string, SequenceNumber: number, more: Record<string, string> = {}) =>
  twilio(world.asked[0]!.form.get('StatusCallback')!, { CallSid, CallStatus, SequenceNumber: String(SequenceNumber), ...more });

export const row = (sid: string) => logged(backend, world.agent.session, sid);
export const phase = async (sid: string) => (await row(sid)).phase;
export const hangUp = (id: string, session = world.agent.session) => post(`/api/calls/${id}/hangup`, '', session);
