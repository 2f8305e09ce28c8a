/** When the browser cannot call, the same click goes through the own phone and shows the reason. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppState } from '../extension/state/app-state.ts';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { launchBrowser } from './harness/browser.ts';
import { type Control, controlClient } from './harness/control.ts';
import { driveHatif, type Hatif } from './harness/hatif.ts';
import { launchColleague, expect, test } from './harness/test.ts';

const customerNumber = '+966555010142';
const ownPhone = (control: Control) => control.phone(demoAgent.phone);

async function callFromPopup(hatif: Hatif, number = customerNumber) {
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  return popup;
}

/** The one call is on the agent's own phone, with one line saying why. Resolves with the number of calls to that phone. */
async function wentByPhone(hatif: Hatif, control: Control, because: string): Promise<void> {
  await ownPhone(control).waitFor('ringing');
  await expect.poll(async () => (await hatif.appState()).call).toMatchObject({ mode: 'phone', because: { code: because } });
  const { calls } = (await control.state()) as { calls: { to: string; status: string }[] };
  expect(calls.filter(({ status }) => ['queued', 'ringing', 'in-progress'].includes(status)).map(({ to }) => to)).toEqual([
    demoAgent.phone,
  ]);
}

/** Promised: from the moment the failure is known, the same click rings the own phone within this time. */
const promisedMs = 2_000;

/** When the own phone began to ring, Unix ms. */
async function rangAt(control: Control): Promise<number> {
  const { phones } = (await control.state()) as { phones: { number: string; since?: number }[] };
  return phones.find(({ number }) => number === demoAgent.phone)?.since ?? Number.NaN;
}

/** Records, in the service worker, when the app state first has the reason for the own phone. Resolves with a reader of that time, in Unix ms. */
async function watchForReason(hatif: Hatif): Promise<() => Promise<number>> {
  const worker = await hatif.serviceWorker();
  await worker.evaluate(() => {
    chrome.storage.session.onChanged.addListener(({ board: appState }) => {
      const seen = globalThis as { knownAt?: number };
      if ((appState?.newValue as AppState | undefined)?.call?.because) seen.knownAt ??= Date.now();
    });
  });
  return () => worker.evaluate(() => (globalThis as { knownAt?: number }).knownAt ?? Number.NaN);
}

test.beforeEach(async ({ control }) => {
  await ownPhone(control).behave({ answer: 'no' });
  await control.phone(customerNumber).behave({ answer: 'no' });
});
test.afterEach(async ({ control, hatif }) => {
  await control.faults({ clear: true });
  const phone = ownPhone(control);
  if ((await phone.state()).status !== 'idle') await phone.hangUp().catch(() => undefined);
  await phone.waitFor('idle');
  await hatif.allowMicrophone();
});

test('a blocked microphone falls back to the own phone', async ({ control, pairedHatif: hatif }) => {
  await hatif.allowMicrophone('denied');
  await expect.poll(async () => (await hatif.appState()).microphone).toBe('denied');
  const popup = await callFromPopup(hatif);
  await wentByPhone(hatif, control, 'microphone-blocked');
  await expect(popup.getByText('Through your phone: Chrome is blocking the microphone.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Allow microphone' })).toBeVisible();
});

test('a microphone without a permission falls back to the own phone', async ({ control, pairedHatif: hatif }) => {
  await hatif.allowMicrophone('prompt');
  await expect.poll(async () => (await hatif.appState()).microphone).toBe('prompt');
  await callFromPopup(hatif);
  await wentByPhone(hatif, control, 'microphone-not-asked');
  const { call } = await hatif.appState();
  expect((await rangAt(control)) - (call?.startedAt ?? Number.NaN)).toBeLessThan(promisedMs);
});

test('a microphone in use by another program falls back to the own phone', async ({ control, pairedHatif: hatif }) => {
  await hatif.devtools.evaluateOffscreen(
    `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start audio source', 'NotReadableError'))`,
  );
  await callFromPopup(hatif);
  await wentByPhone(hatif, control, 'microphone-in-use');
});

