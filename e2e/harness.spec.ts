/** What the other specs stand on: the shipped extension runs, pairs, survives, and can be measured. */
import { expect, test } from './harness/test.ts';

test('the shipped extension starts with the id its manifest fixes', async ({ hatif }) => {
  expect(hatif.id).toBe('ckicldgndiodjfmmefoojalkdheggfpi');
});

test('pairing on the welcome page brings up the line', async ({ pairedHatif }) => {
  expect((await pairedHatif.appState()).line.is).toBe('ready');
  expect(await pairedHatif.devtools.evaluateOffscreen('location.pathname')).toMatch(/offscreen\.html$/);
});

test('a killed service worker comes back with the same board', async ({ pairedHatif }) => {
  const before = await pairedHatif.appState();
  await pairedHatif.killServiceWorker();
  const popup = await pairedHatif.open('popup');
  await expect(popup.locator('body')).not.toBeEmpty();
  expect((await pairedHatif.appState()).agent).toEqual(before.agent);
});

test('nothing is heard where nobody is connected', async ({ pairedHatif }) => {
  expect(await pairedHatif.heardAudio()).toBeNull();
});

test('the microphone permission follows what is set', async ({ hatif }) => {
  const page = await hatif.open('options');
  const state = () => page.evaluate(async () => (await navigator.permissions.query({ name: 'microphone' })).state);
  expect(await state()).toBe('granted');
  await hatif.allowMicrophone('denied');
  expect(await state()).toBe('denied');
});
