/** What becomes of a recording: callbacks, the sweep, and who hears it. */
import { env } from 'cloudflare:workers';
import { createScheduledController } from 'cloudflare:test';
import { describe, expect, test, vi } from 'vitest';
import type { LoggedCall } from '../../shared/api.ts';
import { startTransfer } from '../call-log/call-transfer.ts';
import app from '../main.ts';
import { goodSettings, joinAgent, newSid, openPushSocket } from '../testing/test-backend.ts';
import { baseUrl, restError, testWorld } from '../testing/test-own-phone.ts';
import {
  asked,
  callInLog,
  ends,
  eventsOf,
  finishes,
  incoming,
  newRecordingSid,
  onDemand,
  outgoing,
  record,
  recordingTwilio,
  statesOf,
} from '../testing/test-recording.ts';

/** The states of the call's recording, as a new browser of the agent gets them. */
async function recordingsPushedTo(session: string, sid: string): Promise<string[]> {
  const socket = (await openPushSocket(onDemand, session)).webSocket!;
  const states: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    const { call, calls = [] } = JSON.parse(data as string) as { call?: LoggedCall; calls?: LoggedCall[] };
    for (const { id, recordings = [] } of call ? [call] : calls) {
      if (id === sid) states.push(...recordings.map(({ state }) => state));
    }
  });
  socket.accept();
  return states;
}

describe('a recording', () => {
  test('that ends with another leg while the customer talks on is followed by a second one; a paused one is not', async () => {
    const legs = await outgoing();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    await finishes(twilio.sid());
    expect(await statesOf(legs.sid)).toEqual([
      ['ready', 9],
      ['recording', null],
    ]);
    await record(legs.sid, 'pause');
    await finishes(twilio.sid());
    expect(asked().filter((line) => line.endsWith('dual'))).toHaveLength(2);
  });

  test('that the agent stops is not followed by another, also where Twilio’s callback comes before the answer', async () => {
    const legs = await outgoing();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    const { respond } = testWorld;
    testWorld.respond = async (request) => {
      if (request.form.get('Status') === 'stopped') await finishes(twilio.sid());
      return respond(request);
    };
    expect((await record(legs.sid, 'stop')).status).toBe(200);
    expect(await statesOf(legs.sid)).toEqual([['ready', 9]]);
    expect(asked().filter((line) => line.endsWith('dual'))).toHaveLength(1);
    expect((await eventsOf(legs.sid)).map(([, status]) => status)).toEqual(['recording-started', 'recording-stopped', 'recording-ready']);
  });

  test('whose stop Twilio did not take is followed by a second one when another leg ends', async () => {
    const legs = await outgoing();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    const { respond } = testWorld;
    testWorld.respond = () => restError(500, 20500);
    expect((await record(legs.sid, 'stop')).status).toBe(502);
    testWorld.respond = respond;
    await finishes(twilio.sid());
    expect(await statesOf(legs.sid)).toEqual([
      ['ready', 9],
      ['recording', null],
    ]);
  });

  test('is in preparation from the end of the call until Twilio has it, or has nothing', async () => {
    const legs = await outgoing();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    await ends(legs);
    expect(await statesOf(legs.sid)).toEqual([['processing', null]]);
    await finishes(twilio.sid(), 'absent', '-1');
    await finishes(twilio.sid(), 'completed', '5');
    expect(await statesOf(legs.sid)).toEqual([['absent', 0]]);
    expect((await eventsOf(legs.sid)).at(-1)).toEqual(['recording', 'recording-absent', null]);
  });

  test.each([
    ['an outgoing', outgoing],
    ['an incoming', incoming],
  ])('of %s call that a colleague took over reaches the browsers of both when it is paused and when its file is there', async (_, kind) => {
    const legs = await kind();
    const reem = await joinAgent(onDemand);
    const transfer = { callSid: legs.sid, customerSid: legs.customerLeg, agentSid: newSid(), fromAgent: testWorld.agent.identity };
    const target = { target: reem.identity, toAgent: reem.identity, asks: false, stage: 'done' as const };
    await startTransfer(env.DB, { ...transfer, ...target }, Date.now());
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start', { session: reem.session });
    const [mine, theirs] = await Promise.all([testWorld.agent, reem].map(({ session }) => recordingsPushedTo(session, legs.sid)));
    await record(legs.sid, 'pause', { session: reem.session });
    await vi.waitFor(() => expect(theirs).toContain('paused'));
    await ends(legs);
    await finishes(twilio.sid());
    await vi.waitFor(() => [mine, theirs].forEach((states) => expect(states!.at(-1)).toBe('ready')));
    // A browser that was away gets the row with its first message.
    const late = await recordingsPushedTo(reem.session, legs.sid);
    await vi.waitFor(() => expect(late).toEqual(['ready']));
  });

  test('whose start was not answered is known from the callback', async () => {
    const legs = await outgoing();
    testWorld.respond = () => new Response('no', { status: 500 });
    testWorld.requests = [];
    await record(legs.sid, 'start');
    const sid = newRecordingSid();
    await finishes(sid);
    expect(await callInLog(legs.sid)).toMatchObject({ recordings: [{ id: sid, state: 'ready', seconds: 9 }] });
  });

  test('whose callback was lost is asked for by the sweep', async () => {
    const legs = await outgoing();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    await ends(legs);
    await env.DB.prepare('UPDATE calls SET ended_at = ended_at - 180000 WHERE sid = ?').bind(legs.sid).run();
    testWorld.respond = ({ path }) =>
      path === `Recordings/${twilio.sid()}.json` ? Response.json({ status: 'completed', duration: '7' }) : restError(404, 20404);
    const world = { ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl };
    await app.scheduled(createScheduledController(), world);
    expect(await statesOf(legs.sid)).toEqual([['ready', 7]]);
  });
});

describe('the audio of a recorded conversation', () => {
  test('is for those who had the call and those who may see the team’s, under that call alone, and each play is stored', async () => {
    const legs = await incoming();
    const twilio = recordingTwilio(legs.owner);
    await record(legs.sid, 'start');
    await finishes(twilio.sid());
    testWorld.respond = ({ path }) => (path.endsWith('.wav') ? new Response('RIFF', { status: 206 }) : restError(404, 20404));
    const path = `/api/calls/${legs.sid}/recordings/${twilio.sid()}`;
    const fetchAs = (session: string) => onDemand.fetch(path, { headers: { authorization: `Bearer ${session}`, range: 'bytes=0-' } });
    const other = await joinAgent(onDemand);
    expect((await fetchAs(other.session)).status).toBe(404);
    const { sid: ownCall } = await outgoing();
    const underOwnCall = `/api/calls/${ownCall}/recordings/${twilio.sid()}`;
    const headers = { authorization: `Bearer ${testWorld.agent.session}` };
    expect((await onDemand.fetch(underOwnCall, { headers })).status).toBe(404);
    const mine = await fetchAs(testWorld.agent.session);
    expect([mine.status, await mine.text()]).toEqual([206, 'RIFF']);
    await env.DB.prepare('UPDATE agents SET sees_team = 1 WHERE identity = ?').bind(other.identity).run();
    expect((await fetchAs(other.session)).status).toBe(206);
    const { results } = await env.DB.prepare('SELECT agent FROM recording_plays WHERE call_sid = ?').bind(legs.sid).all();
    expect(results).toEqual([{ agent: testWorld.agent.identity }, { agent: other.identity }]);
  });
});
