/** From the click on Call to the invite on the wire: Hatif's warm line against an extension that starts cold for each call. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { controlClient } from '../e2e/harness/control.ts';
import { driveHatif } from '../e2e/harness/hatif.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { quantile } from './quantile.ts';

const calls = 20;
const number = '+966555010142';

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const coldDir = await buildColdPage(path.join(dir, 'cold'));
const browser = await launchBrowser(
  { chromiumArgs: product.ready.chromiumArgs.map((arg) => (/^--(load|disable)-extension/.test(arg) ? `${arg},${coldDir}` : arg)) },
  { language: 'en', colorScheme: 'light', microphone: 'fake' },
);
try {
  const { context } = browser;
  const hatif = await driveHatif(context, product, 'ckicldgndiodjfmmefoojalkdheggfpi');
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const control = controlClient(product.ready.controlUrl);
  const phone = control.phone(number);
  await phone.behave({ answer: 'no' });
  const cold = await openColdPage();
  const warm = await hatif.open('popup');
  const invites = followInvites();

  const times: Record<'warm' | 'cold', number[]> = { warm: [], cold: [] };
  // In turns, so that whatever else the machine does falls on both. The first of each is a rehearsal.
  for (let call = 0; call <= calls; call++) {
    const field = warm.getByRole('textbox', { name: 'Number to call' });
    await field.fill(number);
    const warmMs = await measure(warm, 'Call');
    await warm.getByRole('button', { name: 'Cancel call' }).click();
    await phone.waitFor('idle');
    await warm.getByRole('button', { name: 'Dial another number' }).click();
    const coldMs = await measure(cold, 'Call');
    await phone.waitFor('ringing');
    await phone.hangUp();
    await phone.waitFor('idle');
    if (call > 0) {
      times.warm.push(warmMs);
      times.cold.push(coldMs);
    }
  }
  for (const [name, values] of Object.entries(times)) {
    console.log(
      `${name}  p50 ${quantile(values, 0.5).toFixed(0)} ms  p95 ${quantile(values, 0.95).toFixed(0)} ms  (${values.length} calls)`,
    );
  }
  const ratio = (share: number) => (quantile(times.cold, share) / quantile(times.warm, share)).toFixed(1);
  console.log(`cold : warm  p50 ${ratio(0.5)} times, p95 ${ratio(0.95)} times`);

  async function measure(page: Page, name: string): Promise<number> {
    const invited = invites.next();
    const clickedAt = page.evaluate(
      () => new Promise<number>((resolve) => addEventListener('click', () => resolve(Date.now()), { capture: true, once: true })),
    );
    await page.getByRole('button', { name, exact: true }).click();
    return (await invited) - (await clickedAt);
  }

  async function openColdPage(): Promise<Page> {
    const { workerUrl } = product.ready;
    const workers = context.serviceWorkers().filter((worker) => !worker.url().includes(hatif.id));
    const id = new URL((workers[0] ?? (await context.waitForEvent('serviceworker'))).url()).host;
    await hatif.devtools.setPermission('microphone', 'granted', `chrome-extension://${id}`);
    const page = await context.newPage();
    const parameters = new URLSearchParams({ number, token: `${workerUrl}/api/calls/token`, session: await hatif.session() });
    await page.goto(`chrome-extension://${id}/page.html?${parameters}`);
    return page;
  }

  /** The local Twilio reports each invite when its message arrives, by the clock of this machine. */
  function followInvites(): { next(): Promise<number> } {
    let waiting: ((at: number) => void) | undefined;
    void (async () => {
      const stream = await fetch(`${product.ready.controlUrl}/control/events`);
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) {
        for (const [, json] of decoder.decode(chunk).matchAll(/^data: (.*)$/gm)) {
          const event = JSON.parse(json ?? '{}') as { is?: string; at?: string };
          if (event.is === 'invite' && event.at) waiting?.(Date.parse(event.at));
        }
      }
    })().catch(() => undefined);
    return { next: () => new Promise((resolve) => (waiting = resolve)) };
  }
} finally {
  await browser.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function buildColdPage(outDir: string): Promise<string> {
  const source = path.join(import.meta.dirname, 'cold-page');
  for (const entry of ['background', 'offscreen', 'page']) {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { global: 'globalThis' },
      build: {
        outDir,
        emptyOutDir: false,
        lib: { entry: path.join(source, `${entry}.ts`), formats: ['es'], fileName: entry },
      },
    });
  }
  for (const file of ['manifest.json', 'page.html', 'offscreen.html']) cpSync(path.join(source, file), path.join(outDir, file));
  return outDir;
}
