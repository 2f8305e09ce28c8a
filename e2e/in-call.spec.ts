/** During a call: mute, keys, and a call that survives pages, service worker and a dropped socket. */
import { microphoneHz } from './harness/browser.ts';
import { isTone } from './harness/control.ts';
import { expect, test } from './harness/test.ts';

const toneHz = 440;
const number = '+966555010142';

test.beforeEach(async ({ control, pairedHatif: hatif }) => {
  await control.phone(number).behave({ answer: 'yes', audio: 'tone', toneHz });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(popup.getByRole('button', { name: 'Hang up' })).toBeVisible();
  await control.phone(number).expectTone(microphoneHz);
});

test.afterEach(({ control }) => control.phone(number).hangUpAndWait());

test('mute silences the agent, and unmute lets the customer hear the agent again', async ({ control, hatif, context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  const noura = control.phone(number);
  await popup.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect.poll(async () => (await hatif.appState()).call?.muted).toBe(true);
  const press = (key: string) => popup.getByRole('button', { name: key, exact: true }).click();
  // Keys travel in the audio stream: once a key has arrived, all earlier audio has arrived.
  await press('1');
  await expect.poll(async () => (await noura.state()).digits).toBe('1');
  await noura.resetHeard();
  // And once three more have arrived, there was time to hear something.
  for (const key of ['2', '3', '4']) await press(key);
  await expect.poll(async () => (await noura.state()).digits).toBe('234');
  expect(await noura.state()).toMatchObject({ level: 0, seconds: 0 });
  await popup.getByRole('button', { name: 'Muted', exact: true }).click();
  await noura.expectTone(microphoneHz);
});

test('keys pressed on the keypad arrive at the customer', async ({ control, hatif, context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  // The keypad is open from the start of a call.
  for (const key of ['1', '2', '9']) await popup.getByRole('button', { name: key, exact: true }).click();
  await popup.getByRole('button', { name: 'hash' }).click();
  await expect.poll(async () => (await control.phone(number).state()).digits).toBe('129#');
  expect((await hatif.appState()).call?.keys).toBe('129#');
});

test('where calls are not recorded, a call has no control of a recording', async ({ context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  await expect(popup.getByRole('button', { name: 'Hold', exact: true })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Record', exact: true })).toBeHidden();
});

test('a killed service worker leaves the call and its screen intact', async ({ control, hatif, context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  await hatif.killServiceWorker();
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(microphoneHz);
  await expect.poll(async () => isTone(await hatif.heardAudio(), toneHz), { message: 'the agent still hears them' }).toBe(true);
  await popup.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect.poll(async () => (await hatif.appState()).call?.muted).toBe(true);
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await control.phone(number).waitFor('idle');
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
});

test('the call continues when every page is closed', async ({ control, hatif, context }) => {
  const empty = await context.newPage();
  for (const page of context.pages()) if (page !== empty) await page.close();
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(microphoneHz);
  expect((await hatif.appState()).call?.phase.is).toBe('connected');
});

test('a dropped signalling socket keeps the call and reconnects', async ({ control, hatif }) => {
  await control.faults({ dropSockets: true });
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(microphoneHz);
  await expect.poll(async () => (await hatif.appState()).line.is).toBe('ready');
  expect((await hatif.appState()).call?.phase.is).toBe('connected');
  await expect.poll(async () => (await hatif.appState()).call?.reconnectingSince).toBeUndefined();
});
