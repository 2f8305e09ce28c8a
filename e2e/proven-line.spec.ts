/** "Ready" is proven by a call: a registration that went silent is noticed and built anew without the agent. */
import { receiveCall, customer, isRinging, sendCommand, expectTwoWayAudio, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

test.setTimeout(90_000);
test.afterEach(async ({ control }) => {
  await control.faults({ clear: true });
});

test('the proof is a call that nobody hears and that leaves no trace', async ({ control, pairedHatif: hatif }) => {
  const { calls } = (await control.state()) as { calls: { to: string; status: string }[] };
  expect(calls.some(({ to }) => to.startsWith('client:') && to.includes('probe='))).toBe(true);
  const before = { log: await hatif.callLog(), missed: (await hatif.appState()).missed };
  const asked = Date.now();
  await sendCommand(await hatif.open('popup'), { command: 'checkLine' });
  const provenAt = async () => {
    const { line } = await hatif.appState();
    return line.is === 'ready' ? line.provenAt : 0;
  };
  await expect.poll(provenAt).toBeGreaterThanOrEqual(asked);
  expect(await hatif.appState()).toMatchObject({ incoming: [], missed: before.missed });
  expect(await hatif.callLog()).toEqual(before.log);
});

test('"Ring me now" rings, and says how long that took', async ({ pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'ringMeNow' });
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await expect.poll(async () => (await hatif.appState()).ringTest).toMatchObject({ is: 'rang' });
  const { ringTest } = await hatif.appState();
  expect(ringTest?.is === 'rang' && ringTest.ms).toBeGreaterThan(0);
  expect(ringTest?.is === 'rang' && ringTest.ms).toBeLessThan(5_000);
  await expect.poll(() => isRinging(hatif)).toBe(false);
});

test('a registration gone silent: found by a check, built anew, and calls come in again', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ deafen: true });
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'checkLine' });
  await expect
    .poll(async () => (await hatif.appState()).line, { timeout: 20_000 })
    .toMatchObject({ is: 'ready', rebuiltAt: expect.any(Number) as unknown as number });
  const { callId } = await receiveCall(control, hatif);
  await sendCommand(popup, { command: 'answer', callId });
  await expectTwoWayAudio(control, hatif);
});

test('a registration gone silent: found by the call that did not ring here', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ deafen: true });
  await control.inbound(customer);
  await expect
    .poll(async () => (await hatif.appState()).line, { timeout: 25_000 })
    .toMatchObject({ is: 'ready', rebuiltAt: expect.any(Number) as unknown as number });
});

test('no call comes through at all: calls out still go, and the line says so', async ({ control, pairedHatif: hatif }) => {
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

test('the network comes back: proven anew without a word', async ({ pairedHatif: hatif }) => {
  const { line } = await hatif.appState();
  await hatif.devtools.evaluateOffscreen('dispatchEvent(new Event("online"))');
  await expect
    .poll(async () => {
      const now = (await hatif.appState()).line;
      return now.is === 'ready' && line.is === 'ready' && now.provenAt > line.provenAt;
    })
    .toBe(true);
});
