/** Legs that leave without a callback: the sweep asks Twilio, and the transfer goes on as after the callback. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { Colleague } from '../../shared/api.ts';
import { reconcileOpenCalls } from '../log-api/reconcile-open-calls.ts';
import { callResource, customer, dial, goodSettings, joinAgent, newSid } from '../testing/test-backend.ts';
import { backend, baseUrl, callInLog, restError, testWorld } from '../testing/test-own-phone.ts';

type Stage = 'ringing' | 'returning' | 'asking' | 'talking' | 'merged';
type World = { sid: string; customerLeg: string; target: string; legs: Record<string, { status: string; to: string }> };

const bindings = { ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl };
const minuteMs = 60_000;
const conferenceSid = `CF${'1'.repeat(32)}`;
const colleaguePhone = '+966500077001';
let runs = 0;
const sweep = () => reconcileOpenCalls(bindings, Date.now() + ++runs * minuteMs);
/** What Twilio was told: the participants and the calls that changed. */
const changes = () =>
  testWorld.requests
    .filter(({ method }) => method === 'POST')
    .map(({ path, form }) => `${path} ${[...form].map(([name, value]) => (name === 'Twiml' ? name : `${name}=${value}`)).join()}`);
const stageOf = async (sid: string) => (await callInLog(sid)).transfer?.stage;

/**
 * An outgoing call of this agent in a transfer to a colleague, on their own phone unless `toBrowser`. Twilio knows `legs`, which
 * a test changes, and sends no callback about them.
 */
