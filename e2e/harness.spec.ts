/** The harness itself: the shipped extension starts, pairs, survives a killed service worker, and can be measured. */
import { sendCommand } from './harness/incoming.ts';
import { expect, test } from './harness/test.ts';

test('the shipped extension starts with the id its manifest fixes', async ({ hatif }) => {
  expect(hatif.id).toBe('ckicldgndiodjfmmefoojalkdheggfpi');
});

test('pairing on the welcome page makes the line ready', async ({ pairedHatif }) => {
  expect((await pairedHatif.appState()).line.is).toBe('ready');
  expect(await pairedHatif.devtools.evaluateOffscreen('location.pathname')).toMatch(/offscreen\.html$/);
});

test('a killed service worker is gone, and another one starts with the same agent', async ({ pairedHatif: hatif }) => {
  const before = await hatif.appState();
  await (await hatif.serviceWorker()).evaluate(() => Reflect.set(globalThis, 'isFirstInstance', true));
  const isFirstInstance = async () => (await hatif.serviceWorker()).evaluate(() => Reflect.has(globalThis, 'isFirstInstance'));
  expect(await isFirstInstance()).toBe(true);
  await hatif.killServiceWorker();
  const popup = await hatif.open('popup');
  await expect(popup.getByRole('textbox', { name: 'Number to call' })).toBeVisible();
  await sendCommand(popup, { command: 'checkLine' });
  expect(await isFirstInstance()).toBe(false);
  expect((await hatif.appState()).agent).toEqual(before.agent);
});

test('no audio is measured without a call', async ({ pairedHatif }) => {
  expect(await pairedHatif.heardAudio()).toBeNull();
});

test('the microphone permission follows allowMicrophone', async ({ hatif }) => {
  const page = await hatif.open('options');
  const state = () => page.evaluate(async () => (await navigator.permissions.query({ name: 'microphone' })).state);
  expect(await state()).toBe('granted');
  await hatif.allowMicrophone('denied');
  expect(await state()).toBe('denied');
});
