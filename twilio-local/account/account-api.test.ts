import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { account, accountNumber, agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });
const main = basic(account.accountSid, account.authToken);

type Body = Record<string, unknown> & { sid: string };

async function request(method: string, path: string, form?: Record<string, string> | FormData, headers: Record<string, string> = main) {
  const body = form === undefined || form instanceof FormData ? form : new URLSearchParams(form);
  const response = await fetch(world().twilio.restUrl + path, { method, headers, ...(body ? { body } : {}) });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body, headers: response.headers };
}
const core = (path: string) => `/2010-04-01/Accounts/${account.accountSid}${path}`;
const change = (settings: Record<string, unknown>) => world().control('POST', '/control/account', settings);

test('the account and its balance are as REST describes them', async () => {
  expect((await request('GET', core('.json'))).body).toMatchObject({ sid: account.accountSid, status: 'active', type: 'Full' });
  expect((await request('GET', core('/Balance.json'))).body).toEqual({
    account_sid: account.accountSid,
    balance: '100.0000',
    currency: 'USD',
  });
});

test.each([
  ['GET', core('/Keys.json')],
  ['GET', core('.json')],
  ['GET', '/v1/DialingPermissions/Countries/SA'],
])('%s %s is refused without the Auth Token', async (method, path) => {
  const wrong = await request(method, path, undefined, basic(account.accountSid, 'wrong'));
  expect([wrong.status, wrong.body]).toMatchObject([401, { code: 20003, status: 401 }]);
  const byKey = await request(method, path, undefined, basic('SK1', 'secret'));
  expect(byKey.status).toBe(path.startsWith('/v1') ? 200 : 401);
});

test('a key is created with a secret that is shown once, and can be deleted', async () => {
  const { status, body } = await request('POST', core('/Keys.json'), { FriendlyName: 'Hatif' });
  expect([status, body]).toMatchObject([201, { friendly_name: 'Hatif', secret: expect.stringMatching(/^[A-Za-z0-9]{32}$/) }]);
  const again = await request('GET', core(`/Keys/${body.sid}.json`));
  expect(again.body).toMatchObject({ sid: body.sid, friendly_name: 'Hatif' });
  expect(again.body).not.toHaveProperty('secret');
  const calls = (secret: unknown) => request('GET', core('/Calls.json'), undefined, basic(body.sid, String(secret)));
  expect((await calls(body.secret)).status).toBe(200);
  expect((await request('DELETE', core(`/Keys/${body.sid}.json`))).status).toBe(204);
  expect((await calls(body.secret)).status).toBe(401);
  expect((await request('GET', core(`/Keys/${body.sid}.json`))).body).toMatchObject({ code: 20404 });
});

test('an app is created, found by its name, changed and deleted', async () => {
  const form = { FriendlyName: 'Hatif', VoiceUrl: 'https://a.example/out', VoiceMethod: 'POST' };
  const { sid } = (await request('POST', core('/Applications.json'), form)).body;
  const list = await request('GET', core('/Applications.json?FriendlyName=Hatif'));
  expect(list.body).toMatchObject({ applications: [{ sid, voice_url: form.VoiceUrl, voice_fallback_url: '' }] });
  await request('POST', core(`/Applications/${sid}.json`), { VoiceFallbackUrl: 'https://b.example/f', VoiceFallbackMethod: 'GET' });
  const { body } = await request('GET', core(`/Applications/${sid}.json`));
  expect(body).toMatchObject({ voice_url: form.VoiceUrl, voice_fallback_url: 'https://b.example/f', voice_fallback_method: 'GET' });
  expect((await request('DELETE', core(`/Applications/${sid}.json`))).status).toBe(204);
});

test.each([
  [{ VoiceUrl: 'no url' }, 21402],
  [{ VoiceMethod: 'PUT' }, 21403],
  [{ VoiceFallbackUrl: 'https://b.example' }, 21405],
  [{ StatusCallback: 'ftp://a.example' }, 21609],
])('an app with %j is refused with %i', async (form, code) => {
  expect((await request('POST', core('/Applications.json'), form as Record<string, string>)).body).toMatchObject({ code, status: 400 });
});

test('a number on sale is bought, and rings its Voice URL', async () => {
  const { twilio, backend, control } = world();
  twilio.offerNumbers(['+14155550199']);
  const onSale = await request('GET', core('/AvailablePhoneNumbers/US/Local.json'));
  expect(onSale.body).toMatchObject({ available_phone_numbers: [{ phone_number: '+14155550199', iso_country: 'US' }] });
  expect((await request('GET', core('/AvailablePhoneNumbers/SA/Local.json'))).status).toBe(404);
  const bought = await request('POST', core('/IncomingPhoneNumbers.json'), {
    PhoneNumber: '+14155550199',
    VoiceUrl: `${backend.url}/bought`,
  });
  expect([bought.status, bought.body.phone_number]).toEqual([201, '+14155550199']);
  expect((await request('POST', core('/IncomingPhoneNumbers.json'), { PhoneNumber: '+14155550199' })).body).toMatchObject({ code: 21422 });
  await control('POST', '/control/inbound', { from: customer, to: '+14155550199' });
  await vi.waitFor(() => expect(backend.requests.some(({ path }) => path === '/bought')).toBe(true), waitOptions);
});

