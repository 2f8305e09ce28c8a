/** What detection costs a page that changes a thousand nodes a second: our time on its main thread, and what its own changes take. */
import type { CDPSession, Page } from '@playwright/test';
import { extensionDir } from '../scripts/build-extension.ts';
import { phoneOf, table } from './detection-pages.ts';
import { openWorld, type World } from './isolated-world.ts';

const seconds = 4;
/** A sample that lasted longer was interrupted by something else on the machine. */
const longestSampleMs = 1;
const page = table('changing page', 1000, phoneOf);
const ways = {
  /** A framework that draws its rows anew: 50 rows of 5 elements every quarter of a second. */
  rows: `(turn) => { for (let i = 0; i < 50; i++) { const row = rows[(turn * 50 + i) % rows.length]; const next = row.cloneNode(true); row.replaceWith(next); rows[(turn * 50 + i) % rows.length] = next; } }`,
  /** 250 texts every quarter of a second, every second one a new number. */
  texts: `(turn) => { for (let i = 0; i < 250; i++) { const text = rows[(turn * 250 + i) % rows.length].cells[1].firstChild; text.data = i % 2 ? 'waits ' + turn : '055 ' + (100 + turn % 800) + ' ' + (1000 + i); } }`,
};

type Run = { oursMs: number; theirsMs: number };

const withUs = await openWorld([`--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`]);
const without = await openWorld();
const [worker] = withUs.context.serviceWorkers();
await (worker ?? (await withUs.context.waitForEvent('serviceworker'))).evaluate(() =>
  chrome.storage.local.set({ settings: { country: 'SA' } }),
);
for (const [name, way] of Object.entries(ways)) {
  const [ours, bare] = [await measure(withUs, way), await measure(without, way)];
  console.log(
    `${name.padEnd(6)} Hatif takes ${(ours.oursMs / seconds).toFixed(1)} ms a second; the page's own changes ${ours.theirsMs.toFixed(1)} ms, without Hatif ${bare.theirsMs.toFixed(1)} ms`,
  );
}
await Promise.all([withUs.close(), without.close()]);

async function measure({ context, serve }: World, way: string): Promise<Run> {
  const tab = await context.newPage();
  await tab.goto(serve(page.html));
  await tab.waitForTimeout(2000);
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 200 });
  await devtools.send('Profiler.start');
  const theirsMs = await change(tab, way);
  const oursMs = await timeInExtension(devtools);
  await tab.close();
  return { oursMs, theirsMs };
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

/** Milliseconds of the profile in our script, and in what it called. */
async function timeInExtension(devtools: CDPSession): Promise<number> {
  const { profile } = await devtools.send('Profiler.stop');
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const isOurs = (id: number | undefined): boolean => {
    const node = id === undefined ? undefined : nodes.get(id);
    return node !== undefined && (node.callFrame.url.startsWith('chrome-extension:') || isOurs(parents.get(node.id)));
  };
  const samples = profile.samples ?? [];
  return samples.reduce((sum, id, i) => (isOurs(id) ? sum + Math.min(longestSampleMs, (profile.timeDeltas?.[i] ?? 0) / 1000) : sum), 0);
}
