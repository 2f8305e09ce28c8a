/** Who rings after whom: voicemails on own phones, do-not-disturb in one browser, Decline of one agent. */
import { launchBrowser } from './harness/browser.ts';
import { isTone } from './harness/control.ts';
import { driveHatif, type Hatif } from './harness/hatif.ts';
import { customer, expectTwoWayAudio, isRinging, receiveCall, sendCommand, test, waitForVoicemailBeep } from './harness/incoming.ts';
import { expect, launchColleague } from './harness/test.ts';

const ringSeconds = 8;
test.use({ vars: { RING_SECONDS: String(ringSeconds) } });

const colleague = { name: 'Reem Haddad', phone: '+966500000188' };
type Product = Parameters<typeof launchColleague>[0];

/** A second browser of the agent of `pairedHatif`. */
async function launchSecondBrowser(product: Product): Promise<{ hatif: Hatif; close(): Promise<void> }> {
  const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
  const hatif = await driveHatif(browser.context, product);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  return { hatif, ...browser };
}

const ringsThere = async (hatif: Hatif, sid: string) => (await hatif.appState()).incoming.find((call) => call.sid === sid);
const logged = async (hatif: Hatif, sid: string) => (await hatif.callLog()).find(({ id }) => id === sid);

test('the own phone is a voicemail: the caller can leave a message, and the log says that nobody answered', async ({
  control,
  product,
  pairedHatif: hatif,
}) => {
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'setRingOwnPhone', on: true });
  const own = control.phone(product.ready.agentPhone);
  await own.behave({ answer: 'voicemail', afterMs: 500 });
  const { sid } = await receiveCall(control, hatif);
  await expect.poll(async () => (await own.state()).status, { timeout: (ringSeconds + 20) * 1000 }).toBe('in-call');
  await expect.poll(async () => (await own.state()).status, { message: 'nobody presses 1' }).toBe('idle');
  await control.phone(customer).waitFor('in-call');
  await waitForVoicemailBeep(control.phone(customer));
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await logged(hatif, sid))?.voicemail ?? null, { timeout: 30_000 }).not.toBeNull();
  expect(await logged(hatif, sid)).toMatchObject({ outcome: 'no-answer', answeredBy: null, answeredAt: null });
  await sendCommand(popup, { command: 'setRingOwnPhone', on: false });
});

test('two own phones, the first a voicemail: the second rings and takes the call', async ({ control, product, pairedHatif: hatif }) => {
  const other = await launchColleague(product, colleague.name, colleague.phone);
  try {
    const popups = [await hatif.open('popup'), await other.hatif.open('popup')];
    for (const popup of popups) await sendCommand(popup, { command: 'setRingOwnPhone', on: true });
    await control.phone(product.ready.agentPhone).behave({ answer: 'voicemail', afterMs: 300 });
    const second = control.phone(colleague.phone);
    await second.behave({ answer: 'manual', audio: 'tone', toneHz: 700 });
    const { sid } = await receiveCall(control, hatif);
    const first = control.phone(product.ready.agentPhone);
    await expect.poll(async () => (await first.state()).status, { timeout: (ringSeconds + 20) * 1000 }).toBe('in-call');
    await expect.poll(async () => (await second.state()).status, { message: 'the pick-up ends the ringing' }).toBe('idle');
    await second.behave({ answer: 'yes', digits: 'wwwwww1', audio: 'tone', toneHz: 700 });
    await expect.poll(async () => isTone(await control.phone(customer).state(), 700), { timeout: 30_000 }).toBe(true);
    await expect.poll(() => logged(other.hatif, sid)).toMatchObject({ phase: 'connected', mode: 'phone', answeredBy: colleague.name });
    for (const popup of popups) await sendCommand(popup, { command: 'setRingOwnPhone', on: false });
  } finally {
    await other.close();
  }
});

test('do-not-disturb in one of two browsers of an agent: the other rings on and answers', async ({
  control,
  product,
  pairedHatif: hatif,
}) => {
  const other = await launchSecondBrowser(product);
  try {
    await hatif.changeSettings({ doNotDisturb: true });
    const popup = await other.hatif.open('popup');
    const call = await receiveCall(control, other.hatif);
    // Time for a rejection to cancel the other browser's invitation.
    await expect.poll(() => isRinging(other.hatif)).toBe(true);
    await expect.poll(() => Date.now() - call.since).toBeGreaterThan(1500);
    expect(await ringsThere(other.hatif, call.sid)).toBeDefined();
    expect(await ringsThere(hatif, call.sid)).toBeUndefined();
    await sendCommand(popup, { command: 'answer', callId: call.callId });
    await expectTwoWayAudio(control, other.hatif);
  } finally {
    await hatif.changeSettings({ doNotDisturb: false });
    await other.close();
  }
});

test('Decline in one browser stops all browsers of the agent, and another agent rings on and answers', async ({
  control,
  product,
  pairedHatif: hatif,
}) => {
  const [second, other] = [await launchSecondBrowser(product), await launchColleague(product, colleague.name)];
  try {
    const [popup, popupThere] = [await hatif.open('popup'), await other.hatif.open('popup')];
    const { callId, sid } = await receiveCall(control, hatif);
    for (const each of [second.hatif, other.hatif]) await expect.poll(() => ringsThere(each, sid)).toBeDefined();
    await sendCommand(popup, { command: 'decline', callId });
    await expect.poll(() => ringsThere(second.hatif, sid)).toBeUndefined();
    expect((await second.hatif.appState()).endedRing).toMatchObject({ sid, because: 'declined' });
    expect(await isRinging(other.hatif)).toBe(true);
    const there = await ringsThere(other.hatif, sid);
    await sendCommand(popupThere, { command: 'answer', callId: there!.callId });
    await expectTwoWayAudio(control, other.hatif);
    await expect.poll(() => logged(other.hatif, sid)).toMatchObject({ answeredBy: colleague.name });
  } finally {
    await second.close();
    await other.close();
  }
});

test('the last Decline sends the caller on at once', async ({ control, product, pairedHatif: hatif }) => {
  const other = await launchColleague(product, colleague.name);
  try {
    const [popup, popupThere] = [await hatif.open('popup'), await other.hatif.open('popup')];
    const { callId, sid } = await receiveCall(control, hatif);
    await expect.poll(() => ringsThere(other.hatif, sid)).toBeDefined();
    const there = await ringsThere(other.hatif, sid);
    const startedAt = Date.now();
    await sendCommand(popup, { command: 'decline', callId });
    await sendCommand(popupThere, { command: 'decline', callId: there!.callId });
    await control.phone(customer).waitFor('in-call');
    expect(Date.now() - startedAt).toBeLessThan((ringSeconds - 1) * 1000);
  } finally {
    await other.close();
  }
});
