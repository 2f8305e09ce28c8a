import { expect, test, vi } from 'vitest';
import { account, agentPhone, customer, accountNumber, waitOptions, useTestWorld } from '../testing/test-world.ts';

const world = useTestWorld();

type RestCall = { sid: string; status: string; duration: string | null; answered_by: string | null; direction: string; queue_time: string };
type RestFailure = { code: number; message: string; more_info: string; status: number };

const order = (more: Record<string, string> = {}) => ({
  To: agentPhone,
  From: accountNumber,
  Url: `${world().backend.url}/agent`,
  ...more,
});

test.each([
  ['no To', { To: '' }, 21201],
  ['no From', { From: '' }, 21213],
  ['an invalid To', { To: '055' }, 21211],
  ['a From of another account', { From: '+15005550006' }, 21210],
  ['an invalid Url', { Url: 'nowhere' }, 21205],
])('%s is refused as Twilio does', async (_, change, code) => {
  const { status, body } = await world().rest<RestFailure>('POST', '/Calls.json', order(change));
  expect(status).toBe(400);
  expect(body).toMatchObject({ code, status: 400, more_info: `https://www.twilio.com/docs/errors/${code}` });
});

test('wrong credentials get 401 and 20003, another account 404 and 20404', async () => {
  const { twilio } = world();
  const base = `${twilio.restUrl}/2010-04-01/Accounts`;
  const wrong = await fetch(`${base}/${account.accountSid}/Calls.json`, { headers: { authorization: `Basic ${btoa('AC123:wrong')}` } });
  expect([wrong.status, ((await wrong.json()) as RestFailure).code]).toEqual([401, 20003]);
  const other = await fetch(`${base}/AC999/Calls.json`, { headers: { authorization: `Basic ${btoa('SK1:secret')}` } });
  expect([other.status, ((await other.json()) as RestFailure).code]).toEqual([404, 20404]);
});

test('an unknown resource gets 404 and 20404, a method that it lacks 405 and 20004', async () => {
  const { rest } = world();
  expect(await rest<RestFailure>('GET', '/Messages.json')).toMatchObject({ status: 404, body: { code: 20404 } });
  expect(await rest<RestFailure>('GET', '/Calls/CA0.json')).toMatchObject({ status: 404, body: { code: 20404 } });
  expect(await rest<RestFailure>('PUT', '/Calls.json')).toMatchObject({ status: 405, body: { code: 20004 } });
  expect(await rest('GET', '/Calls')).toMatchObject({ status: 200, body: { calls: [] } });
});

test('click-to-call: the agent presses 1, the customer is rung, both hear each other, REST hangs up', async () => {
  const { backend, configurePhone, control, phoneReport, rest } = world();
  backend.twiml.set('/agent', '<Response><Gather numDigits="1" action="/one"><Pause length="10"/></Gather></Response>');
  backend.twiml.set('/one', `<Response><Dial callerId="${accountNumber}">${customer}</Dial></Response>`);
  await configurePhone(agentPhone, { answer: 'yes', digits: '1', audio: 'tone', toneHz: 450 });
  await configurePhone(customer, { answer: 'yes', audio: 'tone', toneHz: 650 });
  const created = await rest<RestCall>('POST', '/Calls.json', order({ StatusCallback: `${backend.url}/status` }));
  expect(created).toMatchObject({ status: 201, body: { status: 'queued', direction: 'outbound-api' } });
  await vi.waitFor(async () => expect((await phoneReport(customer)).frequency).toBeCloseTo(450, -1), waitOptions);
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).frequency).toBeCloseTo(650, -1), waitOptions);
  const ended = await rest<RestCall>('POST', `/Calls/${created.body.sid}.json`, { Status: 'completed' });
  expect(ended.body.status).toBe('completed');
  await vi.waitFor(async () => expect((await phoneReport(customer)).status).toBe('idle'), waitOptions);
  await vi.waitFor(() => expect(backend.statuses('/status')).toEqual(['completed']), waitOptions);
  await control('POST', '/control/faults', { listLagMs: 0 });
  const found = await rest<{ calls: RestCall[] }>('GET', `/Calls.json?To=${encodeURIComponent(agentPhone)}&Status=completed`);
  expect(found.body.calls.map(({ sid }) => sid)).toEqual([created.body.sid]);
});

