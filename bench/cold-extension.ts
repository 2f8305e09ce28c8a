/**
 * The extension that starts cold: for each call an offscreen document, a token and a Device of its own; for each card a request
 * to its backend, and a frame with as much code as the card of Hatif.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { Hatif } from '../e2e/harness/hatif.ts';
import { extensionDir } from '../scripts/browser/build-extension.ts';

const source = path.join(import.meta.dirname, 'cold-page');

/** Builds the extension to `outDir`. */
export async function buildColdExtension(outDir: string): Promise<void> {
  for (const entry of ['background', 'offscreen', 'page', 'card']) {
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
  cpSync(path.join(extensionDir, 'assets'), path.join(outDir, 'assets'), { recursive: true });
  const card = readFileSync(path.join(source, 'card.html'), 'utf8').replace('<!-- scripts -->', sharedScripts().join('\n'));
  writeFileSync(path.join(outDir, 'card.html'), card);
}

/** The tags of the scripts and style sheets that Hatif's card shares with its other pages: nearly all that it loads. */
function sharedScripts(): string[] {
  const built = readFileSync(path.join(extensionDir, 'extension/card/card.html'), 'utf8');
  const [, ...assets] = [...built.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
  if (assets.length === 0) throw new Error('The card loads no shared script.');
  return assets.map((file) =>
    file.endsWith('.css') ? `<link rel="stylesheet" href="${file}" />` : `<script type="module" src="${file}"></script>`,
  );
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
