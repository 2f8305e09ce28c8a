import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { callResource, dial, fetchLoggedCall, goodSettings, joinAgent, newSid, startBackend } from '../testing/test-backend.ts';
import { backend, baseUrl, placeOwnPhoneCall, requestCall, restError, testWorld } from '../testing/test-own-phone.ts';

const me = () => testWorld.agent;
const cutOff = async (on = backend) => (await on.admin('POST', 'cut-off')).json();
const asked = () => testWorld.requests.map(({ method, path }) => `${method} ${path}`);
const keyPath = `DELETE Keys/${goodSettings.TWILIO_API_KEY}.json`;

beforeEach(async () => {
  await env.DB.batch(['calls', 'call_reports', 'outgoing_stops', 'call_pace'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

const respond = ({ method, path }: { method: string; path: string }) =>
  method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(callResource(path.slice(6, 40)));

test('a cut-off ends live calls, revokes the key, and refuses every new call; allowing undoes it', async () => {
  const browserCall = await dial(backend, me().identity);
  const { sid } = await placeOwnPhoneCall();
  testWorld.requests = [];
  testWorld.respond = respond;
  expect(await cutOff()).toEqual({ endedCalls: 2, failedCalls: 0, isComplete: true, key: 'revoked' });
  expect(asked().toSorted()).toEqual([keyPath, `POST Calls/${browserCall.sid}.json`, `POST Calls/${sid}.json`].toSorted());
  const refused = await dial(backend, me().identity);
  expect((await fetchLoggedCall(backend, me().session, refused.sid)).problem).toEqual({ code: 'calls-stopped' });
  expect((await requestCall({}, (await joinAgent(backend, '+966500000179')).session)).status).toBe(403);
  await backend.admin('POST', 'stops', { stopped: false });
  await env.DB.prepare('DELETE FROM calls').run();
  expect((await dial(backend, me().identity)).twiml).toContain('<Dial');
});

test('a call that is being created ends as soon as it exists', async () => {
  const sid = newSid();
  testWorld.respond = async (request) => {
    if (request.path !== 'Calls.json') return respond(request);
    expect(await cutOff()).toMatchObject({ endedCalls: 1 });
    return Response.json(callResource(sid), { status: 201 });
  };
  await requestCall({ callId: crypto.randomUUID() });
  expect(asked().at(-1)).toBe(`POST Calls/${sid}.json`);
});

test('calls that Twilio does not end are counted, and have another turn', async () => {
  const { sid } = await dial(backend, me().identity);
  testWorld.respond = () => restError(503, 20503);
  expect(await cutOff()).toEqual({ endedCalls: 0, failedCalls: 1, isComplete: true, key: 'failed' });
  expect((await dial(backend, me().identity)).twiml).toContain('All outgoing calls are stopped');
  await new Promise((resolve) => setTimeout(resolve, 5));
  testWorld.requests = [];
  testWorld.respond = respond;
  await cutOff();
  expect(asked()).toEqual([keyPath, `POST Calls/${sid}.json`]);
});

test('one request ends forty calls, and the next one the others', async () => {
  const insert = env.DB.prepare(
    `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at) VALUES (?, 'incoming', 'browser', 'sara', '', '', ?)`,
  );
  await env.DB.batch(Array.from({ length: 50 }, () => insert.bind(newSid(), Date.now() - 1000)));
  testWorld.respond = respond;
  expect(await cutOff()).toMatchObject({ endedCalls: 40, isComplete: false });
  const first = new Set(asked());
  testWorld.requests = [];
  await new Promise((resolve) => setTimeout(resolve, 5));
  await cutOff();
  expect(asked().filter((each) => !first.has(each))).toHaveLength(10);
});

test('a key that is gone already is a success, and a deployment without a key has none to revoke', async () => {
  testWorld.respond = () => restError(404, 20404);
  expect(await cutOff()).toMatchObject({ key: 'revoked' });
  expect(await cutOff(startBackend({ TWILIO_API_BASE_URL: baseUrl, TWILIO_API_KEY: '' }))).toMatchObject({ key: 'none' });
});
