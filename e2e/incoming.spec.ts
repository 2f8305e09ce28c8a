/** An incoming call rings wherever the agent is, and is answered from there. */
import type { Page } from '@playwright/test';
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
import { recordAppStates, recordNotifications, recordSounds } from './harness/recorder.ts';
import { expect, launchColleague } from './harness/test.ts';

test('an incoming call rings, shows card, notification and badge; Answer ends all four and connects the audio', async ({
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

test('without a web page in front a window opens; Answer connects and the window closes', async ({
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

test('Answer on the notification answers', async ({ control, pairedHatif: hatif }) => {
  const pressButton = await recordNotifications(hatif);
  const { callId } = await receiveCall(control, hatif);
  await pressButton(`incoming:${callId}`, 'Answer');
  await expectTwoWayAudio(control, hatif);
});

test('Decline on the notification sends the caller on, and nothing rings', async ({ control, pairedHatif: hatif }) => {
  const pressButton = await recordNotifications(hatif);
  const { callId, sid } = await receiveCall(control, hatif);
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await pressButton(`incoming:${callId}`, 'Decline');
  // The announcement of the voicemail answers the caller.
  await control.phone(customer).waitFor('in-call');
  await expect.poll(() => isRinging(hatif)).toBe(false);
  expect((await hatif.appState()).call).toBeNull();
  expect((await hatif.callLog()).find(({ id }) => id === sid)).toMatchObject({ answeredBy: null });
});

test('Answer in the toolbar popup answers', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await receiveCall(control, hatif);
  await pressUntilHandled(popup, /^Answer/, hatif);
  await expectTwoWayAudio(control, hatif);
});

test('the answer shortcut answers', async ({ control, pairedHatif: hatif }) => {
  await receiveCall(control, hatif);
  // Chrome handles shortcuts before pages do, so the event is dispatched in place of the keys.
  await (
    await hatif.serviceWorker()
  ).evaluate(() => (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch('answer'));
  await expectTwoWayAudio(control, hatif);
});

test('auto-answer answers after its countdown', async ({ control, pairedHatif: hatif }) => {
  await hatif.changeSettings({ autoAnswer: true });
  const call = await receiveCall(control, hatif);
  expect(call.autoAnswerAt).toBeGreaterThan(Date.now());
  await expectTwoWayAudio(control, hatif);
});

test('a call that comes while the service worker is stopped rings and is answered', async ({
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

test('a lost offscreen page is restored by the alarm, and calls ring again', async ({ control, pairedHatif: hatif }) => {
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

test('with every window minimised a window opens, and Answer answers', async ({ control, context, pairedHatif: hatif, plainPage }) => {
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

test('the caller hangs up first: the ring stops and the call counts as missed', async ({ control, pairedHatif: hatif }) => {
  await receiveCall(control, hatif);
  await expect.poll(() => isRinging(hatif)).toBe(true);
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expect.poll(() => isRinging(hatif)).toBe(false);
  await expect.poll(async () => (await hatif.appState()).endedRing?.because).toBe('caller-left');
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ outcome: 'cancelled', answeredBy: null });
  await expect.poll(async () => (await hatif.appState()).missed).toBe(1);
  await expect.poll(async () => (await hatif.serviceWorker()).evaluate(() => chrome.action.getBadgeText({}))).toBe('1');
});

test('do not disturb: the backend rings another agent, and nothing rings or shows here', async ({
  control,
  product,
  pairedHatif: hatif,
}) => {
  const colleague = await launchColleague(product, 'Sara Nasser');
  try {
    await hatif.changeSettings({ doNotDisturb: true });
    const { agent } = await colleague.hatif.appState();
    const rungClients = async () => {
      const { sid } = await receiveCall(control, colleague.hatif);
      const { calls } = (await control.state()) as { calls: { parentCallSid?: string; to: string }[] };
      await control.phone(customer).hangUpAndWait();
      await expect.poll(async () => (await colleague.hatif.appState()).incoming).toEqual([]);
      return calls.filter(({ parentCallSid }) => parentCallSid === sid).map(({ to }) => to.split('?')[0]);
    };
    // The backend learns of the presence a moment after the setting changes: until then a call rings both agents.
    await expect.poll(rungClients, { timeout: 30_000 }).toEqual([`client:${agent?.identity}`]);
    const sounds = await recordSounds(hatif);
    const states = await recordAppStates(await hatif.open('popup'));
    await receiveCall(control, colleague.hatif);
    await expect.poll(() => isRinging(colleague.hatif)).toBe(true);
    // Positive witness, after the ring of the colleague: the recorders work, and this browser has handled all earlier events.
    const popup = await hatif.open('popup');
    await sendCommand(popup, { command: 'ringMeNow' });
    await expect.poll(async () => (await states()).some(({ ringTest }) => ringTest?.is === 'rang')).toBe(true);
    expect((await states()).flatMap(({ incoming }) => incoming)).toEqual([]);
    expect(await sounds()).toHaveLength(1);
    expect(await (await hatif.serviceWorker()).evaluate(() => chrome.notifications.getAll())).toEqual({});
  } finally {
    await control.phone(customer).hangUpAndWait();
    await colleague.close();
  }
});

test('a backend that restarts learns anew who can be rung', async ({ control, product, pairedHatif: hatif }) => {
  await product.backend.stop();
  await product.backend.start();
  const caller = control.phone(customer);
  // Until the push socket reconnects, the announcement answers the caller.
  const callRings = async () => {
    const sid = await control.inbound(customer);
    const isRung = async () => (await hatif.appState()).incoming.some((call) => call.sid === sid);
    await expect.poll(async () => (await isRung()) || (await caller.state()).status === 'in-call').toBe(true);
    if (await isRung()) return true;
    await caller.hangUpAndWait();
    return false;
  };
  await expect.poll(callRings, { timeout: 45_000 }).toBe(true);
});

test('screen pop opens the caller in the CRM, and the next one in the same tab', async ({
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