for (const [code, because] of [
  [20101, 'token-refused'],
  [20103, 'token-refused'],
  [31204, 'token-refused'],
] as const) {
  test(`a refused token (${code}) falls back to the own phone`, async ({ control, hatif }) => {
    await control.faults({ refuseTokens: code });
    await hatif.pairBrowser();
    await expect.poll(async () => (await hatif.appState()).line.is).toBe('problem');
    const popup = await callFromPopup(hatif);
    await wentByPhone(hatif, control, because);
    await expect(popup.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
}

test('an expired token (20104) falls back to the own phone', async ({ control, hatif }) => {
  await control.faults({ refuseTokens: 20104 });
  await hatif.pairBrowser();
  await expect.poll(async () => (await hatif.appState()).line.is).toBe('problem');
  await callFromPopup(hatif);
  await wentByPhone(hatif, control, 'token-expired');
});

test('unreachable signalling falls back to the own phone', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ refuseConnections: true, dropSockets: true });
  await expect.poll(async () => (await hatif.appState()).line.is).toBe('problem');
  await callFromPopup(hatif);
  await wentByPhone(hatif, control, 'line-unreachable');
});

test('blocked media ends the browser’s attempt before Chrome gives up, and falls back to the own phone', async ({
  control,
  pairedHatif: hatif,
}) => {
  await control.faults({ blackholeMedia: true });
  const knownAt = await watchForReason(hatif);
  await callFromPopup(hatif);
  await expect.poll(async () => (await hatif.appState()).call?.mode, { timeout: 40_000 }).toBe('phone');
  await wentByPhone(hatif, control, 'media-blocked');
  const clicked = (await hatif.appState()).call?.startedAt ?? Number.NaN;
  // Chrome itself takes fifteen seconds to give up.
  expect((await knownAt()) - clicked).toBeLessThan(12_000);
  const waited = (await rangAt(control)) - (await knownAt());
  expect(waited).toBeGreaterThanOrEqual(0);
  expect(waited).toBeLessThan(promisedMs);
});

test('a call in another browser of the agent falls back to the own phone', async ({ control, product, pairedHatif: hatif }) => {
  await control.phone(customerNumber).behave({ answer: 'yes', afterMs: 100 });
  await callFromPopup(hatif);
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  const other = await launchColleague(product, demoAgent.name);
  try {
    await expect.poll(async () => (await other.hatif.appState()).busyElsewhere).toBe(true);
    const popup = await callFromPopup(other.hatif, '+442079460142');
    await ownPhone(control).waitFor('ringing');
    expect((await other.hatif.appState()).call).toMatchObject({ mode: 'phone', because: { code: 'line-busy-elsewhere' } });
    await expect(popup.getByText('Through your phone: You are on a call in another browser.')).toBeVisible();
    expect((await hatif.appState()).call).toMatchObject({ mode: 'browser', phase: { is: 'connected' } });
    await control.phone(customerNumber).hangUp();
    await expect.poll(async () => (await other.hatif.appState()).busyElsewhere).toBe(false);
  } finally {
    await other.close();
  }
});

test.describe('without any microphone', () => {
  test.use({ microphone: 'none' });
  test('a machine without a microphone falls back to the own phone', async ({ control, pairedHatif: hatif }) => {
    await callFromPopup(hatif);
    await wentByPhone(hatif, control, 'microphone-missing');
  });
});

test('an agent without a phone is shown how to add one', async ({ product, control, hatif }) => {
  const { workerUrl, adminToken } = product.ready;
  const admin = (resource: string, body: unknown) =>
    fetch(`${workerUrl}/api/admin/${resource}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}` },
      body: JSON.stringify(body),
    });
  await admin('agents', { name: 'No Phone' });
  const { link } = (await (await admin('pairing-codes', { name: 'No Phone' })).json()) as { link: string };
  await hatif.allowMicrophone('denied');
  await hatif.pairBrowser(link);
  const popup = await callFromPopup(hatif);
  await expect(popup.getByRole('heading', { name: 'Chrome is blocking the microphone' })).toBeVisible();
  await expect(popup.getByRole('main').getByText(/no number is kept for it/)).toBeVisible();
  expect((await hatif.appState()).call).toBeNull();
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(popup.getByRole('heading', { name: 'Your own phone is not known' })).toBeVisible();
  expect((await ownPhone(control).state()).status).toBe('idle');
});

test('a deployment without API key, secret and TwiML App calls through own phones only', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-e2e-'));
  const product = await startLocalProduct({ dir, vars: { TWILIO_API_KEY: '', TWILIO_API_SECRET: '', TWILIO_TWIML_APP_SID: '' } });
  const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
  try {
    const control = controlClient(product.ready.controlUrl);
    await ownPhone(control).behave({ answer: 'no' });
    const hatif = await driveHatif(browser.context, product);
    await hatif.allowMicrophone();
    await hatif.pairBrowser();
    expect((await hatif.appState()).agent?.modes).toEqual({ browser: false, phone: true });
    await callFromPopup(hatif);
    await wentByPhone(hatif, control, 'settings-missing');
  } finally {
    await browser.close();
    await product.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
});
