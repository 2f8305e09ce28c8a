/** `test` of every end-to-end spec: one local product for all of a worker, a fresh Chromium with Hatif for each. */
// Playwright reads a fixture's needs from its first parameter, so one without needs has an empty pattern.
/* oxlint-disable no-empty-pattern */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, expect, test as base } from '@playwright/test';
import { adminClient } from '../../scripts/product/admin-client.ts';
import { type LocalProduct, startLocalProduct } from '../../scripts/product/local-product.ts';
import { startStaticServer } from '../../scripts/tools/static-server.ts';
import { type BrowserOptions, launchBrowser } from './browser.ts';
import { type Control, controlClient } from './control.ts';
import { driveHatif, type Hatif } from './hatif.ts';

type ForAll = {
  product: LocalProduct;
  /** Settings of the backend beside or instead of the demo's own. */
  vars: Record<string, string>;
  /** Address of `e2e/pages`. */
  pagesUrl: string;
};
type ForEach = Omit<BrowserOptions, 'colorScheme'> & {
  control: Control;
  context: BrowserContext;
  /** Not paired yet, the microphone allowed. */
  hatif: Hatif;
  /** Paired, the line ready. */
  pairedHatif: Hatif;
  /** Codes of Twilio's debugger that the test causes on purpose. */
  expectedAlerts: number[];
  /** Runs for each test: fails it where the local Twilio found a fault in our TwiML (12xxx, 13xxx). */
  noAlerts: void;
};

/** Another browser in which another agent is at work, the line ready. */
export async function launchColleague(
  product: LocalProduct,
  name: string,
  phone?: string,
): Promise<{ hatif: Hatif; context: BrowserContext; close(): Promise<void> }> {
  const admin = adminClient(product.ready.workerUrl, product.ready.adminToken);
  await admin.ensureAgent({ name, ...(phone ? { phone } : {}) });
  const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
  const newPairingLink = async () => (await admin.newPairing(name)).link;
  const hatif = await driveHatif(browser.context, { ...product, newPairingLink });
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  return { hatif, ...browser };
}

export const test = base.extend<ForEach, ForAll>({
  language: ['en', { option: true }],
  microphone: ['fake', { option: true }],
  expectedAlerts: [[], { option: true }],

  vars: [{}, { option: true, scope: 'worker' }],
  product: [
    async ({ vars }, use) => {
      const dir = mkdtempSync(path.join(tmpdir(), 'hatif-e2e-'));
      const product = await startLocalProduct({ dir, vars, dialBufferMs: 500 });
      await use(product);
      await product.stop();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  pagesUrl: [
    async ({}, use) => {
      const server = await startStaticServer({ dir: path.join(import.meta.dirname, '../pages') });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  noAlerts: [
    async ({ control, expectedAlerts }, use) => {
      const before = new Set((await control.alerts()).map(({ id }) => id));
      await use();
      const faults = (await control.alerts()).filter(
        ({ id, code }) => !before.has(id) && isTwimlFault(code) && !expectedAlerts.includes(code),
      );
      expect(faults, 'the local Twilio found no fault in the TwiML').toEqual([]);
    },
    { auto: true },
  ],
  control: async ({ product }, use) => {
    await use(controlClient(product.ready.controlUrl));
  },
  context: async ({ product, language, colorScheme, microphone }, use) => {
    const browser = await launchBrowser(product.ready, { language, colorScheme, microphone });
    await use(browser.context);
    await browser.close();
  },
  hatif: async ({ context, product }, use) => {
    const hatif = await driveHatif(context, product);
    await hatif.allowMicrophone();
    await use(hatif);
  },
  pairedHatif: async ({ hatif }, use) => {
    await hatif.pairUntilReady();
    await use(hatif);
  },
});

/** Codes of documents: https://www.twilio.com/docs/api/errors. A backend that is away causes 11xxx. */
const isTwimlFault = (code: number) => code >= 12_000 && code < 14_000;

export { expect } from '@playwright/test';
