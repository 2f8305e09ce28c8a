/** Which own phones an incoming call rings, how often one caller makes them ring, and how long the conversation may last. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { customer, newSid, startBackend } from '../testing/test-backend.ts';
import { join, joinWithBrowser, ourNumber, rungIn } from '../testing/test-incoming.ts';

const ringsAt = (twiml: string) => [...twiml.matchAll(/>(\+\d+)<\/Number>/g)].map(([, number]) => number);

/** An agent whose own phone rings. */
async function joinWithPhone(phone: string): Promise<void> {
  const { identity } = await join(phone);
  await env.AGENT_HUBS.getByName(identity).saveChoices({ ringOwnPhone: true });
}

async function callOn(settings: Record<string, string>, params: Record<string, string> = {}): Promise<string> {
  const call = { CallSid: newSid(), From: customer, To: ourNumber, ...params };
  return (await startBackend(settings).twilio('/api/calls/twiml/inbound', call)).text();
}

test('a caller who calls for the seventh time in ten minutes rings no phone, and still rings browsers', async () => {
  await joinWithPhone('+966500000161');
  const caller = { From: '+966555010161' };
  for (let call = 1; call <= 6; call += 1) expect(ringsAt(await callOn({}, caller))).toEqual(['+966500000161']);
  expect(await callOn({}, caller)).toContain('<Record');
  expect(ringsAt(await callOn({}, { From: '+966555010162' }))).toEqual(['+966500000161']);
  const browser = await joinWithBrowser();
  const sid = newSid();
  const twiml = await callOn({}, { CallSid: sid, ...caller });
  expect(rungIn(twiml)).toEqual([browser.identity]);
  // Without phones to follow, browsers have the whole time.
  expect(twiml).toContain('timeout="30"');
  const rung = { CallSid: sid, To: ourNumber, CallStatus: 'ringing', DialCallStatus: 'no-answer', ...caller };
  const after = await startBackend().twilio(`/api/calls/twiml/rung?after=browsers&until=${Date.now() + 27_000}`, rung);
  expect(await after.text()).toContain('<Record');
  await env.DB.prepare('UPDATE calls SET started_at = started_at - 600000 WHERE from_number = ?').bind(caller.From).run();
  await env.DB.prepare('DELETE FROM presences WHERE identity = ?').bind(browser.identity).run();
  expect(ringsAt(await callOn({}, caller))).toEqual(['+966500000161']);
});

test('callers without a number count as one, and the number of calls is a setting', async () => {
  await joinWithPhone('+966500000162');
  const twice = { MAX_CALLS_PER_CALLER: '2' };
  for (const From of ['anonymous', '+266696687']) expect(ringsAt(await callOn(twice, { From }))).toEqual(['+966500000162']);
  expect(await callOn(twice, { From: 'Restricted' })).toContain('<Record');
});

test('phones of a country or kind that is turned off do not ring, and keep no other from its turn', async () => {
  const british = Array.from({ length: 11 }, (_, index) => `+4479110011${String(index).padStart(2, '0')}`);
  for (const phone of [...british, '+447012345678', '+966211234567']) await joinWithPhone(phone);
  await joinWithPhone('+966500000163');
  expect(ringsAt(await callOn({}))).toEqual(['+966500000163']);
  expect(new Set(ringsAt(await callOn({ ALLOWED_COUNTRIES: 'GB' })))).toEqual(new Set(british.slice(0, 10)));
  expect(new Set(ringsAt(await callOn({ ALLOW_UNKNOWN_NUMBERS: 'on' })))).toEqual(new Set(['+966211234567', '+966500000163']));
});

test('a malformed setting lets no phone ring, and loses no caller', async () => {
  await joinWithPhone('+966500000164');
  expect(await callOn({ ALLOWED_COUNTRIES: 'Saudi Arabia' })).toContain('<Record');
});

test('a conversation ends after the longest time of a call, in browsers and on phones', async () => {
  await joinWithPhone('+966500000165');
  expect(await callOn({ MAX_CALL_MINUTES: '30', MAX_MINUTES_PER_DAY: '1' })).toMatch(/<Dial [^>]*timeLimit="1800"[^>]*><Number/);
  await joinWithBrowser();
  expect(await callOn({ MAX_CALL_MINUTES: '30' })).toMatch(/<Dial [^>]*timeLimit="1800"[^>]*><Client/);
});