test('a redirected child leaves its <Dial>, which continues at its action', async () => {
  const { backend, configurePhone, placeInboundCall, phoneReport, rest, state } = world();
  backend.twiml.set('/in', `<Response><Dial action="/after">${agentPhone}</Dial></Response>`);
  backend.twiml.set('/after', '<Response><Pause length="30"/></Response>');
  await configurePhone(agentPhone, { answer: 'yes' });
  const parent = await placeInboundCall();
  const child = await vi.waitFor(async () => {
    const found = (await state()).calls.find(({ direction, status }) => direction === 'outbound-dial' && status === 'in-progress');
    expect(found).toBeDefined();
    return found?.callSid ?? '';
  }, waitOptions);
  await rest('POST', `/Calls/${child}.json`, { Twiml: '<Response><Pause length="30"/></Response>' });
  await vi.waitFor(() => expect(backend.requests.some(({ path }) => path === '/after')).toBe(true), waitOptions);
  expect((await state()).calls.map(({ status }) => status)).toEqual(['in-progress', 'in-progress']);
  await rest('POST', `/Calls/${parent}.json`, { Status: 'completed' });
  expect((await phoneReport(agentPhone)).status).toBe('in-call');
});

test('a machine answers and presses nothing; machine detection says so', async () => {
  const { backend, configurePhone, rest } = world();
  backend.twiml.set('/agent', '<Response><Gather numDigits="1" action="/one" timeout="1"/></Response>');
  await configurePhone(agentPhone, { answer: 'voicemail', afterMs: 0, digits: '1' });
  const { body } = await rest<RestCall>('POST', '/Calls.json', order({ MachineDetection: 'Enable' }));
  await vi.waitFor(async () => expect((await rest<RestCall>('GET', `/Calls/${body.sid}.json`)).body.status).toBe('completed'), waitOptions);
  expect(backend.requests.map(({ path }) => path)).toEqual(['/agent']);
  expect(backend.requests[0]?.parameters.AnsweredBy).toBe('machine_start');
});

test('one call a second leaves; a queued one can be canceled', async () => {
  const { phoneReport, rest } = world();
  await rest('POST', '/Calls.json', order());
  const second = await rest<RestCall>('POST', '/Calls.json', order({ To: customer }));
  expect(Number(second.body.queue_time)).toBeGreaterThan(500);
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('ringing'), waitOptions);
  expect((await rest<RestCall>('GET', `/Calls/${second.body.sid}.json`)).body.status).toBe('queued');
  expect((await rest<RestCall>('POST', `/Calls/${second.body.sid}.json`, { Status: 'canceled' })).body.status).toBe('canceled');
  const third = await rest<RestCall>('POST', '/Calls.json', order({ To: '+966500000199' }));
  await vi.waitFor(
    async () => expect((await rest<RestCall>('GET', `/Calls/${third.body.sid}.json`)).body.status).toBe('ringing'),
    waitOptions,
  );
  expect((await phoneReport(customer)).status).toBe('idle');
});

test('REST fails as often as the fault says', async () => {
  const { control, rest } = world();
  await control('POST', '/control/faults', { rest: { status: 429, times: 1 } });
  expect(await rest<RestFailure>('GET', '/Calls.json')).toMatchObject({ status: 429, body: { code: 20429 } });
  expect((await rest('GET', '/Calls.json')).status).toBe(200);
});

test('ending a call that has ended is refused with 21220', async () => {
  const { rest } = world();
  const { body } = await rest<RestCall>('POST', '/Calls.json', order());
  expect((await rest('POST', `/Calls/${body.sid}.json`, { Status: 'completed' })).status).toBe(200);
  for (const Status of ['completed', 'canceled']) {
    expect(await rest<RestFailure>('POST', `/Calls/${body.sid}.json`, { Status })).toMatchObject({ status: 400, body: { code: 21220 } });
  }
});

test('REST answers the error code of the fault, and only so often', async () => {
  const { control, rest } = world();
  await control('POST', '/control/faults', { rest: { status: 400, code: 21219, times: 1 } });
  expect(await rest<RestFailure>('POST', '/Calls.json', order())).toMatchObject({ status: 400, body: { code: 21219, status: 400 } });
  expect((await rest('POST', '/Calls.json', order())).status).toBe(201);
});

test('the list of calls is seconds behind, a call by its sid is not', async () => {
  const { control, rest } = world();
  const { body } = await rest<RestCall>('POST', '/Calls.json', order());
  const listed = async () => (await rest<{ calls: RestCall[] }>('GET', '/Calls.json')).body.calls.map(({ sid, status }) => [sid, status]);
  const isRinging = async () => expect((await rest<RestCall>('GET', `/Calls/${body.sid}.json`)).body.status).toBe('ringing');
  await vi.waitFor(isRinging, waitOptions);
  expect(await listed()).toEqual([]);
  await control('POST', '/control/faults', { listLagMs: 0 });
  expect(await listed()).toEqual([[body.sid, 'ringing']]);
  // Long ago for a lag of one second, and the end is not.
  await control('POST', '/control/faults', { listLagMs: 1000 });
  await vi.waitFor(async () => expect(await listed()).toEqual([[body.sid, 'ringing']]), waitOptions);
  await rest('POST', `/Calls/${body.sid}.json`, { Status: 'canceled' });
  expect(await listed()).toEqual([[body.sid, 'ringing']]);
  await vi.waitFor(async () => expect(await listed()).toEqual([[body.sid, 'canceled']]), waitOptions);
});
