/**
 * How long a click-to-call waits in Twilio's queue behind probe calls, for teams of 10 to 10,000 browsers. Simulated time; no
 * customer calls, so that every proof costs a probe call: the worst case.
 */
import { createBrowser, createBrowserBefore, createWorld, type Browser, type Random, type Rule, type World } from './probes-simulation.ts';
import { quantile } from './quantile.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const clickEveryMs = 30 * secondMs;
const maxP95Ms = 2 * secondMs;

/** The same numbers in every run. */
function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Measured = { waits: number[]; probesPerSecond: number };

/** Clicks at random moments, one in 30 seconds on average. */
function measure(world: World, forMs: number): Measured {
  const waits: number[] = [];
  const end = world.now() + forMs;
  const before = world.probes();
  for (let at = world.now(); at < end; at += -Math.log(1 - world.random()) * clickEveryMs)
    world.at(at, () => void waits.push(world.click()));
  world.runUntil(end);
  return { waits, probesPerSecond: ((world.probes() - before) / forMs) * secondMs };
}

function scenarios(rule: Rule, size: number): Record<string, Measured & { ready: number; mayRing: number }> {
  const world = createWorld(rule, createRandom(size));
  const browsers: Browser[] = Array.from({ length: size }, () => (rule === 'budget' ? createBrowser(world) : createBrowserBefore(world)));
  const withBrowsers = (measured: Measured) => ({
    ...measured,
    ready: browsers.filter((browser) => browser.isReady()).length / size,
    mayRing: browsers.filter((browser) => browser.mayRing()).length / size,
  });

  for (const browser of browsers) world.after(world.random() * minuteMs, browser.start);
  const start = withBrowsers(measure(world, 30 * minuteMs));
  world.runUntil(world.now() + 3 * hourMs);
  const steady = withBrowsers(measure(world, 6 * hourMs));
  const storms = Array.from({ length: 10 }, () => {
    for (const browser of browsers) browser.reconnect();
    const storm = measure(world, 10 * minuteMs);
    world.runUntil(world.now() + 50 * minuteMs);
    return storm;
  });
  const storm = { waits: storms.flatMap(({ waits }) => waits), probesPerSecond: Math.max(...storms.map((each) => each.probesPerSecond)) };
  return { 'all start in one minute': start, 'working day': steady, 'all reconnect in two seconds': withBrowsers(storm) };
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const seconds = (ms: number) => `${(ms / secondMs).toFixed(1)} s`;
for (const rule of ['every five minutes', 'budget'] as const satisfies Rule[]) {
  console.log(`\nRule: ${rule}`);
  for (const size of [10, 100, 1_000, 10_000]) {
    for (const [name, { waits, probesPerSecond, ready, mayRing }] of Object.entries(scenarios(rule, size))) {
      const p95 = quantile(waits, 0.95);
      console.log(
        `${String(size).padStart(6)} browsers, ${name.padEnd(28)}: click waits p50 ${seconds(quantile(waits, 0.5)).padStart(9)}, ` +
          `p95 ${seconds(p95).padStart(9)}, max ${seconds(Math.max(...waits)).padStart(9)}; ${probesPerSecond.toFixed(2)} probes/s, ${percent(ready)} proven, ${percent(mayRing)} may ring`,
      );
      if (rule === 'budget' && p95 > maxP95Ms) process.exitCode = 1;
    }
  }
}