test('a phone is verified by the code that is keyed there', async () => {
  const { control, configurePhone } = world();
  await configurePhone(agentPhone, { answer: 'yes' });
  const { body } = await request('POST', core('/OutgoingCallerIds.json'), { PhoneNumber: agentPhone, FriendlyName: 'Omar' });
  const listed = async () => (await request('GET', core(`/OutgoingCallerIds.json?PhoneNumber=${encodeURIComponent(agentPhone)}`))).body;
  await vi.waitFor(
    async () => expect((await control('POST', `/control/phones/${agentPhone}/keys`, { digits: body.validation_code })).status).toBe(200),
    waitOptions,
  );
  expect(await listed()).toMatchObject({ outgoing_caller_ids: [{ phone_number: agentPhone, friendly_name: 'Omar' }] });
  expect((await request('POST', core('/OutgoingCallerIds.json'), { PhoneNumber: agentPhone })).body).toMatchObject({ code: 21450 });
});

test('permissions are changed in bulk, and a country without one cannot be called', async () => {
  await change({ blockedCountries: ['SA'] });
  const sa = async () => (await request('GET', '/v1/DialingPermissions/Countries/SA')).body;
  expect(await sa()).toMatchObject({ iso_code: 'SA', country_codes: ['+966'], low_risk_numbers_enabled: false });
  const call = { To: customer, From: accountNumber, Twiml: '<Response/>' };
  expect((await request('POST', core('/Calls.json'), call)).body).toMatchObject({ code: 21215 });
  const update = JSON.stringify([{ iso_code: 'SA', low_risk_numbers_enabled: 'true' }]);
  const updated = await request('POST', '/v1/DialingPermissions/BulkCountryUpdates', { UpdateRequest: update });
  expect(updated).toMatchObject({ status: 201, body: { update_count: 1, update_request: update } });
  expect(await sa()).toMatchObject({ low_risk_numbers_enabled: true, high_risk_tollfraud_numbers_enabled: false });
  expect((await request('POST', core('/Calls.json'), call)).status).toBe(201);
  const bad = await request('POST', '/v1/DialingPermissions/BulkCountryUpdates', { UpdateRequest: '[{"iso_code":"XQ"}]' });
  expect(bad.status).toBe(400);
});

test('a <Dial> to a blocked country raises alert 13227', async () => {
  const { backend, placeInboundCall, control } = world();
  await change({ blockedCountries: ['EG'] });
  backend.twiml.set('/in', '<Response><Dial>+201000550147</Dial></Response>');
  await placeInboundCall();
  const alerts = async () => (await control<{ alerts: { code: number }[] }>('GET', '/control/state')).body.alerts.map(({ code }) => code);
  await vi.waitFor(async () => expect(await alerts()).toContain(13227), waitOptions);
});

test('prices are listed by country and by number', async () => {
  expect((await request('GET', '/v2/Voice/Countries/SA')).body).toMatchObject({
    iso_country: 'SA',
    price_unit: 'USD',
    outbound_prefix_prices: [{ destination_prefixes: ['ALL'], current_price: expect.stringMatching(/^\d/) }],
  });
  expect((await request('GET', `/v1/Voice/Numbers/${customer}`)).body).toMatchObject({ iso_country: 'SA', number: customer });
  expect((await request('GET', '/v1/PhoneNumbers/Countries/US')).body).toMatchObject({ phone_number_prices: [{ number_type: 'local' }] });
  expect((await request('GET', '/v2/Voice/Countries/XX')).status).toBe(404);
});

test('a static file is uploaded, built, deployed and served for GET alone', async () => {
  const service = (await request('POST', '/v1/Services', { UniqueName: 'hatif-voicemail', FriendlyName: 'Voicemail' })).body.sid;
  expect((await request('POST', '/v1/Services', { UniqueName: 'hatif-voicemail' })).status).toBe(409);
  const environment = (await request('POST', `/v1/Services/${service}/Environments`, { UniqueName: 'live' })).body;
  const asset = (await request('POST', `/v1/Services/${service}/Assets`, { FriendlyName: 'voicemail' })).body.sid;
  const form = new FormData();
  form.append('Path', '/voicemail.xml');
  form.append('Visibility', 'public');
  form.append('Content', new Blob(['<Response/>'], { type: 'text/xml' }), 'voicemail.xml');
  const version = (await request('POST', `/v1/Services/${service}/Assets/${asset}/Versions`, form)).body.sid;
  const build = (await request('POST', `/v1/Services/${service}/Builds`, { AssetVersions: version })).body.sid;
  const deployment = () => request('POST', `/v1/Services/${service}/Environments/${environment.sid}/Deployments`, { BuildSid: build });
  expect((await deployment()).status).toBe(400);
  const status = async () => (await request('GET', `/v1/Services/${service}/Builds/${build}/Status`)).body.status;
  expect([await status(), await status()]).toEqual(['building', 'completed']);
  expect((await deployment()).status).toBe(201);
  const address = `${world().twilio.restUrl}/twil.io/${String(environment.domain_name)}/voicemail.xml`;
  const served = await fetch(`${address}?CallSid=CA1`);
  expect([served.headers.get('content-type'), await served.text()]).toEqual(['text/xml', '<Response/>']);
  expect((await fetch(address, { method: 'POST' })).status).toBe(405);
  expect((await request('DELETE', '/v1/Services/hatif-voicemail')).status).toBe(204);
  expect((await fetch(address)).status).toBe(404);
});

test('signalling answers at the control port too', async () => {
  const socket = new WebSocket(`${world().twilio.controlUrl.replace('http', 'ws')}/signal`);
  const message = new Promise<string>((resolve) => socket.on('message', (data: Buffer) => resolve(data.toString())));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'listen', version: '1.6', payload: { token: 'x.y.z' } }));
  expect(JSON.parse(await message)).toMatchObject({ type: 'error', payload: { error: { code: 31204 } } });
});
