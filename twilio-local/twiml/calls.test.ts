import { expect, test, vi } from 'vitest';
import { dominantFrequency } from '../audio/spectrum.ts';
import { readWav } from '../audio/wav.ts';
import { agentPhone, customer, accountNumber, dialBufferMs, waitOptions, useTestWorld, type CallState } from '../testing/test-world.ts';

const world = useTestWorld();

const number = `<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${agentPhone}</Number>`;
const dial = (attributes = '', nouns = number) =>
  `<Response><Dial answerOnBridge="true" action="/done" timeout="5" ${attributes}>${nouns}</Dial></Response>`;

/** Sets the TwiML by path, lets the customer call, and gives the CallSid. */
async function placeCallWith(documents: Record<string, string>): Promise<string> {
  for (const [path, document] of Object.entries(documents)) world().backend.twiml.set(path, document);
  return world().placeInboundCall();
}

async function statusOf(callSid: string): Promise<CallState | undefined> {
  return (await world().state()).calls.find((call) => call.callSid === callSid);
}

const ends = (callSid: string, status: string) =>
  vi.waitFor(async () => expect(await statusOf(callSid)).toMatchObject({ status }), waitOptions);

test('a dialled phone answers, both hear each other and the keys, and every request was signed and in order', async () => {
  const { backend, configurePhone, control, phoneReport } = world();
  await configurePhone(customer, { audio: 'tone', toneHz: 700 });
  await configurePhone(agentPhone, { answer: 'yes', afterMs: 100, audio: 'tone', toneHz: 500, digits: '42#' });
  const callSid = await placeCallWith({ '/in': dial(), '/done': '<Response/>' });
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).frequency).toBeCloseTo(700, -1), waitOptions);
  await vi.waitFor(async () => expect(await phoneReport(customer)).toMatchObject({ digits: '42#' }), waitOptions);
  expect((await phoneReport(customer)).frequency).toBeCloseTo(500, -1);
  await control('POST', `/control/phones/${encodeURIComponent(agentPhone)}/hangup`);
  await ends(callSid, 'completed');
  await vi.waitFor(() => expect(backend.statuses('/line-status')).toEqual(['completed']), waitOptions);
  expect(backend.statuses('/leg')).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
  expect(backend.requests.every(({ signed }) => signed)).toBe(true);
  const leg = backend.requests.filter(({ path }) => path === '/leg');
  expect(leg.map(({ parameters }) => parameters.SequenceNumber)).toEqual(['0', '1', '2', '3']);
  expect(leg[3]?.parameters).toMatchObject({
    ParentCallSid: callSid,
    Direction: 'outbound-dial',
    From: customer,
    To: agentPhone,
    CallbackSource: 'call-progress-events',
    SipResponseCode: '200',
  });
  const first = backend.requests.find(({ path }) => path === '/in');
  expect(first?.parameters).toMatchObject({
    CallSid: callSid,
    From: customer,
    To: accountNumber,
    CallStatus: 'ringing',
    ApiVersion: '2010-04-01',
  });
  const done = backend.requests.find(({ path }) => path === '/done');
  expect(done?.parameters).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
});

test.each([
  ['busy', 'busy', 486],
  ['reject', 'busy', 603],
  ['invalid', 'failed', 404],
])('a phone that is %s ends the leg as %s with %i', async (answer, status, sipCode) => {
  const { backend, configurePhone } = world();
  await configurePhone(agentPhone, { answer });
  const callSid = await placeCallWith({ '/in': dial(), '/done': '<Response/>' });
  await ends(callSid, status);
  await vi.waitFor(() => expect(backend.statuses('/leg').at(-1)).toBe(status), waitOptions);
  const last = backend.requests.findLast(({ path }) => path === '/leg')?.parameters;
  expect(last?.SipResponseCode).toBe(String(sipCode));
  expect(backend.requests.find(({ path }) => path === '/done')?.parameters.DialCallStatus).toBe(status);
});

test('an unanswered leg stops ringing at its timeout and the buffer that Twilio adds', async () => {
  const { configurePhone, phoneReport } = world();
  const startedAt = Date.now();
  await configurePhone(agentPhone, { answer: 'no' });
  const callSid = await placeCallWith({ '/in': dial().replace('timeout="5"', 'timeout="1"'), '/done': '<Response/>' });
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('ringing'), waitOptions);
  await ends(callSid, 'no-answer');
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000 + dialBufferMs);
  expect((await phoneReport(agentPhone)).status).toBe('idle');
});

