/** What the backend says on the phone, in both languages, by the local Twilio's tables of elements and voices. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLocalProduct, type LocalProduct } from '../scripts/product/local-product.ts';

const waitOptions = { timeout: 15_000, interval: 100 };
const phones = { en: '+966555010177', ar: '+966555010178' };

let dir: string;
let product: LocalProduct;
let session: string;

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'hatif-spoken-'));
  product = await startLocalProduct({ dir });
  const { workerUrl, pairingCode } = product.ready;
  const paired = await post(`${workerUrl}/api/pair`, { code: pairingCode, deviceName: 'Test' });
  ({ session } = (await paired.json()) as { session: string });
}, 90_000);

afterAll(async () => {
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

test.each([
  ['en', /This is Hatif/],
  ['ar', /هنا هاتف/],
] as const)('the phone code in "%s" is spoken, and Twilio finds no fault in its document', { timeout: 60_000 }, async (language, words) => {
  const { workerUrl, controlUrl } = product.ready;
  const phone = phones[language];
  await fetch(`${controlUrl}/control/phones/${phone}`, { method: 'PUT', body: JSON.stringify({ answer: 'yes' }) });
  const asked = await post(`${workerUrl}/api/agent/phone-codes`, { phone, language }, { authorization: `Bearer ${session}` });
  expect(asked.status).toBe(201);
  await vi.waitFor(async () => {
    const state = (await (await fetch(`${controlUrl}/control/state`)).json()) as { alerts: unknown[] };
    expect(state.alerts).toEqual([]);
    const report = (await (await fetch(`${controlUrl}/control/phones/${phone}`)).json()) as { words?: string };
    expect(report.words).toMatch(words);
  }, waitOptions);
});
