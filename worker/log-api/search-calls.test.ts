import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CallPage } from '../../shared/api.ts';
import { legReport } from '../call-log/call-report.ts';
import { recordReport, startCall } from '../call-log/call-log.ts';
import { saveVoicemail } from '../call-log/incoming-log.ts';
import { customer, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const ours = '+14155550100';
const start = Date.UTC(2026, 10, 20, 9);
const minuteMs = 60_000;
let sara: Awaited<ReturnType<typeof joinAgent>>;
let omar: typeof sara;
let made = 0;

type Made = {
  agent?: string | null;
  direction?: 'outgoing' | 'incoming';
  number?: string;
  name?: string;
  pageUrl?: string;
  end?: 'completed' | 'busy';
};

async function makeCall({ agent = sara.identity, direction = 'outgoing', number = customer, name, pageUrl, end }: Made): Promise<string> {
  const sid = newSid();
  const [from, to] = direction === 'outgoing' ? [ours, number] : [number, ours];
  const startedAt = start + ++made * minuteMs;
  const call = { sid, clientCallId: null, direction, mode: 'browser' as const, agent, from, to, startedAt };
  await startCall(env.DB, { ...call, pageUrl: pageUrl ?? null, ...(name === undefined ? {} : { name }) });
  if (end)
    await recordReport(env.DB, { ...legReport(sid, end, startedAt + 30_000), sequence: 3, seconds: end === 'completed' ? 20 : null });
  return sid;
}

async function find(query: Record<string, string>, session = sara.session): Promise<CallPage> {
  const answer = await backend.get(`/api/calls?${new URLSearchParams(query).toString()}`, session);
  expect(answer.status).toBe(200);
  return answer.json<CallPage>();
}
const idsOf = async (query: Record<string, string>, session?: string) => (await find(query, session)).calls.map(({ id }) => id);

let noura: string;
let arabic: string;
let missed: string;
let omars: string;

beforeAll(async () => {
  sara = await joinAgent(backend);
  omar = await joinAgent(backend);
  noura = await makeCall({ name: 'Noura Al-Harbi', pageUrl: 'https://app.meridian-crm.example/contacts/12', end: 'completed' });
  arabic = await makeCall({ number: '+971505550719', name: 'أحمد الشريف', end: 'busy' });
  missed = await makeCall({ agent: null, direction: 'incoming', number: '+442079460142', end: 'completed' });
  omars = await makeCall({ agent: omar.identity, number: '+966555010177', name: 'Noura Al-Otaibi', end: 'completed' });
});

describe('a search', () => {
  test.each(['055 501 0142', '٠٥٥ ٥٠١ ٠١٤٢', '+966 55 501', '00966555', '0142', '10142'])('finds a number written as %s', async (q) => {
    expect(await idsOf({ q, direction: 'outgoing' })).toContain(noura);
    expect(await idsOf({ q, direction: 'outgoing' })).not.toContain(arabic);
  });

  test.each(['noura', 'HARBI', 'noura harbi', 'Al-H', 'meridian'])('finds %s in the name or the host of the page', async (q) => {
    expect(await idsOf({ q })).toEqual([noura]);
  });

  test.each(['احمد', 'أحمَد', 'الشر', 'أحمد الشريف', 'آحمد'])('finds an Arabic name by %s', async (q) => {
    expect(await idsOf({ q })).toEqual([arabic]);
  });

  test.each(['noura"', '" OR "', 'facets : any', 'noura*', "'; DROP TABLE calls; --", 'NOT noura', '\u0000\u0000abc'])(
    'takes %s as text and not as an operator',
    async (q) => {
      expect(await idsOf({ q })).toEqual([]);
    },
  );

  test("does not find our own number, nor a colleague's call", async () => {
    expect(await idsOf({ q: '4155550100' })).toEqual([]);
    expect(await idsOf({ q: 'Otaibi' }, omar.session)).toEqual([omars]);
    expect(await idsOf({ q: 'Otaibi' })).toEqual([]);
    expect(await idsOf({ agent: omar.identity })).toEqual([]);
  });

  test('finds calls that an agent made under a former identity', async () => {
    const rana = await joinAgent(backend);
    const sid = await makeCall({ agent: rana.identity, name: 'Yousef Haddad' });
    await backend.admin('POST', 'revocations', { name: rana.name });
    await backend.admin('POST', 'agents', { name: rana.name });
    const { code } = await (await backend.admin('POST', 'pairing-codes', { name: rana.name })).json<{ code: string }>();
    const { session } = await (await backend.pair(code)).json<{ session: string }>();
    expect(await idsOf({ q: 'yousef' }, session)).toEqual([sid]);
  });

  test('follows a name that comes later, and a deletion', async () => {
    const sid = await makeCall({ number: '+966555010188' });
    expect(await idsOf({ q: 'Rimal' })).toEqual([]);
    await env.DB.prepare("UPDATE calls SET name = 'Rimal Trading' WHERE sid = ?").bind(sid).run();
    expect(await idsOf({ q: 'Rimal' })).toEqual([sid]);
    await env.DB.prepare('DELETE FROM calls WHERE sid = ?').bind(sid).run();
    expect(await idsOf({ q: 'Rimal' })).toEqual([]);
    expect(await idsOf({ q: '55010188' })).toEqual([]);
  });
});

describe('a filter', () => {
  test('by direction, outcome, agent and time', async () => {
    expect(await idsOf({ outcome: 'busy' })).toEqual([arabic]);
    expect(await idsOf({ outcome: 'missed' })).toEqual([missed]);
    expect(await idsOf({ direction: 'incoming' })).toEqual([missed]);
    expect(await idsOf({ agent: omar.identity }, omar.session)).toEqual([omars]);
    const [second, third] = [start + 2 * minuteMs, start + 3 * minuteMs].map((at) => new Date(at).toISOString());
    expect(await idsOf({ from: second!, to: third! })).toEqual([arabic]);
    expect(await idsOf({ from: second!, direction: 'outgoing', to: third!, q: 'noura' })).toEqual([]);
  });

  test('finds a voicemail once it is stored', async () => {
    expect(await idsOf({ outcome: 'voicemail' })).toEqual([]);
    await saveVoicemail(env.DB, { recordingSid: `RE${'a'.repeat(32)}`, callSid: missed, seconds: 9, at: Date.now() });
    expect(await idsOf({ outcome: 'voicemail' })).toEqual([missed]);
  });

  test('gives every call once in pages, also for calls of the same moment', async () => {
    const rana = await joinAgent(backend);
    for (let call = 0; call < 5; call++) {
      made = 100;
      await makeCall({ agent: rana.identity, name: 'Huda' });
    }
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CallPage = await find({ q: 'huda', limit: '2', ...(cursor ? { cursor } : {}) }, rana.session);
      found.push(...page.calls.map(({ id }) => id));
      cursor = page.nextCursor;
      // A call that begins meanwhile must not shift the pages below it.
      if (found.length === 2) await makeCall({ agent: rana.identity, name: 'Huda' });
    } while (cursor);
    expect(found).toHaveLength(5);
    expect(new Set(found).size).toBe(5);
  });
});

