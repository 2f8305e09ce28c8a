import { env } from 'cloudflare:workers';
import { describe, expect, test, vi } from 'vitest';
import { callResource, customer, dial, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { baseUrl, post, restError, testWorld } from '../testing/test-own-phone.ts';
import {
  always,
  answers,
  asked,
  callInLog,
  ends,
  eventsOf,
  finishes,
  incoming,
  newRecordingSid,
  onDemand,
  outgoing,
  ownPhone,
  record,
  recordingTwilio,
  statesOf,
  type RecordingBackend,
} from '../testing/test-recording.ts';

describe.each([
  ['an outgoing call', outgoing],
  ['an incoming call', incoming],
  ['a call through the own phone', ownPhone],
])('%s', (_, place) => {
  test("is recorded on the customer's leg in two channels, paused, resumed and stopped, and each is in its history", async () => {
    const legs = await place();
    const twilio = recordingTwilio(legs.owner);
    for (const [action, state] of [
      ['start', 'recording'],
      ['pause', 'paused'],
      ['resume', 'recording'],
      ['stop', 'processing'],
    ]) {
      const answer = await record(legs.sid, action!);
      expect([answer.status, await answer.json()]).toEqual([200, { id: legs.sid }]);
      expect(await statesOf(legs.sid)).toEqual([[state, null]]);
    }
    const change = `POST Calls/${legs.owner}/Recordings/${twilio.sid()}.json`;
    expect(asked()).toEqual([
      `POST Calls/${legs.customerLeg}/Recordings.json dual`,
      `${change} paused`,
      `${change} in-progress`,
      `${change} stopped`,
    ]);
    expect((await finishes(twilio.sid())).status).toBe(204);
    expect(await callInLog(legs.sid)).toMatchObject({ voicemail: null, recordings: [{ id: twilio.sid(), state: 'ready', seconds: 9 }] });
    expect(await eventsOf(legs.sid)).toEqual([
      ['agent', 'recording-started', 'agent'],
      ['agent', 'recording-paused', 'agent'],
      ['agent', 'recording-resumed', 'agent'],
      ['agent', 'recording-stopped', 'agent'],
      ['recording', 'recording-ready', null],
    ]);
  });

  test('in a deployment that records every call is recorded from the answer, once, and cannot be stopped', async () => {
    let failures = 1;
    const sids: string[] = [];
    testWorld.respond = ({ method, path }) => {
      if (!path.includes('Recordings')) return Response.json(callResource(newSid()), { status: 201 });
      // The caller's leg is in progress a moment after the answer.
      if (failures-- > 0) return restError(400, 21220);
      if (method === 'POST' && path.endsWith('/Recordings.json')) sids.push(newRecordingSid());
      return Response.json({ sid: sids[0], call_sid: newSid() }, { status: 201 });
    };
    const legs = await place(always);
    await vi.waitFor(async () => expect(await statesOf(legs.sid)).toEqual([['recording', null]]), 5000);
    await answers(always, legs.sid, legs.leg, customer);
    expect((await record(legs.sid, 'start', { on: always })).status).toBe(200);
    expect(await problemIn(await record(legs.sid, 'stop', { on: always }))).toEqual({ status: 403, problem: 'recording-always' });
    expect((await record(legs.sid, 'pause', { on: always })).status).toBe(200);
    expect(sids).toHaveLength(1);
    expect((await eventsOf(legs.sid))[0]).toEqual(['rules', 'recording-started', null]);
  });
});

describe('a recording', () => {
  test('is refused where the deployment records no calls, and nothing is asked of Twilio', async () => {
    const off = startBackend({ TWILIO_API_BASE_URL: baseUrl });
    const legs = await outgoing(off);
    recordingTwilio(legs.owner);
    for (const action of ['start', 'pause', 'resume', 'stop']) {
      expect(await problemIn(await record(legs.sid, action, { on: off }))).toEqual({ status: 403, problem: 'recording-off' });
    }
    expect(asked()).toEqual([]);
    expect(await callInLog(legs.sid)).not.toHaveProperty('recordings');
  });

  test('with a malformed setting is refused by its name, and calls are placed', async () => {
    const wrong = startBackend({ TWILIO_API_BASE_URL: baseUrl, RECORDING: 'sometimes' });
    const legs = await outgoing(wrong);
    expect(await (await record(legs.sid, 'start', { on: wrong })).json()).toMatchObject({
      problem: 'settings-malformed',
      details: { names: 'RECORDING' },
    });
  });

  test('is for the agent who has the call, while it is on', async () => {
    const legs = await outgoing();
    recordingTwilio(legs.owner);
    const { session } = await joinAgent(onDemand);
    expect(await problemIn(await record(legs.sid, 'start', { session }))).toEqual({ status: 404, problem: 'call-unknown' });
    expect(await problemIn(await record(newSid(), 'start'))).toEqual({ status: 404, problem: 'call-unknown' });
    for (const body of ['{}', '{"action":"erase"}', '{"action":"start","more":1}']) {
      expect((await post(`/api/calls/${legs.sid}/recording`, body, testWorld.agent.session, onDemand)).status).toBe(400);
    }
    const ringing = await dial(onDemand, testWorld.agent.identity);
    expect(await problemIn(await record(ringing.sid, 'start'))).toEqual({ status: 409, problem: 'call-not-connected' });
    await ends(legs);
    expect(await problemIn(await record(legs.sid, 'start'))).toEqual({ status: 409, problem: 'call-not-connected' });
    expect(asked()).toEqual([]);
  });

  test('that is already so is a success, and Twilio is asked once', async () => {
    const legs = await outgoing();
    recordingTwilio(legs.owner);
    expect((await record(legs.sid, 'stop')).status).toBe(200);
    for (const action of ['pause', 'resume']) {
      expect(await problemIn(await record(legs.sid, action))).toEqual({ status: 409, problem: 'not-recording' });
    }
    for (const action of ['start', 'start', 'resume', 'pause', 'pause', 'start', 'stop', 'stop'])
      expect((await record(legs.sid, action)).status).toBe(200);
    expect(asked().map((line) => line.split(' ').at(-1))).toEqual(['dual', 'paused', 'in-progress', 'stopped']);
  });

  test('of two presses at once changes once', async () => {
    const legs = await outgoing();
    recordingTwilio(legs.owner);
    for (const action of ['start', 'pause']) {
      const both = await Promise.all([record(legs.sid, action), record(legs.sid, action)]);
      const statuses = both.map(({ status }) => status);
      expect(statuses).toContain(200);
      expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    }
    expect(asked().map((line) => line.split(' ').at(-1))).toEqual(['dual', 'paused']);
  });

  test('that Twilio refuses leaves no trace, and can be started again', async () => {
    const legs = await outgoing();
    testWorld.respond = () => restError(500, 20500);
    expect((await record(legs.sid, 'start')).status).toBe(502);
    testWorld.respond = () => restError(400, 21220);
    expect(await problemIn(await record(legs.sid, 'start'))).toEqual({ status: 409, problem: 'call-not-connected' });
    expect(await statesOf(legs.sid)).toBeUndefined();
    const twilio = recordingTwilio(legs.owner);
    expect((await record(legs.sid, 'start')).status).toBe(200);
    testWorld.respond = () => restError(500, 20500);
    expect((await record(legs.sid, 'pause')).status).toBe(502);
    expect(await statesOf(legs.sid)).toEqual([['recording', null]]);
    testWorld.respond = ({ method }) => (method === 'GET' ? Response.json({ status: 'in-progress' }) : restError(404, 20404));
    expect(await problemIn(await record(legs.sid, 'pause'))).toEqual({ status: 502, problem: 'call-failed' });
    expect(await statesOf(legs.sid)).toEqual([['recording', null]]);
    testWorld.respond = () => restError(404, 20404);
    expect(await problemIn(await record(legs.sid, 'pause'))).toEqual({ status: 409, problem: 'not-recording' });
    expect(await statesOf(legs.sid)).toEqual([['processing', null]]);
    expect(twilio.sid()).not.toBe('');
  });

  test('follows the customer’s leg after a transfer', async () => {
    const legs = await incoming();
    await env.DB.prepare(
      `INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, started_at)
      VALUES (?1, ?1, ?2, ?3, ?3, ?3, 0, 'done', 0)`,
    )
      .bind(legs.sid, legs.leg, testWorld.agent.identity)
      .run();
    recordingTwilio(legs.owner);
    expect((await record(legs.sid, 'start')).status).toBe(200);
    expect(asked()).toEqual([`POST Calls/${legs.sid}/Recordings.json dual`]);
  });
});

const profileOn = async (on: RecordingBackend) => (await on.get('/api/agent', testWorld.agent.session)).json();

test('the profile of an agent says what the deployment allows', async () => {
  expect(await profileOn(onDemand)).toMatchObject({ recording: 'on-demand' });
  expect(await profileOn(always)).toMatchObject({ recording: 'always' });
  expect(await profileOn(startBackend())).not.toHaveProperty('recording');
});
