/** Money of a day: prices, refusals, the length of calls, and the correction by Twilio's own prices. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findUsage } from '../call-log/talk-time.ts';
import {
  callResource,
  customer,
  dial,
  fetchLoggedCall,
  goodSettings,
  joinAgent,
  problemIn,
  startBackend,
} from '../testing/test-backend.ts';
import { baseUrl, requestCall, restError, testWorld } from '../testing/test-own-phone.ts';
import { refreshPrices } from './call-prices.ts';
import { settlePrices } from './settle-prices.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const settings = { TWILIO_API_BASE_URL: baseUrl, MAX_SPEND_PER_DAY: '3 USD', MAX_SPEND_PER_AGENT_PER_DAY: '2 USD' };
const backend = startBackend(settings);
const bindings = { ...env, ...goodSettings, ...settings };

const me = () => testWorld.agent;
const isDialled = ({ twiml }: { twiml: string }) => twiml.includes('<Dial');
const timeLimitIn = (twiml: string) => Number(/ timeLimit="(\d+)"/.exec(twiml)?.[1]);
const usedBy = async (identity = me().identity) => findUsage(env.DB, identity, Date.now());

/** Twilio's price list of a country, as https://www.twilio.com/docs/voice/pricing shows it. */
const priceList = (prices: Record<string, string>, price_unit = 'USD') =>
  Response.json({
    price_unit,
    outbound_prefix_prices: Object.entries(prices).map(([prefix, current_price]) => ({ prefixes: [prefix], current_price })),
  });
const askedPrices = () => testWorld.requests.filter(({ path }) => path.includes('/Voice/Countries/')).map(({ path }) => path.slice(-2));

/** A status callback of the leg that `<Dial>` called. */
const customerLeg = (parent: string, CallStatus: string, more: Record<string, string> = {}) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid: `CA${parent.slice(2).replace(/^0/, 'f')}`,
    ParentCallSid: parent,
    CallStatus,
    SequenceNumber: CallStatus === 'in-progress' ? '2' : '3',
    Timestamp: new Date().toUTCString(),
    ...more,
  });

const respondWithPrices = (...prices: (string | null)[]) => {
  const legs = prices.map((price, index) => callResource(`CA${index}`, { status: 'completed', price }));
  testWorld.respond = ({ path }) => Response.json(path.includes('ParentCallSid') ? { calls: legs.slice(1) } : legs[0]);
};

async function talk(minutes: number, identity = me().identity): Promise<string> {
  const { sid, twiml } = await dial(backend, identity);
  expect(twiml).toContain('<Dial');
  await customerLeg(sid, 'in-progress');
  vi.setSystemTime(Date.now() + minutes * minuteMs);
  await customerLeg(sid, 'completed', { CallDuration: String(minutes * 60) });
  return sid;
}