test('the caller leaves while it rings: the leg is canceled', async () => {
  const { backend, control, phoneReport } = world();
  const callSid = await placeCallWith({ '/in': dial(), '/done': '<Response/>' });
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('ringing'), waitOptions);
  await control('POST', `/control/phones/${customer}/hangup`);
  await ends(callSid, 'canceled');
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['initiated', 'ringing', 'canceled']), waitOptions);
});

test('the first pick-up ends the other legs, and without a pressed 1 the call was not bridged', async () => {
  const { backend, configurePhone, phoneReport } = world();
  const other = '+966500000188';
  backend.twiml.set(
    '/screen',
    '<Response><Gather numDigits="1" action="/pressed" timeout="1"><Say>Press 1</Say></Gather><Hangup/></Response>',
  );
  await configurePhone(agentPhone, { answer: 'voicemail', afterMs: 500 });
  const nouns = [agentPhone, other].map((to) => `<Number url="/screen" statusCallback="/leg${to}">${to}</Number>`).join('');
  // The screening takes longer than the timeout, which ends with the pick-up.
  const callSid = await placeCallWith({ '/in': dial('', nouns).replace('timeout="5"', 'timeout="1"'), '/done': '<Response/>' });
  await vi.waitFor(async () => expect((await phoneReport(other)).status).toBe('ringing'), waitOptions);
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('in-call'), waitOptions);
  expect((await phoneReport(other)).status).toBe('idle');
  await ends(callSid, 'no-answer');
  expect((await phoneReport(agentPhone)).words).toBe('Press 1');
  await vi.waitFor(() => expect(backend.statuses(`/leg${other}`)).toEqual(['canceled']), waitOptions);
  await vi.waitFor(() => expect(backend.statuses(`/leg${agentPhone}`)).toEqual(['completed']), waitOptions);
  const leg = backend.requests.find(({ path }) => path === `/leg${agentPhone}`)?.parameters;
  const done = backend.requests.find(({ path }) => path === '/done')?.parameters;
  expect(done).toMatchObject({
    CallStatus: 'ringing',
    DialCallStatus: 'completed',
    DialBridged: 'false',
    DialCallSid: leg?.CallSid,
    DialCallDuration: leg?.CallDuration,
  });
  expect(Number(done?.DialCallDuration)).toBeGreaterThan(0);
});

test('a phone that presses 1 gets the caller', async () => {
  const { backend, configurePhone, phoneReport } = world();
  backend.twiml.set('/screen', '<Response><Gather numDigits="1" action="/pressed"><Say>Press 1</Say></Gather><Hangup/></Response>');
  backend.twiml.set('/pressed', '<Response/>');
  await configurePhone(agentPhone, { answer: 'yes', digits: 'ww1', hangUpAfterMs: 2500 });
  await configurePhone(customer, { audio: 'tone', toneHz: 900 });
  const callSid = await placeCallWith({ '/in': dial('', `<Number url="/screen">${agentPhone}</Number>`), '/done': '<Response/>' });
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).frequency).toBeCloseTo(900, -1), waitOptions);
  await ends(callSid, 'completed');
  expect(backend.requests.find(({ path }) => path === '/done')?.parameters).toMatchObject({
    DialCallStatus: 'completed',
    DialBridged: 'true',
  });
});

test('<Gather> cut by its keys goes to the action with them; without any it goes on', async () => {
  const { backend, configurePhone } = world();
  await configurePhone(customer, { digits: '12' });
  const pressed = await placeCallWith({
    '/in': '<Response><Gather numDigits="2" action="/keys"><Pause length="20"/></Gather></Response>',
    '/keys': '<Response><Hangup/></Response>',
  });
  await ends(pressed, 'completed');
  expect(backend.requests.find(({ path }) => path === '/keys')?.parameters.Digits).toBe('12');
  backend.requests.length = 0;
  await configurePhone(customer, {});
  const silent = await placeCallWith({
    '/in': '<Response><Gather action="/keys" timeout="0"/><Redirect>/next</Redirect></Response>',
    '/next': '<Response/>',
  });
  await ends(silent, 'completed');
  expect(backend.requests.map(({ path }) => path)).not.toContain('/keys');
  expect(backend.requests.map(({ path }) => path)).toContain('/next');
});

