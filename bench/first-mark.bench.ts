/**
 * How soon numbers are marked: after a page of 200 rows has loaded, at home and abroad, and after a single-page app shows its
 * next record. The baseline is an extension that marks whatever looks like a number of the page, in its own script.
 */
import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { writeBareExtension } from './bare-extension.ts';
import { table } from './detection-pages.ts';
import { openIsolatedWorld, type IsolatedWorld } from './isolated-world.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 20);
const maxLaterMs = 300;
const maxNextMs = 300;

const areaCodes = [415, 212, 312, 206, 617, 713, 404, 305, 503, 702];
const americanNumber = (i: number) => `(${areaCodes[i % areaCodes.length]}) 624-${1000 + i}`;
const rows = table('200 rows', 200, americanNumber);
const app = '<!doctype html><meta charset="utf-8"><title>app</title><main></main>';

const markAll = `
const highlight = new Highlight();
function mark(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = /\\(\\d{3}\\) \\d{3}-\\d{4}/.exec(walker.currentNode.data);
    if (at) highlight.add(new StaticRange({ startContainer: walker.currentNode, startOffset: at.index, endContainer: walker.currentNode, endOffset: at.index + 14 }));
  }
  CSS.highlights.set('bare-number', highlight);
}
addEventListener('DOMContentLoaded', () => mark(document.body));
new MutationObserver((records) => { for (const { addedNodes } of records) for (const node of addedNodes) mark(node); }).observe(document, { subtree: true, childList: true });`;

type Times = Record<'bare' | 'home' | 'foreign', number[]>;
const names = { bare: 'an extension that marks alone', home: 'Hatif, at home', foreign: 'Hatif, abroad' };

const bareDir = writeBareExtension(markAll);
const worlds = { bare: await openWith(bareDir), hatif: await openWith(extensionDir) };
const load: Times = { bare: [], home: [], foreign: [] };
const next: Times = { bare: [], home: [], foreign: [] };
// One after another in every round, so that a busy machine is busy for all.
for (let round = 0; round < rounds; round++) {
  for (const who of ['bare', 'home', 'foreign'] as const) {
    const world = who === 'bare' ? worlds.bare : worlds.hatif;
    if (who !== 'bare') await settle(world, who === 'home' ? 'US' : 'SA');
    load[who].push(await timeOfLoad(world));
    next[who].push(...(await timesOfRecords(world)));
  }
}
report('first mark after the load of 200 rows', load);
const laterMs = quantile(load.foreign, 0.95) - quantile(load.home, 0.95);
console.log(`  abroad at p95 ${laterMs.toFixed(0)} ms later than at home${laterMs > maxLaterMs ? '  TOO LATE' : ''}`);
report('mark on the next record of a single-page app', next);
const slowMs = quantile([...next.home, ...next.foreign], 0.95);
console.log(`  p95 of all ${slowMs.toFixed(0)} ms${slowMs > maxNextMs ? '  TOO LATE' : ''}`);
await Promise.all(Object.values(worlds).map((world) => world.close()));
rmSync(bareDir, { recursive: true });

function openWith(extension: string): Promise<IsolatedWorld> {
  return openIsolatedWorld([`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]);
}

/** The agent's home; nothing is known of the site's numbers. */
async function settle({ context }: IsolatedWorld, country: string): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await worker.evaluate(async (home) => {
    await chrome.storage.session.remove('sites');
    await chrome.storage.local.set({ settings: { country: home } });
  }, country);
}

/** Milliseconds from the end of the parsing to the first mark. */
async function timeOfLoad({ context, serve }: IsolatedWorld): Promise<number> {
  const tab = await context.newPage();
  await tab.goto(serve(rows.html), { waitUntil: 'domcontentloaded' });
  const markedAt = await tab.evaluate(waitForMark, '');
  const parsedAt = await tab.evaluate(
    () => (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]).at(0)?.domInteractive ?? Number.NaN,
  );
  await tab.close();
  return markedAt - parsedAt;
}

/** Milliseconds from the change of the page to the mark on the new number, for each record after the first ones. */
async function timesOfRecords({ context, serve }: IsolatedWorld): Promise<number[]> {
  const tab = await context.newPage();
  await tab.goto(serve(app));
  const times: number[] = [];
  for (let record = 0; record < 8; record++) {
    const changedAt = await showRecord(tab, record);
    const markedAt = await tab.evaluate(waitForMark, americanNumber(3 * record + 2));
    // The first records tell the country of the site.
    if (record >= 3) times.push(markedAt - changedAt);
    // Nobody moves on at once, and a page that changes all the time is read less often.
    await tab.waitForTimeout(1200);
  }
  await tab.close();
  return times;
}

function showRecord(tab: Page, record: number): Promise<number> {
  const fields = Array.from({ length: 20 }, (_, i) => `<dt>Field ${i}</dt><dd>value ${record}</dd>`).join('');
  const phones = [0, 1, 2].map((i) => `<dt>Phone</dt><dd>${americanNumber(3 * record + i)}</dd>`).join('');
  return tab.evaluate(
    ({ html, path }) => {
      const start = performance.now();
      history.pushState(null, '', path);
      document.querySelector('main')!.innerHTML = html;
      return start;
    },
    { html: `<h1>Contact ${record}</h1><dl>${fields}${phones}</dl>`, path: `?contact=${record}` },
  );
}

/** Runs in the page: when a text with `written` is marked, in either style. */
function waitForMark(written: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const marks = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
      if (marks.some(({ startContainer }) => startContainer.isConnected && startContainer.textContent!.includes(written)))
        resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

function report(what: string, times: Times): void {
  console.log(what);
  for (const who of ['bare', 'home', 'foreign'] as const) {
    const shown = [0.5, 0.95].map((share) => {
      const ms = quantile(times[who], share);
      return `p${share * 100} ${ms.toFixed(0).padStart(5)} ms (${(ms / quantile(times.bare, share)).toFixed(1)} x)`;
    });
    console.log(`  ${names[who].padEnd(32)} ${shown.join('   ')}`);
  }
}
