import { createHmac } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createAudioClock } from '../audio/audio-clock.ts';
import { toneBursts } from '../audio/sounds.ts';
import { createAudioMeter } from '../audio/audio-meter.ts';
import { account, customer, waitOptions, useTestWorld } from '../testing/test-world.ts';
import { openMediaLeg } from './media-leg.ts';

const world = useTestWorld();

type Message = { type: string; payload: Record<string, unknown> };
type Client = {
  messages: Message[];
  send(type: string, payload: object): void;
  next(type: string): Promise<Record<string, unknown>>;
  drop(): void;
};

const open: WebSocket[] = [];
afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenFor(identity: string, lifetime = 3600): string {
  const header = encode({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  const voice = { incoming: { allow: true }, outgoing: { application_sid: 'AP1' } };
  const exp = Math.floor(Date.now() / 1000) + lifetime;
  const claims = encode({ iss: 'SK1', sub: account.accountSid, exp, grants: { identity, voice } });
  const signature = createHmac('sha256', 'secret').update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}

/** A client with the messages of the SDK. */
async function connect(token: string): Promise<Client> {
  const socket = new WebSocket(`wss://127.0.0.1:${world().twilio.twilioPort}/signal`, { rejectUnauthorized: false });
  open.push(socket);
  const messages: Message[] = [];
  socket.on('message', (data: Buffer) => {
    if (data.toString() !== '\n') messages.push(JSON.parse(data.toString()) as Message);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (type: string, payload: object) => socket.send(JSON.stringify({ type, version: '1.6', payload }));
  send('listen', { token, browserinfo: {} });
  return {
    messages,
    send,
    /** Waits for a message of the type and removes it from `messages`. */
    next: (type) =>
      vi.waitFor(() => {
        const at = messages.findIndex((message) => message.type === type);
        expect(at, `${type} among ${messages.map((message) => message.type).join(' ')}`).toBeGreaterThanOrEqual(0);
        return messages.splice(at, 1)[0]?.payload ?? {};
      }, waitOptions),
    drop: () => socket.terminate(),
  };
}

async function register(identity: string): Promise<Client> {
  const client = await connect(tokenFor(identity));
  await client.next('connected');
  client.send('register', { media: { audio: true } });
  await client.next('ready');
  return client;
}

/** The browser's side of the audio: sends a tone and measures the received audio. */
function openBrowserSound(hz: number) {
  const leg = openMediaLeg(createAudioClock(), () => false);
  const meter = createAudioMeter();
  leg.audio.onFrame((frame) => meter.measure(frame));
  void leg.audio.play(toneBursts(hz));
  return { leg, meter };
}

test('a good token connects with identity and lifetime, and registers', async () => {
  const client = await connect(tokenFor('omar'));
  expect(await client.next('connected')).toMatchObject({
    region: 'US_EAST_VIRGINIA',
    token: { identity: 'omar', ttl: expect.closeTo(3600, -1) as number },
  });
  client.send('register', { media: { audio: true } });
  await client.next('ready');
  expect((await world().state()).registrations).toMatchObject([{ identity: 'omar' }]);
  client.send('register', { media: { audio: false } });
  await client.next('offline');
  expect((await world().state()).registrations).toEqual([]);
});

test('a refused token gets its error and then close', async () => {
  const client = await connect(tokenFor('omar', -5));
  expect(await client.next('error')).toMatchObject({ error: { code: 31205 } });
  await client.next('close');
  await world().control('POST', '/control/faults', { refuseTokens: 20101 });
  expect(await (await connect(tokenFor('omar'))).next('error')).toMatchObject({ error: { code: 20101 } });
});

test('a browser calls a phone: ringing, answer, sound both ways, a broken socket comes back, hang up', async () => {
  const { backend, configurePhone, phoneReport } = world();
  backend.twiml.set(
    '/out',
    `<Response><Dial answerOnBridge="true" callerId="+966112000100"><Number>${customer}</Number></Dial></Response>`,
  );
  await configurePhone(customer, { answer: 'yes', afterMs: 200, audio: 'tone', toneHz: 500 });
  const client = await register('omar');
  const { leg, meter } = openBrowserSound(900);
  client.send('invite', { callsid: 'TJSone', sdp: await leg.offer(), twilio: { params: 'To=%2B966555010142&note=a%26b' } });
  const ringing = await client.next('ringing');
  await leg.accept(String(ringing.sdp));
  leg.start();
  const answer = await client.next('answer');
  expect(answer).toMatchObject({ callsid: ringing.callsid, reconnect: expect.any(String) as string });
  await vi.waitFor(async () => expect((await phoneReport(customer)).frequency).toBeCloseTo(900, -1), waitOptions);
  await vi.waitFor(() => expect(meter.read().frequency).toBeCloseTo(500, -1), waitOptions);
  const requests = backend.requests.find(({ path }) => path === '/out')?.parameters;
  expect(requests).toMatchObject({ From: 'client:omar', To: '+966555010142', note: 'a&b', ApplicationSid: 'AP1', Direction: 'inbound' });

  client.drop();
  const back = await connect(tokenFor('omar'));
  await back.next('connected');
  back.send('invite', { callsid: ringing.callsid, sdp: '', reconnect: answer.reconnect, twilio: {} });
  await back.next('answer');
  expect((await phoneReport(customer)).status).toBe('in-call');
  back.send('dtmf', { callsid: ringing.callsid, dtmf: '7' });
  await vi.waitFor(async () => expect((await phoneReport(customer)).digits).toBe('7'), waitOptions);
  back.send('hangup', { callsid: ringing.callsid });
  await vi.waitFor(async () => expect((await phoneReport(customer)).status).toBe('idle'), waitOptions);
  await vi.waitFor(() => expect(backend.statuses('/app-status')).toEqual(['completed']), waitOptions);
  leg.close();
});

test('a busy phone refuses the browser by its temporary SID, with 31486', async () => {
  const { backend, configurePhone } = world();
  backend.twiml.set('/out', `<Response><Dial answerOnBridge="true" callerId="+966112000100">${customer}</Dial></Response>`);
  await configurePhone(customer, { answer: 'busy' });
  const client = await register('omar');
  const { leg } = openBrowserSound(900);
  client.send('invite', { callsid: 'TJStwo', sdp: await leg.offer(), twilio: {} });
  expect(await client.next('hangup')).toEqual({ callsid: 'TJStwo', error: { code: 31486, message: 'Busy here' } });
  leg.close();
});

test('an invalid offer is refused and creates no call', async () => {
  const client = await register('omar');
  client.send('invite', { callsid: 'TJSthree', sdp: 'v=0', twilio: {} });
  expect(await client.next('hangup')).toMatchObject({ callsid: 'TJSthree' });
  expect((await world().state()).calls).toEqual([]);
});

test('an invalid answer fails the call', async () => {
  const { backend, placeInboundCall, state } = world();
  backend.twiml.set('/in', '<Response><Dial answerOnBridge="true"><Client>omar</Client></Dial></Response>');
  const client = await register('omar');
  const callSid = await placeInboundCall();
  const invite = await client.next('invite');
  client.send('answer', { callsid: invite.callsid, sdp: 'v=0' });
  await vi.waitFor(async () => {
    expect((await state()).calls.find((call) => call.callSid === callSid)?.status).toBe('failed');
  }, waitOptions);
});

test('two browsers ring; the first to answer gets the call, the other is canceled', async () => {
  const { backend, configurePhone, placeInboundCall, phoneReport, control } = world();
  backend.twiml.set(
    '/in',
    '<Response><Dial><Client><Identity>omar</Identity><Parameter name="log" value="7"/></Client><Client>reem</Client></Dial></Response>',
  );
  await configurePhone(customer, { audio: 'tone', toneHz: 650 });
  const omar = await register('omar');
  const reem = await register('reem');
  await placeInboundCall();
  const invite = await omar.next('invite');
  const other = await reem.next('invite');
  expect(invite.parameters).toMatchObject({ From: customer, To: 'client:omar', Params: 'log=7' });
  const { leg, meter } = openBrowserSound(900);
  omar.send('answer', { callsid: invite.callsid, sdp: await leg.answer(String(invite.sdp)) });
  leg.start();
  await omar.next('answer');
  expect(await reem.next('cancel')).toEqual({ callsid: other.callsid });
  await vi.waitFor(() => expect(meter.read().frequency).toBeCloseTo(650, -1), waitOptions);
  await vi.waitFor(async () => expect((await phoneReport(customer)).frequency).toBeCloseTo(900, -1), waitOptions);
  await control('POST', `/control/phones/${customer}/hangup`);
  await omar.next('hangup');
  leg.close();
});

test('one browser of an identity rejects: its other browsers are canceled, and the leg is busy', async () => {
  const { backend, placeInboundCall } = world();
  const nouns = '<Client statusCallback="/leg">omar</Client>';
  backend.twiml.set('/in', `<Response><Dial answerOnBridge="true" action="/done">${nouns}</Dial></Response>`);
  backend.twiml.set('/done', '<Response/>');
  const [one, two] = [await register('omar'), await register('omar')];
  await placeInboundCall();
  const [invite, other] = [await one.next('invite'), await two.next('invite')];
  one.send('reject', { callsid: invite.callsid });
  expect(await two.next('cancel')).toEqual({ callsid: other.callsid });
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['busy']), waitOptions);
  const done = backend.requests.find(({ path }) => path === '/done')?.parameters;
  expect(done).toMatchObject({ DialCallStatus: 'busy', DialBridged: 'false' });
});

test('a registered browser that gets no invites does not ring, and the call runs out', async () => {
  const { backend, placeInboundCall, control, state } = world();
  backend.twiml.set('/in', '<Response><Dial timeout="1" answerOnBridge="true"><Client>omar</Client></Dial></Response>');
  const client = await register('omar');
  await control('POST', '/control/faults', { stopInvites: true });
  const callSid = await placeInboundCall();
  await vi.waitFor(async () => {
    expect((await state()).calls.find((call) => call.callSid === callSid)?.status).toBe('no-answer');
  }, waitOptions);
  expect(client.messages.map(({ type }) => type)).not.toContain('invite');
});

test('a ringing browser that lost its socket gets the cancel when it is back', async () => {
  const { backend, placeInboundCall, control } = world();
  backend.twiml.set('/in', '<Response><Dial><Client>omar</Client></Dial></Response>');
  const client = await register('omar');
  await placeInboundCall();
  const invite = await client.next('invite');
  await control('POST', '/control/faults', { dropSockets: true });
  await vi.waitFor(async () => expect((await world().state()).registrations).toEqual([]), waitOptions);
  await control('POST', `/control/phones/${customer}/hangup`);
  const back = await connect(tokenFor('omar'));
  expect(await back.next('cancel')).toEqual({ callsid: invite.callsid });
});
