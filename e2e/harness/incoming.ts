/** A customer who calls in, and the agent's side of a ringing call. */
import { expect, type Frame, type Page } from '@playwright/test';
import type { IncomingCall } from '../../extension/state/app-state.ts';
import type { Command } from '../../extension/background/commands.ts';
import { microphoneHz } from './browser.ts';
import { isTone, type Control, type Phone } from './control.ts';
import { pressUntil } from './hand.ts';
import type { Hatif } from './hatif.ts';
import { pollOften } from './poll-often.ts';
import { test as base } from './test.ts';

export const customer = '+966555010142';
export const customerHz = 440;

type ForEach = {
  /** A web page without a phone number, in front of a paired browser. */
  plainPage: Page;
  /** Hangs up the customer after a test: the browser is closed, but the customer may still be leaving a message. */
  lineFreed: void;
};

export const test = base.extend<ForEach>({
  plainPage: async ({ context, pagesUrl, pairedHatif: _ }, use) => {
    const page = await context.newPage();
    await page.goto(`${pagesUrl}/plain.html`);
    await page.bringToFront();
    await use(page);
  },
  lineFreed: [
    async ({ control }, use) => {
      await use();
      await control.phone(customer).hangUpAndWait();
    },
    { auto: true },
  ],
});

/** The customer calls; resolves once the call rings in this browser. */
export async function receiveCall(control: Control, hatif: Hatif, from = customer): Promise<IncomingCall> {
  if (from === customer) await control.phone(customer).behave({ audio: 'tone', toneHz: customerHz });
  const sid = await control.inbound(from);
  const state = async () => {
    const { incoming, line, endedRing } = await hatif.appState();
    return incoming.some((call) => call.sid === sid) ? 'rings' : { line, endedRing, log: (await hatif.callLog())[0] };
  };
  await pollOften(state, 'it rings').toBe('rings');
  return (await hatif.appState()).incoming.find((call) => call.sid === sid)!;
}

/** Agent and customer hear each other's tone. */
export async function expectTwoWayAudio(control: Control, hatif: Hatif): Promise<void> {
  await pollOften(async () => (await hatif.appState()).call?.phase.is, 'the call is connected').toBe('connected');
  await control.phone(customer).expectTone(microphoneHz);
  await pollOften(async () => isTone(await hatif.heardAudio(), customerHz), 'the agent hears the customer').toBe(true);
}

/** Sends a command as one of Hatif's own pages does. */
export async function sendCommand(page: Page, command: Command): Promise<unknown> {
  return page.evaluate((message) => chrome.runtime.sendMessage({ to: 'background', kind: 'command', message }), command);
}

/** The card of a ringing call over `page`. */
export async function incomingCard(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/incoming/incoming.html'));
  await pollOften(() => find() !== undefined, 'the card of the call shows').toBe(true);
  return find() as Frame;
}

/** Whether the ringtone plays. */
export function isRinging(hatif: Hatif): Promise<boolean | null> {
  return hatif.devtools.callWithInstances<boolean>(
    'HTMLAudioElement',
    ((all: HTMLAudioElement[]) => all.some(({ paused, src }) => !paused && src.endsWith('incoming.wav'))).toString(),
  );
}

/** Presses a button of a ringing call until the call changes: the first press may come too soon. */
export async function pressUntilHandled(where: Frame | Page | (() => Promise<Frame>), name: string | RegExp, hatif: Hatif): Promise<void> {
  await pollOften(async () => (await hatif.appState()).incoming.length, 'a call rings').toBeGreaterThan(0);
  const calls = async () => JSON.stringify((await hatif.appState()).incoming);
  const before = await calls();
  await pressUntil(where, name, async () => (await calls()) !== before);
}

/** Waits until the announcement has ended and the caller has recorded some seconds of message. */
export async function waitForVoicemailBeep(caller: Phone): Promise<void> {
  const heard: number[] = [];
  const isQuiet = async () => {
    heard.push((await caller.state()).seconds);
    const [last = 0, ...before] = heard.slice(-4).toReversed();
    return last > 2 && before.length === 3 && before.every((seconds) => seconds === last);
  };
  await expect.poll(isQuiet, { message: 'the announcement is over', timeout: 25_000, intervals: [1000] }).toBe(true);
}
