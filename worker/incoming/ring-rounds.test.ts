import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { customer, goodSettings, newSid, startBackend } from '../testing/test-backend.ts';
import { countingBindings, type Counts } from '../testing/count-subrequests.ts';
import { clearPresences, seedPresences } from '../testing/seed-presence.ts';
import { ourNumber, rungIn } from '../testing/test-incoming.ts';

beforeEach(() => clearPresences(env.DB));

const salesNumber = '+966112345678';

/** One request of Twilio for TwiML, counted. */
async function askForTwiml(path: string, params: Record<string, string>): Promise<{ twiml: string; counts: Counts }> {
  const { bindings, counts } = countingBindings();
  const backend = startBackend({ TWILIO_PHONE_NUMBERS: `${salesNumber}:sales`, ...bindings });
  const answer = await backend.twilio(path, { From: customer, To: ourNumber, ...params });
  return { twiml: await answer.text(), counts };
}

const callIn = (sid: string, to: string = ourNumber) => askForTwiml('/api/calls/twiml/inbound', { CallSid: sid, To: to });

/** The request for what follows, at the action URL of the TwiML, after nobody has answered. */
function afterRinging(sid: string, { twiml }: { twiml: string }): ReturnType<typeof askForTwiml> {
  const action = /action="([^"]+)"/.exec(twiml)![1]!.replaceAll('&amp;', '&');
  const path = action.replace(goodSettings.PUBLIC_URL, '');
  return askForTwiml(path, { CallSid: sid, CallStatus: 'ringing', DialCallStatus: 'no-answer' });
}

test('with 1000 agents a webhook costs as much as with 20, and asks no Durable Object', async () => {
  await seedPresences(env.DB, 'few', 20);
  // A caller who called twice before has rows that are read: no more than two.
  for (const sid of [newSid(), newSid()]) await callIn(sid);
  const few = await callIn(newSid());
  const longestIdle = rungIn(few.twiml);
  await seedPresences(env.DB, 'many', 980, { idleSince: 50 });
  const many = await callIn(newSid());
  expect(rungIn(many.twiml)).toEqual(longestIdle);
  expect(many.counts).toEqual(few.counts);
  // Each of the ten that ring is told; nobody is asked.
  expect(many.counts.hubCalls).toEqual({ broadcast: 10 });
  expect(many.counts.queries).toBeLessThanOrEqual(8);
  expect(many.counts.rowsRead).toBeLessThanOrEqual(75);
});

test('when ten agents do not answer the next ten ring, and voicemail takes the call after the last', async () => {
  const all = await seedPresences(env.DB, 'a', 25);
  const sid = newSid();
  const first = await callIn(sid);
  const second = await afterRinging(sid, first);
  const third = await afterRinging(sid, second);
  expect([first, second, third].map(({ twiml }) => rungIn(twiml))).toEqual([all.slice(0, 10), all.slice(10, 20), all.slice(20)]);
  expect((await afterRinging(sid, third)).twiml).toContain('<Record');
});

test('the reports of an incoming call reach the agents it rings, and not each of a large team', async () => {
  await seedPresences(env.DB, 'early', 100, { ringsBrowser: false });
  const rung = await seedPresences(env.DB, 'rung', 3);
  const sid = newSid();
  expect(rungIn((await callIn(sid)).twiml)).toEqual(rung);
  const { counts } = await askForTwiml('/api/calls/webhook/status', { CallSid: sid, CallStatus: 'completed', SequenceNumber: '0' });
  await expect.poll(() => counts.hubCalls['broadcast']).toBe(50);
});

test('a number with a ring group rings its agents; another number rings every agent', async () => {
  const sales = await seedPresences(env.DB, 'sales', 1, { groups: ['sales'] });
  const others = await seedPresences(env.DB, 'other', 1);
  expect(rungIn((await callIn(newSid(), salesNumber)).twiml)).toEqual(sales);
  expect(rungIn((await callIn(newSid(), goodSettings.TWILIO_PHONE_NUMBER)).twiml)).toEqual([...sales, ...others]);
});
