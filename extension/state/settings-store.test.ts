import { expect, test, vi } from 'vitest';
import { defaultSettings } from './settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const browser = (await import('../browser.ts')).default;
const { changeSettings, savePairing, readPairing, readSettings } = await import('./settings-store.ts');

test('an empty storage gives the defaults', async () => {
  expect(await readSettings()).toEqual(defaultSettings);
});

test('an invalid stored value falls back to its default alone', async () => {
  await browser.storage.local.set({ settings: { language: 'ar', look: 'sepia', country: 'Saudi', sitesOff: ['a.example'] } });
  expect(await readSettings()).toEqual({ ...defaultSettings, language: 'ar', sitesOff: ['a.example'] });
});

test('a change leaves the other settings as they are', async () => {
  await changeSettings({ country: 'AE' });
  expect(await readSettings()).toMatchObject({ language: 'ar', country: 'AE' });
});

test('a pairing is stored and removed; a malformed one counts as none', async () => {
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  expect(await readPairing()).toEqual({ backendUrl: 'https://calls.example', session: 's' });
  await savePairing(null);
  expect(await readPairing()).toBeNull();
  await browser.storage.local.set({ pairing: { backendUrl: 'nonsense' } });
  expect(await readPairing()).toBeNull();
});

test('a site called __proto__ or constructor keeps its settings', async () => {
  for (const host of ['__proto__', 'constructor']) {
    const { countryBySite } = await changeSettings({ countryBySite: { [host]: 'AE' } });
    expect(Object.entries(countryBySite)).toEqual([[host, 'AE']]);
    expect(Object.entries((await readSettings()).countryBySite)).toEqual([[host, 'AE']]);
  }
});

/** As version 0.1.0 wrote them to `storage.local`: the names and the shape must not change. */
const written010 = {
  pairing: { backendUrl: 'https://calls.example/team', session: 'c2Vzc2lvbg' },
  settings: {
    language: 'ar',
    look: 'dark',
    country: 'SA',
    countryBySite: { 'crm.example': 'AE' },
    sitesOff: ['bank.example'],
    openCardOn: 'hover',
    mode: 'phone',
    microphoneId: 'mic-1',
    speakerId: 'speaker-1',
    ringerId: 'speaker-2',
    notifications: false,
    autoAnswer: true,
    doNotDisturb: true,
    screenPop: { on: 'ring', url: 'https://crm.example/search?q={number}' },
    cardPlaces: { 'crm.example': { top: 120, end: 16 } },
  },
  missedSeenAt: 1_763_700_000_000,
};

test('a browser that the previous version paired stays paired, with its settings', async () => {
  await browser.storage.local.set(written010);
  expect(await readPairing()).toEqual(written010.pairing);
  expect(await readSettings()).toEqual(written010.settings);
  await changeSettings({ look: 'light' });
  const { settings } = await browser.storage.local.get('settings');
  expect(settings).toEqual({ ...written010.settings, look: 'light' });
  expect(await readPairing()).toEqual(written010.pairing);
});