beforeEach(async () => {
  // Noon: the day does not end during a test.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / dayMs) * dayMs + 12 * 60 * minuteMs });
  await env.DB.batch(['talk_time', 'call_prices', 'calls', 'call_pace'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  testWorld.respond = ({ path }) =>
    path.includes('/Voice/Countries/') ? priceList({ ALL: '0.1', 96655: '0.196' }) : Response.json(callResource('CA1'), { status: 201 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('money of a day', () => {
  test('a call costs its begun minutes at the price of the longest prefix, with the minutes of the browser', async () => {
    const { sid } = await dial(backend, me().identity);
    await customerLeg(sid, 'in-progress');
    vi.setSystemTime(Date.now() + 90_000);
    expect((await usedBy()).agent).toMatchObject({ cost: 300_000, calls: 1 });
    await customerLeg(sid, 'completed', { CallDuration: '90' });
    expect((await usedBy()).agent.cost).toBe(400_000);
    expect((await usedBy('nobody')).team.cost).toBe(400_000);
  });

  test('near its end a call is as long as it is paid for; then calls are refused until the next day', async () => {
    expect(timeLimitIn((await dial(backend, me().identity)).twiml)).toBe(600);
    await talk(8);
    const last = await dial(backend, me().identity);
    expect(timeLimitIn(last.twiml)).toBe(120);
    await customerLeg(last.sid, 'busy');
    await talk(2);
    const refused = await dial(backend, me().identity);
    expect(refused.twiml).toContain('the limit of 2 USD');
    const { problem } = await fetchLoggedCall(backend, me().session, refused.sid);
    expect(problem).toEqual({ code: 'agent-spend-used-up', details: { limit: '2 USD', minutes: '710' } });
    expect((await dial(backend, me().identity, { Language: 'ar' })).twiml).toContain('لهذا اليوم وهو 2 USD');
    expect(await problemIn(await requestCall({}, me().session, backend))).toEqual({ status: 429, problem: 'agent-spend-used-up' });
    vi.setSystemTime(Date.now() + 12 * 60 * minuteMs);
    expect(isDialled(await dial(backend, me().identity))).toBe(true);
  });

  test('of all agents together is limited too', async () => {
    const [one, two] = [await joinAgent(backend), await joinAgent(backend)];
    await talk(9, one.identity);
    await talk(6, two.identity);
    const refused = await dial(backend, me().identity);
    expect(refused.twiml).toContain('Your team has reached the limit of 3 USD');
    expect((await fetchLoggedCall(backend, me().session, refused.sid)).problem?.code).toBe('team-spend-used-up');
  });

  test('a call through the own phone costs both legs', async () => {
    const answer = await requestCall({}, me().session, backend);
    const { id } = await answer.json<{ id: string }>();
    const rate = await env.DB.prepare('SELECT rate FROM calls WHERE sid = ?').bind(id).first<number>('rate');
    expect(rate).toBe(296_000);
  });

  test('repeated and late reports cost once', async () => {
    const sid = await talk(3);
    for (const _ of [1, 2]) await customerLeg(sid, 'completed', { CallDuration: '180' });
    expect((await usedBy()).team.cost).toBe(600_000);
  });

  test('a limit in another currency than the account’s refuses every call, and names the setting', async () => {
    testWorld.respond = () => priceList({ ALL: '0.1' }, 'EUR');
    const refused = await dial(backend, me().identity);
    expect((await fetchLoggedCall(backend, me().session, refused.sid)).problem).toEqual({
      code: 'settings-malformed',
      details: { names: 'MAX_SPEND_PER_AGENT_PER_DAY' },
    });
  });

  test('without a limit, no call waits for a price, and a known price counts', async () => {
    const free = startBackend({ TWILIO_API_BASE_URL: baseUrl });
    expect(isDialled(await dial(free, me().identity))).toBe(true);
    expect(askedPrices()).toEqual([]);
    await refreshPrices(bindings, Date.now());
    const { sid } = await dial(free, me().identity);
    expect(await env.DB.prepare('SELECT rate FROM calls WHERE sid = ?').bind(sid).first<number>('rate')).toBe(200_000);
  });

  test('where Twilio names no price, a minute counts as one unit of the currency', async () => {
    testWorld.respond = () => restError(404, 20404);
    expect(timeLimitIn((await dial(backend, me().identity)).twiml)).toBe(120);
  });
});

describe('price lists', () => {
  test('are fetched one in a run, for the allowed countries, again after a day', async () => {
    const now = Date.now();
    for (let run = 0; run < 3; run += 1) await refreshPrices(bindings, now + run * minuteMs);
    expect(askedPrices()).toEqual(['SA', 'US']);
    await refreshPrices(bindings, now + dayMs);
    expect(askedPrices()).toEqual(['SA', 'US', 'SA']);
  });

  test('that Twilio does not tell stay as they are, and others have their turn', async () => {
    const now = Date.now();
    await refreshPrices(bindings, now);
    testWorld.respond = () => restError(503, 20503);
    await refreshPrices(bindings, now + dayMs + minuteMs);
    await refreshPrices(bindings, now + dayMs + 2 * minuteMs);
    expect(askedPrices()).toEqual(['SA', 'US', 'SA']);
    expect(timeLimitIn((await dial(backend, me().identity, { To: customer })).twiml)).toBe(600);
  });
});

describe('Twilio’s own price', () => {
  test('of all legs replaces the estimate, once, and late reports leave it', async () => {
    const sid = await talk(3);
    respondWithPrices('-0.012', '-0.70000');
    await settlePrices(bindings, Date.now());
    expect((await usedBy()).agent.cost).toBe(600_000);
    for (const _ of [1, 2]) await settlePrices(bindings, Date.now() + 11 * minuteMs);
    expect((await usedBy()).agent.cost).toBe(712_000);
    await customerLeg(sid, 'completed', { CallDuration: '200', SequenceNumber: '4' });
    const { agent, team } = await usedBy();
    expect([agent.cost, team.cost]).toEqual([712_000, 712_000]);
  });

  test('that is not known yet leaves the estimate, and is asked for again after an hour, for two days', async () => {
    await talk(1);
    const now = Date.now();
    respondWithPrices('-0.004', null);
    testWorld.requests = [];
    for (const minutes of [11, 12, 70, 73]) await settlePrices(bindings, now + minutes * minuteMs);
    expect(testWorld.requests).toHaveLength(4);
    expect((await usedBy()).agent.cost).toBe(200_000);
    await settlePrices(bindings, now + 2 * dayMs + minuteMs);
    await settlePrices(bindings, now + 3 * dayMs);
    expect(testWorld.requests).toHaveLength(6);
  });

  test('of a leg that nobody answered is nothing, also where Twilio names none', async () => {
    await talk(3);
    const legs = [
      callResource('CA0', { status: 'completed', price: '-0.012' }),
      callResource('CA1', { status: 'completed', price: '-0.7' }),
      callResource('CA2', { status: 'no-answer', price: null }),
    ];
    testWorld.respond = ({ path }) => Response.json(path.includes('ParentCallSid') ? { calls: legs.slice(1) } : legs[0]);
    await settlePrices(bindings, Date.now() + 11 * minuteMs);
    expect((await usedBy()).agent.cost).toBe(712_000);
  });

  test('is not asked for without an account', async () => {
    await talk(1);
    testWorld.requests = [];
    await settlePrices({ ...bindings, TWILIO_AUTH_TOKEN: '' }, Date.now() + 11 * minuteMs);
    expect(testWorld.requests).toEqual([]);
  });
});
