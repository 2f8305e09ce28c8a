/** `test` of the detection specs: the shipped extension alone, without a backend, on pages of the test's own. */
// Playwright reads a fixture's needs from its first parameter, so one without needs has an empty pattern.
/* oxlint-disable no-empty-pattern */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test as base, type BrowserContext, expect, type Frame, type Page, type Worker } from '@playwright/test';
import { build } from 'vite';
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { launchBrowser } from './harness/browser.ts';
import { welcomeOpened } from './harness/hatif.ts';

export type Site = {
  url: string;
  /** Serves `html` at a new address and returns it. */
  add(html: string, headers?: Record<string, string>): string;
  /** Serves a script of `e2e/pages`, with what it imports in it. */
  addScript(name: string): Promise<string>;
};

type ForAll = { site: Site };
type ForEach = {
  context: BrowserContext;
  worker: Worker;
  /** How many cards the extension has open. */
  cards: () => Promise<number>;
};

export const test = base.extend<ForEach, ForAll>({
  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  context: async ({}, use) => {
    const chromiumArgs = [`--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`, '--no-first-run'];
    const browser = await launchBrowser({ chromiumArgs }, { language: 'en', colorScheme: 'light', microphone: 'none' });
    await use(browser.context);
    await browser.close();
  },
  worker: async ({ context }, use) => {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    await worker.evaluate(async () => chrome.storage.local.set({ settings: { country: 'SA' } }));
    await use(worker);
  },
  page: async ({ context, worker: _ }, use) => {
    await welcomeOpened(context);
    await use(await context.newPage());
  },
  cards: async ({ worker }, use) => {
    await use(() =>
      worker.evaluate(async () => {
        const { board: appState } = (await chrome.storage.session.get('board')) as { board?: { cards?: object } };
        return Object.keys(appState?.cards ?? {}).length;
      }),
    );
  },
});

async function startSite(): Promise<Site & { close(): Promise<void> }> {
  const served = new Map<string, { headers: Record<string, string>; body: string }>();
  const server = createServer((request, response) => {
    const found = served.get(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(found ? 200 : 404, found?.headers).end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const add = (name: string, type: string, body: string, headers: Record<string, string> = {}) => {
    served.set(name, { headers: { 'content-type': `${type}; charset=utf-8`, ...headers }, body });
    return url + name;
  };
  return {
    url,
    add: (html, headers) => add(`/page-${served.size}`, 'text/html', html, headers),
    addScript: async (name) => add(`/${name}.js`, 'text/javascript', await bundle(name)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bundle(name: string): Promise<string> {
  const entry = path.join(import.meta.dirname, 'pages', `${name}.ts`);
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page', fileName: name } },
  });
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
}

export type Heard = { command?: string; query?: string; [field: string]: unknown };

/** The messages that the service worker receives from now on, in the order of arrival. */
export async function listenIn(
  worker: Worker,
): Promise<{ times: (name: string) => Promise<number>; messages: (name: string) => Promise<Heard[]> }> {
  await worker.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(globalThis, 'heard', heard);
    chrome.runtime.onMessage.addListener(({ message }: { message: object }) => void heard.push(message));
  });
  const messages = (name: string) =>
    worker.evaluate(
      (wanted) => (Reflect.get(globalThis, 'heard') as Heard[]).filter(({ command, query }) => (command ?? query) === wanted),
      name,
    );
  return { messages, times: async (name) => (await messages(name)).length };
}

/** The number of our elements on the page. */
export function cardHosts(page: Page): Promise<number> {
  return page.evaluate(
    () => [...document.documentElement.children].filter((child) => child !== document.head && child !== document.body).length,
  );
}

/** The card on the page, once its frame is attached. */
export async function cardOn(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/card/card.html'));
  await expect.poll(() => find() !== undefined, { message: 'the card opens' }).toBe(true);
  return find()!;
}

/** The texts that are marked, in alphabetical order, as the page itself can see them: those of a sure country, or the others. */
export function marksOn(page: Page | Frame, kind: 'sure' | 'unsure' = 'sure'): Promise<string[]> {
  return page.evaluate((wanted) => {
    const highlight = CSS.highlights.get(wanted === 'sure' ? 'hatif-number' : 'hatif-number-unsure');
    const texts = [...(highlight ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
      if (!startContainer.isConnected) return '';
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range.toString();
    });
    return texts.filter((text) => text !== '').toSorted();
  }, kind);
}

/** Waits until exactly `texts` are marked. */
export async function expectMarks(page: Page | Frame, texts: string[], kind: 'sure' | 'unsure' = 'sure'): Promise<void> {
  await expect.poll(() => marksOn(page, kind), { message: `the marks, ${kind}`, timeout: 15_000 }).toEqual(texts.toSorted());
}

/** The middle of the first occurrence of `text` on the page, in CSS px. */
export function middleOf(page: Page | Frame, text: string): Promise<{ x: number; y: number }> {
  return page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error(`'${wanted}' is not on the page`);
  }, text);
}
export { expect };
