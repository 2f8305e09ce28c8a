/** A customer calls: it rings wherever the agent is, and is answered from there. */
import type { Page } from '@playwright/test';
import type { Hatif } from './harness/hatif.ts';
import {
  receiveCall,
  customer,
  incomingCard,
  pressUntilHandled,
  isRinging,
  sendCommand,
  expectTwoWayAudio,
  test,
} from './harness/incoming.ts';
import { expect } from './harness/test.ts';

test('it rings: sound, card, notification, badge; answered, all of it stops, and both hear each other', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const call = await receiveCall(control, hatif);
  expect(call).toMatchObject({ caller: { number: customer }, ringMode: 'loud' });
  await expect.poll(() => isRinging(hatif)).toBe(true);
  const worker = await hatif.serviceWorker();
  await expect
    .poll(async () => Object.keys(await worker.evaluate(() => chrome.notifications.getAll())))
    .toEqual([`incoming:${call.callId}`]);
  await expect.poll(() => worker.evaluate(() => chrome.action.getBadgeText({}))).toBe('1');
  await pressUntilHandled(() => incomingCard(page), 'Answer', hatif);
  await expectTwoWayAudio(control, hatif);
  await expect.poll(() => isRinging(hatif)).toBe(false);
  expect(await worker.evaluate(() => chrome.notifications.getAll())).toEqual({});
  const popup = await hatif.open('popup');
  await sendCommand(popup, { command: 'hangUp', callId: call.callId });
  await control.phone(customer).waitFor('idle');
  await expect
    .poll(async () => (await hatif.callLog())[0])
    .toMatchObject({ direction: 'incoming', outcome: 'completed', from: customer, answeredBy: 'Omar Saleh' });
});

test('no web page in front: answered in a window of its own, which goes with the call', async ({
  control,
  context,
  pairedHatif: hatif,
}) => {
  await receiveCall(control, hatif);
  const find = () => context.pages().find((page) => page.url().includes('/incoming/incoming.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const window = find() as Page;
  await pressUntilHandled(window, /^Answer/, hatif);
  await expectTwoWayAudio(control, hatif);
  await expect.poll(() => find() === undefined, { message: 'the window closes' }).toBe(true);
});

test('answered from the notification', async ({ control, pairedHatif: hatif }) => {
  const { callId } = await receiveCall(control, hatif);
  await pressNotification(hatif, callId, 0);
  await expectTwoWayAudio(control, hatif);
});

test('answered from the toolbar popup', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await receiveCall(control, hatif);
  await pressUntilHandled(popup, /^Answer/, hatif);
  await expectTwoWayAudio(control, hatif);
});

test('answered with the keyboard', async ({ control, pairedHatif: hatif }) => {
  await receiveCall(control, hatif);
  // A shortcut of Chrome's own reaches no page, so its event is given instead of the keys.
  await (
    await hatif.serviceWorker()
  ).evaluate(() => (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch('answer'));
  await expectTwoWayAudio(control, hatif);
});

test('answered by itself after a countdown', async ({ control, pairedHatif: hatif }) => {
  await hatif.changeSettings({ autoAnswer: true });
  const call = await receiveCall(control, hatif);
  expect(call.autoAnswerAt).toBeGreaterThan(Date.now());
  await expectTwoWayAudio(control, hatif);
});

test('the service worker is dead when the call comes: it rings and is answered all the same', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await hatif.killServiceWorker();
  await receiveCall(control, hatif);
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await pressUntilHandled(() => incomingCard(page), 'Answer', hatif);
  await expectTwoWayAudio(control, hatif);
});

test('the page that holds the line was lost while nobody was there: it is back within a minute, and rings', async ({
  control,
  pairedHatif: hatif,
}) => {
  const worker = await hatif.serviceWorker();
  const before = (await hatif.appState()).line;
  await worker.evaluate(() => chrome.offscreen.closeDocument());
  const [alarm] = await worker.evaluate(() => chrome.alarms.getAll());
  expect(alarm).toMatchObject({ periodInMinutes: 1 });
  await worker.evaluate((due) => (chrome.alarms.onAlarm as unknown as { dispatch(alarm: unknown): void }).dispatch(due), alarm);
  await expect
    .poll(async () => {
      const { line } = await hatif.appState();
      return line.is === 'ready' && line.provenAt > (before.is === 'ready' ? before.provenAt : 0);
    })
    .toBe(true);
  const { callId } = await receiveCall(control, hatif);
  await sendCommand(await hatif.open('popup'), { command: 'answer', callId });
  await expectTwoWayAudio(control, hatif);
});

test('every window minimised: answered in a window of its own', async ({ control, context, pairedHatif: hatif, plainPage }) => {
  await expect(plainPage.locator('body')).toBeVisible();
  const worker = await hatif.serviceWorker();
  await worker.evaluate(async () => {
    for (const { id } of await chrome.windows.getAll())
      await chrome.windows.update(id ?? chrome.windows.WINDOW_ID_NONE, { state: 'minimized' });
  });
  await receiveCall(control, hatif);
  const find = () => context.pages().find((one) => one.url().includes('/incoming/incoming.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  await pressUntilHandled(find() as Page, /^Answer/, hatif);
  await expectTwoWayAudio(control, hatif);
});

test('the caller hangs up first: everything stops within a second', async ({ control, pairedHatif: hatif }) => {
  await receiveCall(control, hatif);
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length, { timeout: 1000 }).toBe(0);
  await expect.poll(() => isRinging(hatif), { timeout: 1000 }).toBe(false);
  await expect.poll(async () => (await hatif.appState()).passed?.because).toBe('caller-left');
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ outcome: 'cancelled', answeredBy: null });
  await expect.poll(async () => (await hatif.appState()).missed).toBe(1);
  await expect.poll(async () => (await hatif.serviceWorker()).evaluate(() => chrome.action.getBadgeText({}))).toBe('1');
});

