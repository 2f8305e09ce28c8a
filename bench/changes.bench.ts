/**
 * The cost of detection on a page that changes a thousand nodes a second: the extension's script time, the whole main
 * thread, and the duration of the page's own changes. The baseline is an extension that observes the same changes and
 * does nothing.
 */
import { rmSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { writeBareExtension } from './bare-extension.ts';
import { phoneOf, table } from './detection-pages.ts';
import { openIsolatedWorld, type IsolatedWorld } from './isolated-world.ts';
import { timeInExtension } from './profile-time.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 3);
const seconds = 6;
const sampleMs = 0.2;
/** A sample that lasted longer was interrupted by something else on the machine. */
const maxSampleMs = 2 * sampleMs;
const page = table('changing page', 1000, phoneOf);
const ways = {
  /** A framework that redraws its rows: 50 rows of 5 elements every quarter of a second. */
  rows: `(turn) => { for (let i = 0; i < 50; i++) { const row = rows[(turn * 50 + i) % rows.length]; const next = row.cloneNode(true); row.replaceWith(next); rows[(turn * 50 + i) % rows.length] = next; } }`,
  /** 250 texts every quarter of a second, every second one a new number. */
  texts: `(turn) => { for (let i = 0; i < 250; i++) { const text = rows[(turn * 250 + i) % rows.length].cells[1].firstChild; text.data = i % 2 ? 'waits ' + turn : '055 ' + (100 + turn % 800) + ' ' + (1000 + i); } }`,
};
const observing = `new MutationObserver(() => {}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['href'] });`;

/** Milliseconds a second: of the extension's script, of the whole main thread, and of the page's own changes. */
type Run = { scriptMs: number; threadMs: number; changesMs: number };

const observer = writeBareExtension(observing);
const worlds = { hatif: await openWith(extensionDir), observer: await openWith(observer), nothing: await openIsolatedWorld() };
const [worker] = worlds.hatif.context.serviceWorkers();
await (worker ?? (await worlds.hatif.context.waitForEvent('serviceworker'))).evaluate(() =>
  chrome.storage.local.set({ settings: { country: 'SA' } }),
);
for (const [name, way] of Object.entries(ways)) {
  const runs: Record<keyof typeof worlds, Run[]> = { hatif: [], observer: [], nothing: [] };
  // One after another in every round, so that a busy machine is busy for all.
  for (let round = 0; round < rounds; round++) {
    for (const who of ['hatif', 'observer', 'nothing'] as const) runs[who].push(await measure(worlds[who], way));
  }
  const of = (who: keyof typeof worlds, what: keyof Run) =>
    quantile(
      runs[who].map((run) => run[what]),
      0.5,
    );
  console.log(`${name}, in ms a second`);
  for (const who of ['hatif', 'observer', 'nothing'] as const) {
    const slower = (of(who, 'changesMs') / of('nothing', 'changesMs')).toFixed(2);
    // Comparable between machines: both are work on the same nodes.
    const share = (of(who, 'scriptMs') / of('nothing', 'changesMs')).toFixed(1);
    console.log(
      `  ${who.padEnd(10)} script ${of(who, 'scriptMs').toFixed(1)} (${share} x the page's own changes)   whole main thread ${of(who, 'threadMs').toFixed(1)}   the page's own changes ${of(who, 'changesMs').toFixed(1)} (${slower} x)`,
    );
  }
}
await Promise.all(Object.values(worlds).map((world) => world.close()));
rmSync(observer, { recursive: true });

function openWith(extension: string): Promise<IsolatedWorld> {
  return openIsolatedWorld([`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]);
}

async function measure({ context, serve }: IsolatedWorld, way: string): Promise<Run> {
  const tab = await context.newPage();
  await tab.goto(serve(page.html));
  await tab.waitForTimeout(2000);
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Performance.enable');
  const before = await threadMs(devtools);
  const changesMs = await change(tab, way);
  const thread = (await threadMs(devtools)) - before;
  // Profiling slows the measured code, so the script's share comes from a second run.
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: sampleMs * 1000 });
  await devtools.send('Profiler.start');
  await change(tab, way);
  const { profile } = await devtools.send('Profiler.stop');
  const script = timeInExtension(profile, maxSampleMs);
  await tab.close();
  return { scriptMs: script / seconds, threadMs: thread / seconds, changesMs: changesMs / seconds };
}

/** Processor time of the page's main thread so far; other processes do not count. */
async function threadMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
}

/** Changes the page for some seconds; returns how long the changes themselves took, in milliseconds. */
async function change(tab: Page, way: string): Promise<number> {
  const took = await tab.evaluate(`new Promise((resolve) => {
    const rows = [...document.querySelectorAll('tr')];
    const turn = ${way};
    let [at, took] = [0, 0];
    const timer = setInterval(() => {
      const start = performance.now();
      turn(at++);
      took += performance.now() - start;
      if (at === ${seconds * 4}) resolve(took, clearInterval(timer));
    }, 250);
  })`);
  return Number(took);
}
