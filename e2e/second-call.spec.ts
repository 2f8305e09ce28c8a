/** A second call that is answered while the first is put on hold: who hears whom, the swap, and each way in which a call ends. */
import type { Page } from '@playwright/test';
import { microphoneHz } from './harness/browser.ts';
import { type Control, isTone } from './harness/control.ts';
import { pressByHand } from './harness/hand.ts';
import type { Hatif } from './harness/hatif.ts';
import {
  customer as noura,
  customerHz as nouraHz,
  expectTwoWayAudio,
  incomingCard,
  pressUntilHandled,
  receiveCall,
  sendCommand,
  test,
} from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const emma = '+442079460142';
const emmaHz = 600;
const dana = '+14155550100';
const answerHolding = /^Answer, put .+ on hold/;
const ended = /^The call with .+ has ended\.$/;
const swap = /^Resume .+, put this call on hold$/;

test.afterEach(async ({ control }) => {
  for (const number of [noura, emma, dana]) await control.phone(number).hangUpAndWait();
});

/** The agent and `number` hear each other. */
async function expectTalk(control: Control, hatif: Hatif, number: string, hz: number): Promise<void> {
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(microphoneHz);
  await expect.poll(async () => isTone(await hatif.heardAudio(), hz), { message: `the agent hears ${hz} Hz` }).toBe(true);
}

async function expectMusic(control: Control, number: string): Promise<void> {
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(musicHz);
}

const onScreen = async (hatif: Hatif) => (await hatif.appState()).call?.id;
const phaseOfHeld = async (hatif: Hatif) => (await hatif.appState()).heldCall?.phase.is;
const lastLogged = async (hatif: Hatif, sid: string) => (await hatif.callLog()).find(({ id }) => id === sid);

/** Runs in the offscreen document: for each connected call, whether its microphone is open. */
function openMicrophones(peers: RTCPeerConnection[]): boolean[] {
  const connected = peers.filter(({ connectionState }) => connectionState === 'connected');
  return connected.map((peer) => peer.getSenders().some(({ track }) => track?.enabled === true && track.readyState === 'live'));
}

/** Of the microphones of both calls one is open: that of the call that is spoken on. */
async function expectOneOpenMicrophone(hatif: Hatif): Promise<void> {
  const open = () => hatif.devtools.callWithInstances<boolean[]>('RTCPeerConnection', openMicrophones.toString());
  await expect.poll(async () => (await open())?.toSorted()).toEqual([false, true]);
}

/** Noura is on the line, and Emma's call rings. */
async function receiveBoth(control: Control, hatif: Hatif, popup: Page) {
  const first = await receiveCall(control, hatif);
  await sendCommand(popup, { command: 'answer', callId: first.callId });
  await expectTwoWayAudio(control, hatif);
  await control.phone(emma).behave({ audio: 'tone', toneHz: emmaHz });
  return { first, second: await receiveCall(control, hatif, emma) };
}

/** Emma is on the line, and Noura on hold. */
async function answerBoth(control: Control, hatif: Hatif, popup: Page) {
  const calls = await receiveBoth(control, hatif, popup);
  await sendCommand(popup, { command: 'answer', callId: calls.second.callId });
  await expect.poll(() => onScreen(hatif)).toBe(calls.second.callId);
  await expectTalk(control, hatif, emma, emmaHz);
  await expectOneOpenMicrophone(hatif);
  return calls;
}

test('answered on the card: music for the first caller, the agent for the second; swapped on the docked card and in the popup', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const popup = await hatif.open('popup');
  const { first, second } = await receiveBoth(control, hatif, popup);
  await page.bringToFront();
  await pressUntilHandled(() => incomingCard(page), answerHolding, hatif);
  await expect.poll(() => onScreen(hatif)).toBe(second.callId);
  await expectTalk(control, hatif, emma, emmaHz);
  await expectMusic(control, noura);
  const card = await hatif.waitForCard(page);
  // The card of the ringing call covers the docked one until it is gone.
  await expect.poll(() => page.frames().some((frame) => frame.url().includes('/incoming.html'))).toBe(false);
  // Her name, where the log knows it from an earlier call.
  await expect(card.getByRole('region', { name: 'On hold' })).toContainText(/Noura Al-Harbi|\+966\s55\s501\s0142/);
  await pressByHand(card, swap);
  await expect.poll(() => onScreen(hatif)).toBe(first.callId);
  await expectTalk(control, hatif, noura, nouraHz);
  await expectMusic(control, emma);
  expect(await onScreen(hatif)).toBe(first.callId);
  await popup.bringToFront();
  await popup.getByRole('button', { name: swap }).click();
  await expectTalk(control, hatif, emma, emmaHz);
  await expectMusic(control, noura);
});

test('the second caller hangs up: the first is on the screen, still on hold, and Resume gives both their sound again', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await hatif.open('popup');
  const { first, second } = await answerBoth(control, hatif, popup);
  await control.phone(emma).hangUp();
  await expect.poll(() => onScreen(hatif)).toBe(first.callId);
  await expect(popup.getByText(ended).first()).toBeVisible();
  await expect(popup.getByText(/^On hold for/)).toBeVisible();
  await expectMusic(control, noura);
  await popup.getByRole('button', { name: 'Resume', exact: true }).click();
  await expectTalk(control, hatif, noura, nouraHz);
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await control.phone(noura).waitFor('idle');
  for (const { sid } of [first, second])
    await expect.poll(() => lastLogged(hatif, sid)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
});

