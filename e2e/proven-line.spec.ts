/** "Ready" is proven by a probe call: a silent registration is found and rebuilt without the agent. */
import { receiveCall, customer, isRinging, sendCommand, expectTwoWayAudio, test } from './harness/incoming.ts';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { recordAppStates, recordSounds } from './harness/recorder.ts';
import { expect } from './harness/test.ts';

test.afterEach(async ({ control }) => {
  await control.faults({ clear: true });
});

test('the probe call makes no sound, shows nothing and leaves no log row', async ({ control, pairedHatif: hatif }) => {
  const probes = () => probeCalls(control);
  const before = { log: await hatif.callLog(), missed: (await hatif.appState()).missed, probes: (await probes()).length };
  const popup = await hatif.open('popup');
  const sounds = await recordSounds(hatif);
  const states = await recordAppStates(popup);
  const checkedAt = Date.now();
  await sendCommand(popup, { command: 'checkLine' });
  await expect.poll(() => provenAt(hatif)).toBeGreaterThanOrEqual(checkedAt);
  expect(await probes()).toHaveLength(before.probes + 1);
  // Positive witness: the same recorders record a call that does ring.
  await sendCommand(popup, { command: 'ringMeNow' });
  await expect.poll(sounds).toEqual([expect.stringMatching(/incoming\.wav$/)]);
  await expect.poll(async () => (await states()).some(({ ringTest }) => ringTest?.is === 'rang')).toBe(true);
  expect((await states()).flatMap(({ incoming }) => incoming)).toEqual([]);
  expect((await states()).every(({ missed }) => missed === before.missed)).toBe(true);
  expect(await hatif.callLog()).toEqual(before.log);
});

test('"Ring me now" rings and measures the time to the ring', async ({ pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'ringMeNow' });
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await expect.poll(async () => (await hatif.appState()).ringTest).toMatchObject({ is: 'rang' });
  const { ringTest } = await hatif.appState();
  expect(ringTest?.is === 'rang' && ringTest.ms).toBeGreaterThan(0);
  expect(ringTest?.is === 'rang' && ringTest.ms).toBeLessThan(5_000);
  await expect.poll(() => isRinging(hatif)).toBe(false);
});

test('a silent registration is found by a check and rebuilt, and calls ring again', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ deafen: true });
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'checkLine' });
  await expect
    .poll(async () => (await hatif.appState()).line)
    .toMatchObject({ is: 'ready', rebuiltAt: expect.any(Number) as unknown as number });
  const { callId } = await receiveCall(control, hatif);
  await sendCommand(popup, { command: 'answer', callId });
  await expectTwoWayAudio(control, hatif);
});

test('a silent registration is found by a call that does not ring, and rebuilt', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ deafen: true });
  await control.inbound(customer);
  await expect
    .poll(async () => (await hatif.appState()).line, { timeout: 25_000 })
    .toMatchObject({ is: 'ready', rebuiltAt: expect.any(Number) as unknown as number });
});

test('without any invitation the line is unproven, and outgoing calls still work', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ stopInvites: true });
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'checkLine' });
  await expect
    .poll(async () => (await hatif.appState()).line, { timeout: 40_000 })
    .toMatchObject({ is: 'unproven', problem: { code: 'line-unproven' } });
  await control.phone(customer).behave({ answer: 'yes' });
  await sendCommand(popup, { command: 'dial', number: customer });
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await control.phone(customer).hangUp();
});

test('after a sleep the line is proven again and stays ready all the while', async ({ pairedHatif: hatif }) => {
  const before = await provenAt(hatif);
  const popup = await hatif.open('popup');
  const sounds = await recordSounds(hatif);
  const states = await recordAppStates(popup);
  await hatif.devtools.evaluateOffscreen('{ const now = Date.now; Date.now = () => now() + 10 * 60_000; }');
  await expect.poll(() => provenAt(hatif), { timeout: 40_000 }).toBeGreaterThan(before);
  await expect.poll(async () => (await states()).length).toBeGreaterThan(0);
  expect([...new Set((await states()).map(({ line }) => line.is))]).toEqual(['ready']);
  expect(await sounds()).toEqual([]);
});

test('a customer’s call proves the line without a probe call', async ({ control, pairedHatif: hatif }) => {
  const before = { provenAt: await provenAt(hatif), probes: (await probeCalls(control)).length };
  const { callId } = await receiveCall(control, hatif);
  await expect.poll(() => provenAt(hatif)).toBeGreaterThan(before.provenAt);
  await sendCommand(await hatif.open('popup'), { command: 'decline', callId });
  expect(await probeCalls(control)).toHaveLength(before.probes);
});

test('a proof that the backend postpones leaves the line ready, with the proof that it had', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  // The first proof of the browser and two checks are what a person gets within a minute.
  for (const _ of ['second', 'third']) {
    const checkedAt = Date.now();
    await sendCommand(popup, { command: 'checkLine' });
    await expect.poll(() => provenAt(hatif)).toBeGreaterThanOrEqual(checkedAt);
  }
  const before = { provenAt: await provenAt(hatif), probes: (await probeCalls(control)).length };
  const states = await recordAppStates(popup);
  await sendCommand(popup, { command: 'checkLine' });
  await expect.poll(async () => (await states()).map(({ line }) => line.is)).toContain('connecting');
  await expect.poll(() => provenAt(hatif)).toBe(before.provenAt);
  expect(await probeCalls(control)).toHaveLength(before.probes);
});

/** The probe calls that the local Twilio has seen. */
async function probeCalls(control: Control): Promise<unknown[]> {
  const { calls } = (await control.state()) as { calls: { to: string }[] };
  return calls.filter(({ to }) => to.startsWith('client:') && to.includes('probe='));
}

/** When the line was last proven, in Unix milliseconds; 0 while it is not ready. */
async function provenAt(hatif: Hatif): Promise<number> {
  const { line } = await hatif.appState();
  return line.is === 'ready' ? line.provenAt : 0;
}
