import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import type { CallPage } from '../../shared/api.ts';
import { recordReport, startCall } from '../call-log/call-log.ts';
import { saveNote } from '../call-log/call-note.ts';
import { legReport } from '../call-log/call-report.ts';
import { advanceTransfer, startTransfer, type Transfer } from '../call-log/call-transfer.ts';
import { customer, joinAgent, newSid, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const startedAt = Date.UTC(2026, 10, 20, 9);
const at = (minutes: number) => new Date(startedAt + minutes * 60_000).toISOString();
let sara: Awaited<ReturnType<typeof joinAgent>>;
let reem: typeof sara;
let sid: string;
let transfer: Transfer;

beforeAll(async () => {
  sara = await joinAgent(backend);
  reem = await joinAgent(backend);
  sid = newSid();
  const call = { sid, clientCallId: null, direction: 'outgoing' as const, mode: 'browser' as const, agent: sara.identity, pageUrl: null };
  await startCall(env.DB, { ...call, from: '+14155550100', to: customer, startedAt, name: 'Noura Al-Harbi' });
  const parties = { customerSid: newSid(), agentSid: sid, fromAgent: sara.identity, target: reem.identity, toAgent: reem.identity };
  transfer = await startTransfer(env.DB, { callSid: sid, ...parties, asks: true, stage: 'asking' }, startedAt + 30_000);
});

async function idsOf(query: string, session = reem.session): Promise<string[]> {
  const { calls } = await (await backend.get(`/api/calls?${query}`, session)).json<CallPage>();
  return calls.map(({ id }) => id);
}
const csvOf = async (query: string) => (await backend.get(`/api/calls.csv?${query}`, reem.session)).text();

const everyFilter = () => [
  'q=harbi',
  'q=5010142',
  'direction=outgoing',
  `from=${at(-1)}&to=${at(1)}`,
  `agent=${reem.identity}`,
  `agent=${sara.identity}`,
];

test('while the colleague is asked, the call is found by its agent alone', async () => {
  for (const query of everyFilter()) expect(await idsOf(query)).toEqual([]);
  expect(await idsOf('q=harbi', sara.session)).toEqual([sid]);
});

test('a call that was taken over is found by search, by each filter and in the file of the colleague', async () => {
  await advanceTransfer(env.DB, transfer.id, ['asking'], 'talking');
  await advanceTransfer(env.DB, transfer.id, ['talking'], 'done');
  for (const query of everyFilter()) {
    expect(await idsOf(query)).toEqual([sid]);
    expect(await csvOf(query)).toContain(sid);
  }
  for (const query of ['q=otaibi', 'direction=incoming', `from=${at(1)}`, 'outcome=busy', 'outcome=missed']) {
    expect(await idsOf(query)).toEqual([]);
    expect(await csvOf(query)).not.toContain(sid);
  }
  expect(await idsOf('q=harbi', (await joinAgent(backend)).session)).toEqual([]);
});

test('what changes in the call later is found too: its outcome and its note', async () => {
  await recordReport(env.DB, { ...legReport(sid, 'busy', startedAt + 90_000), sequence: 3 });
  await saveNote(env.DB, sid, { note: 'wants a quote', outcome: null, callBackAt: null });
  expect(await idsOf('outcome=busy')).toEqual([sid]);
  expect(await idsOf('q=quote')).toEqual([sid]);
});

test('a colleague with a new identity keeps the calls taken over, in the list and in the search', async () => {
  await backend.admin('POST', 'revocations', { name: reem.name });
  await backend.admin('POST', 'agents', { name: reem.name });
  const { code } = await (await backend.admin('POST', 'pairing-codes', { name: reem.name })).json<{ code: string }>();
  const { session } = await (await backend.pair(code)).json<{ session: string }>();
  reem = { ...reem, session };
  expect(await idsOf('', session)).toContain(sid);
  expect(await idsOf('q=harbi', session)).toEqual([sid]);
});

test('a call from which the agent took the customer back is the agent’s alone', async () => {
  await env.DB.prepare("UPDATE call_transfers SET stage = 'cancelled' WHERE id = ?").bind(transfer.id).run();
  expect(await idsOf('q=harbi', sara.session)).toEqual([sid]);
  expect(await idsOf(`agent=${sara.identity}`, sara.session)).toEqual([sid]);
  expect(await idsOf('q=harbi')).toEqual([]);
});
