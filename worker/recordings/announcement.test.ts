import { beforeAll, expect, test } from 'vitest';
import { joinWithBrowser } from '../testing/test-incoming.ts';
import { customer, dial, goodSettings, joinAgent, newSid, startBackend } from '../testing/test-backend.ts';

const settings = { RECORDING: 'always', RECORDING_ANNOUNCEMENT: 'on' };
const arabic = startBackend({ ...settings, CALLER_LANGUAGES: 'SA=ar' });
const path = '/api/calls/twiml/announcement';
const attribute = `url="${goodSettings.PUBLIC_URL}${path}" method="POST"`;
let identity: string;

beforeAll(async () => {
  ({ identity } = await joinAgent(arabic));
});

async function inbound(on: typeof arabic): Promise<string> {
  const params = { CallSid: newSid(), From: customer, To: goodSettings.TWILIO_PHONE_NUMBER };
  return (await on.twilio('/api/calls/twiml/inbound', params)).text();
}

test('a customer whom an agent calls hears the sentence before they are connected', async () => {
  expect((await dial(arabic, identity)).twiml).toContain(attribute);
  const twiml = await (await arabic.twilio(path, { CallSid: newSid(), To: customer })).text();
  expect(twiml).toContain('language="ar-AE" voice="Polly.Hala-Neural">قد يجري تسجيل هذه المكالمة.</Say></Response>');
  expect(twiml).not.toContain('<Hangup');
  const unknown = await (await arabic.twilio(path, { CallSid: newSid(), To: '' })).text();
  expect(unknown).toContain('>This call may be recorded.</Say></Response>');
});

test('a caller hears it before anything rings', async () => {
  await joinWithBrowser();
  expect(await inbound(arabic)).toMatch(/<Response><Say[^>]*>قد يجري تسجيل هذه المكالمة\.<\/Say><Dial/);
});

test.each([
  ['off', { RECORDING_ANNOUNCEMENT: 'on' }],
  ['on, and the announcement off', { RECORDING: 'on-demand' }],
])('nothing is said where recording is %s', async (_, some) => {
  const silent = startBackend(some);
  expect((await dial(silent, identity)).twiml).not.toContain(path);
  expect(await inbound(silent)).not.toContain('may be recorded');
});
