import { expect, test, vi } from 'vitest';
import { musicHz } from '../audio/sounds.ts';
import { agentHz, bridgedCall, customerHz, hears, recordedTones, wait } from '../testing/talk.ts';
import { agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
// Tones are measured over a second, several times in a test.
vi.setConfig({ testTimeout: 30_000 });

const conference = (attributes = '') => `<Response><Dial><Conference beep="false" ${attributes}>room</Conference></Dial></Response>`;
const redirect = (callSid: string, Twiml: string) => world().rest<{ status: string }>('POST', `/Calls/${callSid}.json`, { Twiml });
const action = () => world().backend.requests.find(({ path }) => path === '/done')?.parameters;
const statusOf = async (phone: string) => (await world().phoneReport(phone)).status;

test('the child first, then the parent through its action: both talk in the conference, and nobody is dropped', async () => {
  world().backend.twiml.set('/done', conference());
  const { parent, child } = await bridgedCall(world());
  expect(await redirect(child, conference())).toMatchObject({ status: 200, body: { status: 'in-progress' } });
  await vi.waitFor(
    () => expect(action()).toMatchObject({ CallSid: parent, DialCallSid: child, DialBridged: 'true', CallStatus: 'in-progress' }),
    waitOptions,
  );
  await vi.waitFor(async () => expect((await world().state()).conferences).toMatchObject([{ status: 'in-progress' }]), waitOptions);
  await wait(1100);
  await hears(world(), customer, agentHz);
  await hears(world(), agentPhone, customerHz);
  const { calls } = await world().state();
  expect(calls.map(({ status }) => status)).toEqual(['in-progress', 'in-progress']);
});

test('between the redirect of the child and the answer of the action, nobody is heard', async () => {
  const { child } = await bridgedCall(world());
  world().backend.silent.add('/done');
  await redirect(child, conference());
  await hears(world(), agentPhone, musicHz.wait);
  await wait(1000);
  await hears(world(), customer);
  expect([await statusOf(customer), await statusOf(agentPhone)]).toEqual(['in-call', 'in-call']);
});

test('a redirected parent leaves its <Dial>, which hangs up the child and asks no action', async () => {
  const { parent } = await bridgedCall(world());
  expect((await redirect(parent, '<Response><Say>Moved</Say><Pause length="20"/></Response>')).status).toBe(200);
  await vi.waitFor(async () => expect(await statusOf(agentPhone)).toBe('idle'), waitOptions);
  await vi.waitFor(async () => expect((await world().phoneReport(customer)).words).toBe('Moved'), waitOptions);
  expect(await statusOf(customer)).toBe('in-call');
  expect(action()).toBeUndefined();
});

test('parent and child redirected at once: the child is dropped', async () => {
  const { parent, child } = await bridgedCall(world());
  await redirect(child, conference());
  await redirect(parent, conference());
  await vi.waitFor(async () => expect(await statusOf(agentPhone)).toBe('idle'), waitOptions);
  await hears(world(), customer, musicHz.wait);
});

test('a child that was moved stays when the parent is redirected later', async () => {
  world().backend.twiml.set('/done', '<Response><Pause length="20"/></Response>');
  const { parent, child } = await bridgedCall(world());
  await redirect(child, conference());
  await hears(world(), agentPhone, musicHz.wait);
  await redirect(parent, conference());
  await hears(world(), agentPhone, customerHz);
  await hears(world(), customer, agentHz);
});

test('a recording of a leg goes on through the conference, and hears what the leg hears', async () => {
  world().backend.twiml.set('/done', conference());
  const { parent, child } = await bridgedCall(world());
  const { sid } = (await world().rest<{ sid: string }>('POST', `/Calls/${parent}/Recordings.json`, { RecordingChannels: 'dual' })).body;
  await wait(1000);
  await redirect(child, conference());
  await vi.waitFor(async () => expect((await world().state()).conferences).toMatchObject([{ status: 'in-progress' }]), waitOptions);
  await wait(2500);
  await world().control('POST', `/control/phones/${customer}/hangup`);
  const voices = await recordedTones(world(), sid, 0);
  const heard = await recordedTones(world(), sid, 1);
  expect(heard.length).toBeGreaterThanOrEqual(3);
  for (const stretches of [voices.slice(0, 1), voices.slice(2)])
    for (const tones of stretches) expect(tones).toEqual([expect.closeTo(customerHz, -1)]);
  for (const stretches of [heard.slice(0, 1), heard.slice(2)])
    for (const tones of stretches) expect(tones).toEqual([expect.closeTo(agentHz, -1)]);
});

test('a participant of a conference that is redirected leaves it', async () => {
  world().backend.twiml.set('/done', conference());
  const { parent, child } = await bridgedCall(world());
  await redirect(child, conference());
  await vi.waitFor(async () => expect((await world().state()).conferences).toMatchObject([{ status: 'in-progress' }]), waitOptions);
  await redirect(parent, '<Response><Say>Moved</Say><Pause length="20"/></Response>');
  await vi.waitFor(async () => expect((await world().phoneReport(customer)).words).toBe('Moved'), waitOptions);
  await hears(world(), agentPhone, musicHz.wait);
});

test('a call that rings or has ended is not redirected', async () => {
  const { backend, configurePhone, placeInboundCall, control } = world();
  await configurePhone(agentPhone, { answer: 'no' });
  backend.twiml.set('/in', `<Response><Dial answerOnBridge="true">${agentPhone}</Dial></Response>`);
  const callSid = await placeInboundCall();
  expect(await redirect(callSid, conference())).toMatchObject({ status: 400, body: { code: 21220 } });
  await control('POST', `/control/phones/${customer}/hangup`);
  expect(await redirect(callSid, conference())).toMatchObject({ status: 400, body: { code: 21220 } });
});
