/** Own-phone calls in tests: a fake REST API of Twilio, and signed requests to the URLs that it received. */
import { beforeEach, afterEach, expect, vi } from 'vitest';
import {
  callResource,
  customer,
  goodSettings,
  joinAgent,
  fetchLoggedCall,
  newSid,
  sign,
  startBackend,
  twilioPost,
} from './test-backend.ts';

export const baseUrl = 'http://127.0.0.1:4900';
export const phone = '+966500000177';
export const backend = startBackend({ TWILIO_API_BASE_URL: baseUrl });

/** A request to Twilio's REST API. */
type RestRequest = { method: string; path: string; form: URLSearchParams; authorization: string | null };
type RestResponder = (request: RestRequest) => Response | Promise<Response>;
/** The state of one test: no requests yet, a REST API that accepts every call, and a new agent. */
export const testWorld = {
  requests: [] as RestRequest[],
  respond: undefined as unknown as RestResponder,
  agent: undefined as unknown as Awaited<ReturnType<typeof joinAgent>>,
};

export const restError = (status: number, code: number) => Response.json({ code, message: 'Twilio error', status }, { status });

beforeEach(async () => {
  testWorld.requests = [];
  testWorld.respond = () => Response.json(callResource(newSid()), { status: 201 });
  testWorld.agent = await joinAgent(backend, phone);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = new URL(input as string);
    expect(url.origin).toBe(baseUrl);
    const request: RestRequest = {
      method: init?.method ?? 'GET',
      path: url.pathname.replace(`/2010-04-01/Accounts/${goodSettings.TWILIO_ACCOUNT_SID}/`, '') + url.search,
      form: new URLSearchParams(init?.body as URLSearchParams | undefined),
      authorization: new Headers(init?.headers).get('authorization'),
    };
    testWorld.requests.push(request);
    return testWorld.respond(request);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

export const post = (path: string, body: string, session = testWorld.agent.session, on = backend) =>
  on.fetch(path, { method: 'POST', body, headers: { authorization: `Bearer ${session}` } });

export const requestCall = (body: Record<string, unknown> = {}, session = testWorld.agent.session, on = backend) =>
  post('/api/calls', JSON.stringify({ to: customer, ...body }), session, on);

/** A call that Twilio accepted. */
export async function placeOwnPhoneCall(body: Record<string, unknown> = {}, on = backend): Promise<{ sid: string; callId: string }> {
  const callId = crypto.randomUUID();
  const answer = await requestCall({ callId, ...body }, testWorld.agent.session, on);
  expect(answer.status).toBe(201);
  return { sid: (await answer.json<{ id: string }>()).id, callId };
}

/** A signed POST to a URL that Twilio received. */
export function postAsTwilio(url: string, params: Record<string, string>, on = backend) {
  const path = url.replace(goodSettings.PUBLIC_URL, '');
  return on.fetch(path, twilioPost(params, sign(goodSettings.TWILIO_AUTH_TOKEN, goodSettings.PUBLIC_URL + path, params)));
}

/** A status callback of the agent's own phone. */
export const postStatus = (CallSid: string, CallStatus: string, SequenceNumber: number, more: Record<string, string> = {}) =>
  postAsTwilio(testWorld.requests[0]!.form.get('StatusCallback')!, {
    CallSid,
    CallStatus,
    SequenceNumber: String(SequenceNumber),
    ...more,
  });

export const callInLog = (sid: string) => fetchLoggedCall(backend, testWorld.agent.session, sid);
export const phaseInLog = async (sid: string) => (await callInLog(sid)).phase;
export const requestHangUp = (id: string, session = testWorld.agent.session) => post(`/api/calls/${id}/hangup`, '', session);