async function transferred(stage: Stage, { toBrowser = false } = {}): Promise<World & { reem: { identity: string } }> {
  const { sid } = await dial(backend, testWorld.agent.identity);
  const [customerLeg, target] = [newSid(), newSid()];
  const answered = { CallSid: customerLeg, ParentCallSid: sid, To: customer, CallStatus: 'in-progress', SequenceNumber: '2' };
  await backend.twilio('/api/calls/webhook/status', answered);
  const reem = await joinAgent(backend);
  const asks = stage !== 'ringing' && stage !== 'returning';
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, leg_sid, started_at,
        call_started_at, on_own_phone) VALUES (?1, ?2, ?1, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?8, ?9)`,
    ).bind(
      sid,
      customerLeg,
      testWorld.agent.identity,
      reem.identity,
      Number(asks),
      stage,
      asks ? target : null,
      Date.now(),
      Number(!toBrowser),
    ),
    env.DB.prepare('INSERT INTO call_conferences (call_sid, moved_sid, conference_sid, busy_until) VALUES (?, ?, ?, 0)').bind(
      sid,
      customerLeg,
      conferenceSid,
    ),
    env.DB.prepare(
      "INSERT INTO call_reports (call_sid, leg_sid, source, status, sequence, at) VALUES (?, ?, 'transfer', 'in-progress', 0, ?)",
    ).bind(sid, customerLeg, Date.now()),
  ]);
  const inProgress = { status: 'in-progress' };
  const legs: World['legs'] = {
    [sid]: { ...inProgress, to: '' },
    [customerLeg]: { ...inProgress, to: customer },
    [target]: { status: stage === 'asking' ? 'ringing' : 'in-progress', to: toBrowser ? `client:${reem.identity}` : colleaguePhone },
  };
  const resource = (leg: string) => {
    const { status, to } = legs[leg]!;
    const end = status === 'completed' ? { duration: '9', end_time: new Date().toUTCString() } : {};
    return callResource(leg, { status, to, ...end });
  };
  const children: Record<string, string[]> = { [sid]: [customerLeg], [customerLeg]: asks ? [] : [target] };
  testWorld.requests = [];
  testWorld.respond = ({ method, path }) => {
    const [leg = ''] = /CA[0-9a-f]{32}/.exec(path) ?? [];
    if (path.startsWith('Calls.json?')) return Response.json({ calls: (children[leg] ?? []).map(resource) });
    if (path.includes('/Participants/')) return legs[leg]?.status === 'completed' ? restError(404, 20404) : Response.json({ hold: false });
    if (!legs[leg]) return restError(404, 20404);
    if (method === 'POST') legs[leg].status = 'completed';
    return Response.json(resource(leg));
  };
  return { sid, customerLeg, target, legs, reem };
}

async function stateOfColleague({ identity }: { identity: string }): Promise<string> {
  const { agents } = await (await backend.get('/api/agents', testWorld.agent.session)).json<{ agents: Colleague[] }>();
  return agents.find((agent) => agent.identity === identity)!.state;
}
const leaves = ({ legs }: World, leg: string, status = 'completed') => (legs[leg]!.status = status);

test.each(['talking', 'merged'] as const)('the agent left while the colleague was %s: the colleague has the customer', async (stage) => {
  const world = await transferred(stage);
  leaves(world, world.sid);
  await sweep();
  expect(await callInLog(world.sid)).toMatchObject({ phase: 'connected', transfer: { stage: 'done' } });
  expect(changes()).toEqual([
    `Conferences/${conferenceSid}/Participants/${world.target}.json EndConferenceOnExit=true`,
    `Conferences/${conferenceSid}/Participants/${world.customerLeg}.json Hold=false`,
  ]);
  expect(await stateOfColleague(world.reem)).toBe('busy');
});

test('the agent left while the colleague rang: the colleague is rung for the customer', async () => {
  const world = await transferred('asking');
  leaves(world, world.sid);
  await sweep();
  expect(await stageOf(world.sid)).not.toBe('asking');
  expect(changes()).toContain(`Calls/${world.customerLeg}.json Twiml`);
  expect(changes()).toContain(`Calls/${world.target}.json Status=completed`);
});

test.each([
  ['talking', 'completed'],
  ['merged', 'completed'],
  ['asking', 'no-answer'],
] as const)('the colleague left while %s (%s): the agent has the customer, and the colleague is free', async (stage, status) => {
  const world = await transferred(stage);
  leaves(world, world.target, status);
  await sweep();
  expect(await callInLog(world.sid)).toMatchObject({ phase: 'connected', transfer: { stage: 'left' } });
  expect(changes()).toEqual([`Conferences/${conferenceSid}/Participants/${world.sid}.json EndConferenceOnExit=true`]);
  expect(await stateOfColleague(world.reem)).toBe('away');
  testWorld.requests = [];
  await sweep();
  expect(changes()).toEqual([]);
});

test('the agent and the colleague left: the customer is not left alone', async () => {
  const world = await transferred('talking');
  leaves(world, world.sid);
  leaves(world, world.target);
  await sweep();
  expect(changes()).toContain(`Calls/${world.customerLeg}.json Status=completed`);
});

test('the customer left: the row is final, the transfer is over and the colleague is free', async () => {
  const world = await transferred('talking');
  leaves(world, world.customerLeg);
  await sweep();
  expect(await callInLog(world.sid)).toMatchObject({ phase: 'ended', outcome: 'completed', transfer: { stage: 'cancelled' } });
  expect(changes()).toEqual([`Calls/${world.target}.json Status=completed`]);
  expect(await stateOfColleague(world.reem)).toBe('away');
});

test('the colleague answered in the browser: the call is theirs', async () => {
  const world = await transferred('ringing', { toBrowser: true });
  await sweep();
  expect(await stageOf(world.sid)).toBe('done');
});

test('an own phone that was picked up is no answer before the press of 1, nor is another leg', async () => {
  const world = await transferred('ringing');
  world.legs[world.sid]!.to = `client:${world.reem.identity}`;
  await sweep();
  expect(testWorld.requests.map(({ path }) => path)).toContain(`Calls.json?ParentCallSid=${world.customerLeg}`);
  expect(await stageOf(world.sid)).toBe('ringing');
});

test('a call that ends while the colleague rings shows no open transfer', async () => {
  const world = await transferred('ringing');
  leaves(world, world.customerLeg);
  await sweep();
  expect(await callInLog(world.sid)).toMatchObject({ phase: 'ended', transfer: { stage: 'cancelled' } });
});

test('transferred calls keep a run within the requests of the free plan, and each has its turn', async () => {
  await env.DB.prepare("UPDATE calls SET phase = 'ended'").run();
  const sids = Array.from({ length: 14 }, newSid);
  await env.DB.batch(
    sids.flatMap((sid) => [
      env.DB.prepare(
        "INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at) VALUES (?, 'outgoing', 'browser', 'sara', '', '', ?)",
      ).bind(sid, Date.now() - 60 * minuteMs),
      env.DB.prepare(
        `INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, leg_sid, started_at)
        VALUES (?, ?, ?, 'sara', 'reem', 'reem', 1, 'talking', ?, 0)`,
      ).bind(sid, newSid(), newSid(), newSid()),
    ]),
  );
  testWorld.respond = ({ path }) =>
    path.startsWith('Calls.json?')
      ? Response.json({ calls: [] })
      : Response.json(callResource(path.slice(6, 40), { status: 'in-progress' }));
  const seen = new Set<string>();
  for (let run = 0; run < 4; run++) {
    testWorld.requests = [];
    await sweep();
    expect(testWorld.requests.length).toBeLessThanOrEqual(40);
    for (const { path } of testWorld.requests) seen.add(path.slice(6, 40));
  }
  expect(sids.filter((sid) => !seen.has(sid))).toEqual([]);
  await env.DB.prepare("UPDATE calls SET phase = 'ended'").run();
});