test('<Record> keeps what the caller said, as a WAV file that REST serves', async () => {
  const { backend, configurePhone, state, twilio } = world();
  await configurePhone(customer, { audio: 'tone', toneHz: 600 });
  const callSid = await placeCallWith({
    '/in': '<Response><Record maxLength="2" action="/recorded" recordingStatusCallback="/recording"/></Response>',
    '/recorded': '<Response/>',
  });
  await ends(callSid, 'completed');
  const { recordings } = await state();
  expect(recordings).toMatchObject([{ callSid, seconds: 2, channels: 1 }]);
  const told = backend.requests.find(({ path }) => path === '/recording')?.parameters;
  expect(told).toMatchObject({ RecordingSid: recordings[0]?.sid, RecordingStatus: 'completed', RecordingDuration: '2' });
  const address = told?.RecordingUrl?.replace('https://api.twilio.com', twilio.restUrl) ?? '';
  expect((await fetch(address)).status).toBe(401);
  const headers = { authorization: `Basic ${btoa('SK1:secret')}` };
  const samples = readWav(Buffer.from(await (await fetch(address, { headers })).arrayBuffer()));
  expect(dominantFrequency(samples.subarray(0, 8000))).toBeCloseTo(600, -1);
  const part = await fetch(address, { headers: { ...headers, range: 'bytes=0-3' } });
  expect([part.status, await part.text()]).toEqual([206, 'RIFF']);
});

test('<Dial record> keeps both sides in a channel each', async () => {
  const { configurePhone, state } = world();
  await configurePhone(agentPhone, { answer: 'yes', audio: 'tone', toneHz: 500, hangUpAfterMs: 1500 });
  const callSid = await placeCallWith({ '/in': dial('record="record-from-answer-dual"'), '/done': '<Response/>' });
  await ends(callSid, 'completed');
  expect((await state()).recordings).toMatchObject([{ callSid, channels: 2 }]);
});

test.each([
  ['no XML', 'Internal error', 'Line 1, column 14: text data outside of root node.'],
  ['no TwiML', '<html></html>', 'The root element is <html>, not <Response>.'],
  ['an unclosed element', '<Response>\n<Say>Hello</Response>', 'Line 2, column 21: unexpected close tag.'],
  ['a DOCTYPE', '<!DOCTYPE html><Response/>', 'Line 1, column 15: a DOCTYPE is not allowed.'],
])('%s instead of TwiML fails the call with 12100', async (_, document, message) => {
  const { twilio } = world();
  const callSid = await placeCallWith({ '/in': document });
  await ends(callSid, 'failed');
  const events = await fetch(`${twilio.controlUrl}/control/events`);
  const reader = events.body?.getReader();
  const kept = new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  expect(kept).toContain(`"code":12100,"message":"${message}"`);
});

test('a backend that answers 404 fails the call, and the answer is kept', async () => {
  const callSid = await placeCallWith({});
  await ends(callSid, 'failed');
  expect((await world().state()).webhooks.find(({ url }) => url.endsWith('/in'))).toMatchObject({ status: 404 });
});

test('an unverified caller ID is refused before anything is dialled', async () => {
  const { backend, phoneReport } = world();
  const callSid = await placeCallWith({ '/in': dial('callerId="+15005550006"'), '/done': '<Response/>' });
  await ends(callSid, 'failed');
  expect(backend.requests.find(({ path }) => path === '/done')?.parameters).toMatchObject({ DialCallStatus: 'failed', ErrorCode: '13214' });
  expect((await phoneReport(agentPhone)).status).toBe('idle');
});

test('status callbacks can be repeated, swapped and lost', async () => {
  const { backend, configurePhone, control } = world();
  await configurePhone(agentPhone, { answer: 'busy' });
  await control('POST', '/control/faults', { webhooks: { repeat: 1 } });
  await ends(await placeCallWith({ '/in': dial(), '/done': '<Response/>' }), 'busy');
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['initiated', 'initiated', 'busy', 'busy']), waitOptions);
  backend.requests.length = 0;
  await control('POST', '/control/faults', { webhooks: { reorder: true } });
  await ends(await world().placeInboundCall(), 'busy');
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['busy', 'initiated']), waitOptions);
  backend.requests.length = 0;
  await control('POST', '/control/faults', { webhooks: { lose: true } });
  const lost = await world().placeInboundCall();
  await ends(lost, 'busy');
  await control('POST', '/control/faults', { webhooks: {} });
  const delivered = await world().placeInboundCall();
  await ends(delivered, 'busy');
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['initiated', 'busy']), waitOptions);
  const parents = backend.requests.filter(({ path }) => path === '/leg').map(({ parameters }) => parameters.ParentCallSid);
  expect(parents).toEqual([delivered, delivered]);
});
