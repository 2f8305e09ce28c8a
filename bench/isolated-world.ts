/** Runs code in a page as a content script runs: in an isolated world, cold, on a freshly loaded page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../scripts/browser/chromium.ts';
import { startLocalServer } from '../scripts/tools/local-server.ts';

export type IsolatedWorld = {
  /** The value of `expression` in an isolated world of a fresh page with `html`, after `script` has run there. */
  run: <Answer>(html: string, script: string, expression: string) => Promise<Answer>;
  context: BrowserContext;
  /** Serves `html` and returns its address. */
  serve: (html: string) => string;
  close: () => Promise<void>;
};

/** @param args of Chromium, besides those that every run has. */
export async function openIsolatedWorld(args: string[] = []): Promise<IsolatedWorld> {
  const pages = new Map<string, string>();
  const server = await startLocalServer((request, response) => {
    const html = pages.get(request.url ?? '');
    response.writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  const profile = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: { width: 1280, height: 800 },
    args: ['--headless=new', '--disable-quic', '--no-first-run', ...args],
  });
  const serve = (html: string) => {
    const known = [...pages].find(([, page]) => page === html)?.[0] ?? `/${pages.size}`;
    pages.set(known, html);
    return server.url + known;
  };
  return {
    context,
    serve,
    run: (html, script, expression) => runIsolated(context, serve(html), script, expression),
    close: async () => {
      await context.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function runIsolated<Answer>(context: BrowserContext, url: string, script: string, expression: string): Promise<Answer> {
  const page = await context.newPage();
  await page.goto(url);
  const devtools = await context.newCDPSession(page);
  const { frameTree } = await devtools.send('Page.getFrameTree');
  const { executionContextId: contextId } = await devtools.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  // Two statements of one script: the measured code is as cold as that of a content script.
  const answer = await devtools.send('Runtime.evaluate', {
    expression: `${script};${expression}`,
    contextId,
    returnByValue: true,
    awaitPromise: true,
  });
  await page.close();
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
  return answer.result.value as Answer;
}

/** One script of `entry` with all it imports; its exports are in the global `name`. */
export async function bundleScript(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome128',
      lib: { entry: path.join(import.meta.dirname, entry), formats: ['iife'], name, fileName: name },
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
}