test('do not disturb: nothing rings or shows, and the backend rings somebody else', async ({ control, pairedHatif: hatif }) => {
  await hatif.changeSettings({ doNotDisturb: true });
  await control.phone(customer).behave({ audio: 'tone', toneHz: 440 });
  const sid = await control.inbound(customer);
  await expect.poll(async () => (await hatif.callLog()).some(({ id }) => id === sid)).toBe(true);
  // The caller is answered at once: by the announcement.
  await control.phone(customer).waitFor('in-call');
  expect((await hatif.appState()).incoming).toEqual([]);
  expect(await isRinging(hatif)).toBe(false);
});

test('screen pop: opens the caller in the CRM on ring, and again in the same tab', async ({
  control,
  context,
  product,
  pairedHatif: hatif,
}) => {
  const url = `${product.ready.crmUrl}/?q={number}`;
  await hatif.changeSettings({ screenPop: { on: 'ring', url } });
  const opened = () => context.pages().filter((page) => page.url().startsWith(product.ready.crmUrl));
  await receiveCall(control, hatif);
  await expect.poll(() => opened().map((page) => new URL(page.url()).searchParams.get('q'))).toEqual([customer]);
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await receiveCall(control, hatif);
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(1);
  expect(opened()).toHaveLength(1);
});

async function pressNotification(hatif: Hatif, callId: string, button: number): Promise<void> {
  const worker = await hatif.serviceWorker();
  const id = `incoming:${callId}`;
  await expect.poll(async () => Object.keys(await worker.evaluate(() => chrome.notifications.getAll()))).toContain(id);
  // There is nothing to see of a notification in headless Chromium; its event is Chrome's own.
  await worker.evaluate(
    ([which, at]) =>
      (chrome.notifications.onButtonClicked as unknown as { dispatch(id: string, button: number): void }).dispatch(which, at),
    [id, button] as const,
  );
}
