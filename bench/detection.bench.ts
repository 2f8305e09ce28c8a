/** How long a page is held up by detection, against the barest walk over its texts and against libphonenumber-js on each. */
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { type BenchPage, largePage, pageWithoutDigits, smallPage, tallPage } from './detection-pages.ts';
import { bundleScript, openIsolatedWorld, type IsolatedWorld } from './isolated-world.ts';
import { taskTimes } from './profile-time.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 5);

const bareWalk = `(() => { const start = performance.now(); const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0; while (walker.nextNode()) texts++; return { ms: performance.now() - start, longest: 0, texts }; })()`;
/** Each step is what one slice does at least; slices of the product end after 1 ms. */
const scan = `(() => { const start = performance.now(); let longest = 0, ranges = 0, last = start;
  for (const range of parts.textRangesIn(document.documentElement)) {
    if (range) ranges++; const now = performance.now(); longest = Math.max(longest, now - last); last = now;
  }
  return { ms: performance.now() - start, longest, ranges }; })()`;
const everyText = `(() => { const start = performance.now(); const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = 0; for (let node = walker.nextNode(); node; node = walker.nextNode()) found += others.findPhoneNumbersInText(node.data, 'SA').length;
  const ms = performance.now() - start; return { ms, longest: ms, found }; })()`;

type Timing = { ms: number; longest: number };

const world = await openIsolatedWorld();
const [parts, others] = await Promise.all([bundleScript('detection-parts.ts', 'parts'), bundleScript('libphonenumber-part.ts', 'others')]);
for (const page of [smallPage, largePage, pageWithoutDigits]) await measureScan(world, page);
await measureMarking(world);
await measureHover(world);
await world.close();
for (const page of [largePage, tallPage]) await measureSlices(page);

/** One after another in every round, so that a busy machine is busy for all. */
async function measureScan({ run }: IsolatedWorld, { name, html }: BenchPage): Promise<void> {
  const timings: Record<'bare' | 'hatif' | 'others', Timing[]> = { bare: [], hatif: [], others: [] };
  for (let round = 0; round < rounds; round++) {
    timings.bare.push(await run<Timing>(html, '', bareWalk));
    timings.hatif.push(await run<Timing>(html, parts, scan));
    if (round < 2) timings.others.push(await run<Timing>(html, others, everyText));
  }
  const bare = median(timings.bare.map(({ ms }) => ms));
  console.log(name);
  for (const [who, label] of [
    ['bare', 'bare TreeWalker'],
    ['hatif', 'Hatif, whole scan'],
    ['others', 'libphonenumber-js on every text'],
  ] as const) {
    const ms = median(timings[who].map((timing) => timing.ms));
    const longest = Math.max(...timings[who].map((timing) => timing.longest));
    console.log(
      `  ${label.padEnd(34)} ${format(ms)} ms  ${(ms / bare).toFixed(2).padStart(6)} x${longest > 0 ? `   longest step ${longest.toFixed(1)} ms` : ''}`,
    );
  }
}

/**
 * The longest task of the extension's script while it scans a large page. Other processes interrupt the measured task, so
 * the median of the rounds estimates the slice, and the longest of all is its upper limit.
 */
async function measureSlices({ name, html }: BenchPage): Promise<void> {
  const extension = await openIsolatedWorld([`--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`]);
  const longest: number[] = [];
  const slices: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const tab = await extension.context.newPage();
    await tab.goto(extension.serve('<!doctype html>'));
    const devtools = await extension.context.newCDPSession(tab);
    await devtools.send('Profiler.enable');
    await devtools.send('Profiler.setSamplingInterval', { interval: 200 });
    await devtools.send('Profiler.start');
    await tab.goto(extension.serve(html));
    await tab.waitForTimeout(5000);
    const { profile } = await devtools.send('Profiler.stop');
    const times = taskTimes(profile);
    longest.push(Math.max(...times));
    slices.push(...times);
    await tab.close();
  }
  await extension.close();
  console.log(
    `the shipped script, ${name}: longest slice ${format(median(longest))} ms, in the worst round ${format(Math.max(...longest))} ms, p95 of all slices ${format(quantile(slices, 0.95))} ms`,
  );
}

/** From the place to the paint, without the time the background thinks: it is not the page's. */
async function measureMarking({ run }: IsolatedWorld): Promise<void> {
  const mark = `(() => { const range = parts.textRangesIn(document.documentElement).next().value; const start = performance.now();
    const blocks = new Set(); for (const text of parts.textNodesIn(range)) { const block = parts.hasDigit(text.data) && parts.readableBlockOf(text); if (block) blocks.add(block); }
    const texts = [...blocks].map(parts.readBlock).filter(Boolean).slice(0, 40);
    for (const text of texts) { const start = text.text.indexOf('055'); const at = parts.spanOf(text, start, text.text.length);
      const paint = new StaticRange(at);
      parts.setMarks(text.block, [{ written: text.text, e164: '+966550000000', country: 'SA', at, paint }]); }
    return { ms: performance.now() - start, count: texts.length }; })()`;
  const html = smallPage.html.replaceAll('no phone yet', '055 501 0142');
  const timings: number[] = [];
  let marked = 0;
  for (let round = 0; round < rounds; round++) {
    const { ms, count } = await run<{ ms: number; count: number }>(html, parts, mark);
    timings.push(ms);
    marked = count;
  }
  console.log(`marking ${marked} numbers, first time: ${format(median(timings))} ms`);
}

/** The browser finds the element under the pointer for its own events; what is measured is what we add. */
async function measureHover({ run }: IsolatedWorld): Promise<void> {
  const hover = `(() => { for (const range of parts.textRangesIn(document.documentElement)) { if (!range) continue;
      for (const text of parts.textNodesIn(range)) if (text.data.startsWith('055')) {
        const at = { startContainer: text, startOffset: 0, endContainer: text, endOffset: text.length };
        parts.setMarks(text.parentElement, [{ written: text.data, e164: '', country: null, at, paint: new StaticRange(at) }]);
      } }
    const moves = Array.from({ length: 2000 }, (_, i) => { const x = 220 + (i % 40), y = 20 + (i * 7) % 700, path = [];
      for (let at = i < 200 ? document.elementFromPoint(x, y) : document.querySelectorAll('td')[(i * 4 + 1) % 100]; at; at = at.parentElement) path.push(at);
      return [path, x, y, [], parts]; });
    let hits = 0; const start = performance.now(); for (const move of moves) if (parts.markAtPoint(...move)) hits++;
    return { ms: (performance.now() - start) / moves.length, hits }; })()`;
  const { ms, hits } = await run<{ ms: number; hits: number }>(largePage.html, parts, hover);
  console.log(`looking under the pointer among 10 000 marks: ${ms.toFixed(4)} ms (${hits} of 2000 on a number)`);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b).at(Math.floor(values.length / 2)) ?? Number.NaN;
}

function format(ms: number): string {
  return ms.toFixed(1).padStart(7);
}
