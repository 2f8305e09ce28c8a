/** Incoming calls that this agent does not answer: declined, unanswered, answered by a colleague, or waiting behind another call. */
import type { LoggedCall } from '../shared/api.ts';
import type { Pairing } from '../extension/state/settings.ts';
import { isTone, type Phone } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import {
  receiveCall,
  customer,
  customerHz,
  isRinging,
  sendCommand,
  waitForVoicemailBeep,
  expectTwoWayAudio,
  test,
} from './harness/incoming.ts';
import { launchColleague, expect } from './harness/test.ts';
import { toneIn } from './harness/tone-in.ts';

const ringSeconds = 5;
test.use({ vars: { RING_SECONDS: String(ringSeconds) } });

/** The message that the caller of `sid` left, once it is there. */
async function voicemailOf(hatif: Hatif, sid: string): Promise<NonNullable<LoggedCall['voicemail']>> {
  const find = async () => (await hatif.callLog()).find(({ id }) => id === sid)?.voicemail ?? null;
  await expect.poll(find, { timeout: 30_000, message: 'the message is in the log' }).not.toBeNull();
  return (await find())!;
}

async function fetchSound(hatif: Hatif, sid: string, id: string, range?: string): Promise<Response> {
  const pairing = await (
    await hatif.serviceWorker()
  ).evaluate(async () => (await chrome.storage.local.get('pairing'))['pairing'] as Pairing);
  return fetch(`${pairing.backendUrl}/api/calls/${sid}/recordings/${id}`, {
    headers: { authorization: `Bearer ${pairing.session}`, ...(range ? { range } : {}) },
  });
}

/** The customer talks after the announcement for a while, then hangs up. */
async function leaveMessage(hatif: Hatif, caller: Phone): Promise<void> {
  expect(await hatif.appState()).toMatchObject({ incoming: [] });
  await waitForVoicemailBeep(caller);
  await caller.hangUp();
}

test('a declined caller leaves a message with the caller’s voice in it', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const { callId, sid } = await receiveCall(control, hatif);
  await sendCommand(popup, { command: 'decline', callId });
  await expect.poll(() => isRinging(hatif)).toBe(false);
  expect((await hatif.appState()).endedRing).toMatchObject({ callId, because: 'declined' });
  await leaveMessage(hatif, control.phone(customer));
  const { id, seconds } = await voicemailOf(hatif, sid);
  expect(seconds).toBeGreaterThan(0);
  const whole = await fetchSound(hatif, sid, id);
  expect(whole.status).toBe(200);
  const sound = Buffer.from(await whole.arrayBuffer());
  expect(isTone(toneIn(sound), customerHz)).toBe(true);
  const part = await fetchSound(hatif, sid, id, 'bytes=0-43');
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(sound.subarray(0, 44));
  await expect.poll(async () => (await hatif.appState()).missed).toBe(1);
});

test('an unanswered caller leaves a message after the ring time', async ({ control, pairedHatif: hatif }) => {
  const { sid } = await receiveCall(control, hatif);
  await expect.poll(async () => (await hatif.appState()).incoming.length, { timeout: (ringSeconds + 20) * 1000 }).toBe(0);
  await leaveMessage(hatif, control.phone(customer));
  const { id } = await voicemailOf(hatif, sid);
  const sound = Buffer.from(await (await fetchSound(hatif, sid, id)).arrayBuffer());
  expect(isTone(toneIn(sound), customerHz)).toBe(true);
  expect((await hatif.callLog()).find((call) => call.id === sid)).toMatchObject({ outcome: 'no-answer', answeredAt: null });
});

test('Send to voicemail ends the ring in every browser', async ({ control, product, pairedHatif: hatif }) => {
  const other = await launchColleague(product, 'Sara Nasser');
  try {
    const popup = await hatif.open('popup');
    const { callId } = await receiveCall(control, hatif);
    await expect.poll(async () => (await other.hatif.appState()).incoming.length).toBe(1);
    await sendCommand(popup, { command: 'sendToVoicemail', callId });
    await expect.poll(async () => (await other.hatif.appState()).incoming.length).toBe(0);
    expect((await hatif.appState()).endedRing).toMatchObject({ callId, because: 'voicemail' });
    await control.phone(customer).waitFor('in-call');
  } finally {
    await other.close();
  }
});

