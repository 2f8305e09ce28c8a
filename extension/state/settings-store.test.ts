import { expect, test, vi } from 'vitest';
import { defaultSettings } from './settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const browser = (await import('webextension-polyfill')).default;
const { changeSettings, keepPairing, readPairing, readSettings } = await import('./settings-store.ts');

test('nothing kept yet means the defaults', async () => {
  expect(await readSettings()).toEqual(defaultSettings);
});

test('a kept value that no longer fits falls back alone', async () => {
  await browser.storage.local.set({ settings: { language: 'ar', look: 'sepia', country: 'Saudi', sitesOff: ['a.example'] } });
  expect(await readSettings()).toEqual({ ...defaultSettings, language: 'ar', sitesOff: ['a.example'] });
});

test('a change keeps the rest', async () => {
  await changeSettings({ country: 'AE' });
  expect(await readSettings()).toMatchObject({ language: 'ar', country: 'AE' });
});

test('a pairing is kept and forgotten; a broken one counts as none', async () => {
  await keepPairing({ backendUrl: 'https://calls.example', session: 's' });
  expect(await readPairing()).toEqual({ backendUrl: 'https://calls.example', session: 's' });
  await keepPairing(null);
  expect(await readPairing()).toBeNull();
  await browser.storage.local.set({ pairing: { backendUrl: 'nonsense' } });
  expect(await readPairing()).toBeNull();
});
