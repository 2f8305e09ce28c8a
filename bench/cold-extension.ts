/** The extension that starts cold: for each call an offscreen document, a token and a Device of its own; for each card a request to its backend. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { Hatif } from '../e2e/harness/hatif.ts';

const source = path.join(import.meta.dirname, 'cold-page');

/** Builds the extension to `outDir`. */
export async function buildColdExtension(outDir: string): Promise<void> {
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
  for (const file of ['manifest.json', 'page.html', 'offscreen.html', 'card.html'])
    cpSync(path.join(source, file), path.join(outDir, file));
}

/** Opens the page with the buttons "Call" and "Card" for one number. */
export async function openColdPage(hatif: Hatif, page: Page, { workerUrl, number }: { workerUrl: string; number: string }): Promise<void> {
  const context = page.context();
  const workers = context.serviceWorkers().filter((worker) => !worker.url().includes(hatif.id));
  const id = new URL((workers[0] ?? (await context.waitForEvent('serviceworker'))).url()).host;
  await hatif.devtools.setPermission('microphone', 'granted', `chrome-extension://${id}`);
  const parameters = new URLSearchParams({ number, backend: workerUrl, session: await hatif.session() });
  await page.goto(`chrome-extension://${id}/page.html?${parameters.toString()}`);
}