test('when a colleague answers, the ring ends here and the colleague is named', async ({ control, product, pairedHatif: hatif }) => {
  const other = await launchColleague(product, 'Sara Nasser');
  try {
    const popup = await other.hatif.open('popup');
    const { sid } = await receiveCall(control, hatif);
    const there = async () => (await other.hatif.appState()).incoming.find((call) => call.sid === sid);
    await expect.poll(async () => (await there()) !== undefined).toBe(true);
    await sendCommand(popup, { command: 'answer', callId: (await there())!.callId });
    await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
    await expect.poll(() => isRinging(hatif)).toBe(false);
    await expect.poll(async () => (await hatif.appState()).endedRing).toMatchObject({ because: 'taken', by: 'Sara Nasser' });
    await expectTwoWayAudio(control, other.hatif);
    expect((await hatif.appState()).missed).toBe(0);
    expect((await hatif.appState()).call).toBeNull();
  } finally {
    await other.close();
  }
});

test('a second call beeps, and leaves the first call intact when it comes, ends or is declined', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await hatif.open('popup');
  const first = await receiveCall(control, hatif);
  await sendCommand(popup, { command: 'answer', callId: first.callId });
  await expectTwoWayAudio(control, hatif);
  const emma = '+442079460142';
  // No agent is free, so the agent on a call is rung.
  const second = await receiveCall(control, hatif, emma);
  expect(second.ringMode).toBe('waiting');
  expect(await isRinging(hatif)).toBe(false);
  await expectTwoWayAudio(control, hatif);
  await sendCommand(popup, { command: 'decline', callId: second.callId });
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expectTwoWayAudio(control, hatif);
  await control.phone(emma).hangUp();
  await control.phone(emma).waitFor('idle');
  const third = await receiveCall(control, hatif, emma);
  await control.phone(emma).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expectTwoWayAudio(control, hatif);
  expect((await hatif.appState()).call?.id).toBe(first.callId);
  await control.phone(emma).waitFor('idle');
  await control.phone(emma).behave({ audio: 'tone', toneHz: 600 });
  const fourth = await receiveCall(control, hatif, emma);
  await sendCommand(popup, { command: 'endAndAnswer', callId: fourth.callId });
  await expect.poll(async () => (await hatif.appState()).call).toMatchObject({ id: fourth.callId, phase: { is: 'connected' } });
  await control.phone(customer).waitFor('idle');
  await expect.poll(async () => isTone(await hatif.heardAudio(), 600)).toBe(true);
  await control.phone(emma).hangUp();
  expect(third.callId).not.toBe(fourth.callId);
});

test('an agent who is away is not rung', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'setAvailability', availability: 'away' });
  expect((await hatif.appState()).availability).toBe('away');
  await control.phone(customer).behave({ audio: 'tone', toneHz: customerHz });
  await control.inbound(customer);
  await control.phone(customer).waitFor('in-call');
  expect((await hatif.appState()).incoming).toEqual([]);
  await sendCommand(popup, { command: 'setAvailability', availability: 'available' });
});

test('on the own phone only a pressed 1 answers the call', async ({ control, product, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'setRingOwnPhone', on: true });
  const own = control.phone(product.ready.agentPhone);
  await own.behave({ answer: 'yes', digits: 'wwwwww1', audio: 'tone', toneHz: 700 });
  const { sid } = await receiveCall(control, hatif);
  await expect.poll(async () => (await hatif.appState()).incoming.length, { timeout: (ringSeconds + 20) * 1000 }).toBe(0);
  await expect.poll(async () => isTone(await control.phone(customer).state(), 700)).toBe(true);
  await own.expectTone(customerHz);
  await expect
    .poll(async () => (await hatif.callLog()).find(({ id }) => id === sid))
    .toMatchObject({ phase: 'connected', mode: 'phone', answeredBy: 'Omar Saleh' });
  await sendCommand(popup, { command: 'setRingOwnPhone', on: false });
});

for (const from of ['anonymous', '+266696687', '', 'sip:<b>bob</b>@evil.example', `\u202e${'x'.repeat(150)}`]) {
  test(`a caller named ${JSON.stringify(from.slice(0, 30))} rings and is shown safely`, async ({ control, pairedHatif: hatif }) => {
    const { caller } = await receiveCall(control, hatif, from);
    expect(caller.number).toBeNull();
    expect(caller.withheld || caller.written.length <= 60).toBe(true);
    expect(caller.written).not.toMatch(/[\u202a-\u202e]/);
  });
}
