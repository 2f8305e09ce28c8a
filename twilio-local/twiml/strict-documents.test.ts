import { expect, test, vi } from 'vitest';
import { accountNumber, agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();

type Alert = { is: string; code: number; message: string };
const alerts = async () => (await world().control<{ alerts: Alert[] }>('GET', '/control/state')).body.alerts;

async function placeCallWith(document: string): Promise<string> {
  world().backend.twiml.set('/in', document);
  return world().placeInboundCall();
}

const ends = (callSid: string, status: string) =>
  vi.waitFor(async () => {
    const call = (await world().state()).calls.find((each) => each.callSid === callSid);
    expect(call).toMatchObject({ status });
  }, waitOptions);

test.each([
  ['a misspelled verb', '<say>Hello</say>', 12200, '<say> is not a verb of this local Twilio; it was skipped.'],
  ['a misspelled attribute', '<Pause lenght="1"/>', 12200, '<Pause> has the unknown attribute "lenght".'],
  ['an attribute in the wrong case', '<Record playbeep="true" maxLength="1"/>', 12200, '<Record> has the unknown attribute "playbeep".'],
  ['a misspelled noun', '<Dial timeout="1"><Nummer>1</Nummer></Dial>', 12200, '<Dial> has the unknown element <Nummer>.'],
  ['a verb where it may not be', '<Gather timeout="0"><Hangup/></Gather>', 12200, '<Gather> has the unknown element <Hangup>.'],
  ['an unknown language', '<Say language="ar-SA">مرحبا</Say>', 12200, '<Say> has the unknown language "ar-SA".'],
  ['an unknown voice', '<Say voice="Polly.Zena">مرحبا</Say>', 13511, '<Say> has the unknown voice "Polly.Zena".'],
  [
    'a voice of another language, nested',
    '<Gather timeout="0"><Say language="arb" voice="Polly.Hala-Neural">مرحبا</Say></Gather>',
    13511,
    '<Say> has the unknown voice "Polly.Hala-Neural" for the language "arb".',
  ],
])('%s is a warning in the log of alerts', async (_, verb, code, message) => {
  await placeCallWith(`<Response>${verb}</Response>`);
  await vi.waitFor(
    async () => expect(await alerts()).toContainEqual(expect.objectContaining({ is: 'warning', code, message })),
    waitOptions,
  );
});

test('documented voices and languages speak without an alert; an unknown voice is silent', async () => {
  const said = [
    '<Say language="ar-AE" voice="Polly.Hala-Neural">A</Say>',
    '<Say language="arb" voice="Polly.Zeina">B</Say>',
    '<Say>C</Say>',
  ];
  await ends(await placeCallWith(`<Response><Answer/>${said.join('')}</Response>`.replace('<Answer/>', '')), 'completed');
  expect(await alerts()).toEqual([]);
  expect((await world().phoneReport(customer)).words).toBe('C');
  await ends(await placeCallWith('<Response><Say>C</Say><Say voice="Polly.Nobody">D</Say></Response>'), 'completed');
  expect((await world().phoneReport(customer)).words).toBe('C');
});

test.each(['<Dial>+966500000188</Dial>', '<Redirect>/other</Redirect>', '<Record maxLength="1"/>'])(
  'before the bridge, %s is an error, and the callee is hung up',
  async (verb) => {
    const { backend, configurePhone, phoneReport } = world();
    backend.twiml.set('/screen', `<Response><Pause length="1"/>${verb}</Response>`);
    backend.twiml.set('/other', '<Response/>');
    backend.twiml.set('/done', '<Response/>');
    await configurePhone(agentPhone, { answer: 'yes' });
    await placeCallWith(`<Response><Dial action="/done"><Number url="/screen">${agentPhone}</Number></Dial></Response>`);
    await vi.waitFor(async () => expect(await alerts()).toMatchObject([{ is: 'error', code: 13201 }]), waitOptions);
    await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('idle'), waitOptions);
    await vi.waitFor(
      () => expect(backend.requests.find(({ path }) => path === '/done')?.parameters.DialBridged).toBe('false'),
      waitOptions,
    );
    expect(backend.requests.map(({ path }) => path)).not.toContain('/other');
  },
);

test.each([
  ['an error status', '/gone', '11200'],
  ['a document that is not TwiML', '/in', '12100'],
  ['no response in time', '/slow#rt=200', '11205'],
  ['no connection', 'http://127.0.0.1:1/', '11205'],
])("after %s the number's fallback URL is asked", async (_, address, code) => {
  const { backend, twilio } = world();
  backend.twiml.set('/in', '<html/>');
  backend.silent.add('/slow');
  backend.twiml.set('/fallback', '<Response><Say>Later</Say></Response>');
  const voiceUrl = new URL(address, backend.url).href;
  twilio.setNumber({ phoneNumber: accountNumber, voiceUrl, voiceFallbackUrl: `${backend.url}/fallback` });
  const callSid = await world().placeInboundCall();
  await ends(callSid, 'completed');
  const asked = backend.requests.find(({ path }) => path === '/fallback');
  expect(asked).toMatchObject({ signed: true, parameters: { CallSid: callSid, ErrorCode: code, ErrorUrl: voiceUrl } });
  expect((await world().phoneReport(customer)).words).toBe('Later');
});

test('a fallback URL that fails is not asked again', async () => {
  const { backend, twilio } = world();
  twilio.setNumber({ phoneNumber: accountNumber, voiceUrl: `${backend.url}/gone`, voiceFallbackUrl: `${backend.url}/gone-too` });
  await ends(await world().placeInboundCall(), 'failed');
  expect(backend.requests.map(({ path }) => path)).toEqual(['/gone', '/gone-too']);
});