test('the first caller hangs up on hold: the popup says so, and the second call goes on with its microphone', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await hatif.open('popup');
  const { second } = await answerBoth(control, hatif, popup);
  await expect(popup.getByRole('region', { name: 'On hold' })).toBeVisible();
  await control.phone(noura).hangUp();
  await expect(popup.getByText(ended).first()).toBeVisible();
  await expect.poll(() => phaseOfHeld(hatif)).toBe('ended');
  await expectTalk(control, hatif, emma, emmaHz);
  await expect(popup.getByRole('region', { name: 'On hold' })).toBeHidden();
  expect(await onScreen(hatif)).toBe(second.callId);
});

test('each call keeps its own mute', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const { first, second } = await receiveBoth(control, hatif, popup);
  await sendCommand(popup, { command: 'mute', callId: first.callId, on: true });
  await expect.poll(async () => (await hatif.appState()).call?.muted).toBe(true);
  await sendCommand(popup, { command: 'answer', callId: second.callId });
  await expect.poll(() => onScreen(hatif)).toBe(second.callId);
  await expectTalk(control, hatif, emma, emmaHz);
  await popup.getByRole('button', { name: swap }).click();
  await expectMusic(control, emma);
  await expect.poll(async () => isTone(await hatif.heardAudio(), nouraHz), { message: 'the agent hears Noura' }).toBe(true);
  await expect(popup.getByRole('button', { name: 'Muted' })).toBeVisible();
  await control.phone(noura).resetHeard();
  await expectMusic(control, emma);
  expect((await control.phone(noura).state()).level).toBeLessThan(0.005);
  await popup.getByRole('button', { name: 'Muted' }).click();
  await expectTalk(control, hatif, noura, nouraHz);
});

test('when Twilio refuses the hold, the second call rings on, and the first is unharmed', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const { first, second } = await receiveBoth(control, hatif, popup);
  await control.faults({ rest: { status: 500, times: 1, method: 'POST' } });
  // One press: after the refusal the next one would find a Twilio that holds.
  await sendCommand(popup, { command: 'answer', callId: second.callId });
  await expect.poll(async () => (await hatif.appState()).problem?.problem.code).toBe('phone-service-unreachable');
  await expect.poll(async () => (await hatif.appState()).incoming).toMatchObject([{ callId: second.callId, answering: false }]);
  await expectTalk(control, hatif, noura, nouraHz);
  expect((await hatif.appState()).call).toMatchObject({ id: first.callId, phase: { is: 'connected' } });
  await expect(popup.getByRole('button', { name: answerHolding })).toBeEnabled();
});

test('both calls outlive the service worker, and are swapped after it; signing out ends both', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const { first, second } = await answerBoth(control, hatif, popup);
  await hatif.killServiceWorker();
  await expectMusic(control, noura);
  await popup.getByRole('button', { name: swap }).click();
  await expectTalk(control, hatif, noura, nouraHz);
  await expectMusic(control, emma);
  await expect.poll(() => hatif.appState()).toMatchObject({ call: { id: first.callId }, heldCall: { id: second.callId } });
  await sendCommand(popup, { command: 'unpair' });
  for (const number of [noura, emma]) await control.phone(number).waitFor('idle');
});

test('both calls return after the signalling connection was cut; both end with the page that holds them', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await hatif.open('popup');
  await answerBoth(control, hatif, popup);
  await control.faults({ dropSockets: true });
  await expectTalk(control, hatif, emma, emmaHz);
  await expect.poll(async () => (await hatif.appState()).line.is).toBe('ready');
  const isBack = async () => [(await hatif.appState()).call, (await hatif.appState()).heldCall].every((one) => !one?.reconnectingSince);
  await expect.poll(isBack).toBe(true);
  await popup.getByRole('button', { name: swap }).click();
  await expectTalk(control, hatif, noura, nouraHz);
  await expectMusic(control, emma);
  await (await hatif.serviceWorker()).evaluate(() => chrome.offscreen.closeDocument());
  for (const number of [noura, emma]) await control.phone(number).waitFor('idle');
});

test('a third call: nobody else is put on hold, and End ends the call on the screen alone', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const { first } = await answerBoth(control, hatif, popup);
  await control.phone(dana).behave({ audio: 'tone', toneHz: 800 });
  const third = await receiveCall(control, hatif, dana);
  await expect(popup.getByRole('button', { name: /^Answer, end .+’s call/ })).toBeVisible();
  await expect(popup.getByRole('button', { name: answerHolding })).toBeHidden();
  await pressUntilHandled(popup, /^Answer, end .+’s call/, hatif);
  await control.phone(emma).waitFor('idle');
  await expectTalk(control, hatif, dana, 800);
  await expectMusic(control, noura);
  await expect
    .poll(() => hatif.appState())
    .toMatchObject({ call: { id: third.callId }, heldCall: { id: first.callId, phase: { is: 'connected' } } });
  await popup.getByRole('button', { name: swap }).click();
  await expectTalk(control, hatif, noura, nouraHz);
});

test.describe('with a chosen microphone', () => {
  test('the held call alone is silent, and its end leaves the other its microphone', async ({ control, pairedHatif: hatif }) => {
    const popup = await hatif.open('popup');
    const microphoneId = await popup.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.findLast(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default')!.deviceId;
    });
    await hatif.changeSettings({ microphoneId });
    const { first } = await answerBoth(control, hatif, popup);
    await popup.getByRole('button', { name: swap }).click();
    await expectTalk(control, hatif, noura, nouraHz);
    await expectOneOpenMicrophone(hatif);
    await control.phone(emma).hangUp();
    await expect.poll(() => phaseOfHeld(hatif)).toBe('ended');
    await expectTalk(control, hatif, noura, nouraHz);
    expect(await onScreen(hatif)).toBe(first.callId);
  });
});