describe('bad input', () => {
  test.each(['q=ab', `q=${'a'.repeat(101)}`, 'from=yesterday', 'to=2026-11-20', 'direction=up', 'outcome=fine', "agent=x'", 'limit=1e2'])(
    'refuses %s',
    async (query) => {
      expect(await problemIn(await backend.get(`/api/calls?${query}`, sara.session))).toEqual({ status: 400, problem: 'request-refused' });
    },
  );

  test('a cursor that was changed, or given to another browser or for other filters, is refused', async () => {
    await makeCall({ name: 'Noura Al-Harbi' });
    const query = { q: 'harbi', limit: '1' };
    const cursor = (await find(query)).nextCursor!;
    expect(await idsOf({ ...query, cursor })).toEqual([noura]);
    const earlier = cursor.replace(/^./, 'a');
    const other = await joinAgent(backend);
    const attempts: [Record<string, string>, string][] = [
      [{ ...query, cursor: earlier }, sara.session],
      [{ ...query, cursor: cursor.slice(0, -1) }, sara.session],
      [{ ...query, cursor: `${cursor}0` }, sara.session],
      [{ q: 'noura', limit: '1', cursor }, sara.session],
      [{ limit: '1', cursor }, sara.session],
      [{ ...query, cursor }, other.session],
    ];
    for (const [changed, session] of attempts) {
      const answer = await backend.get(`/api/calls?${new URLSearchParams(changed).toString()}`, session);
      expect(await problemIn(answer)).toEqual({ status: 400, problem: 'request-refused' });
    }
  });
});
