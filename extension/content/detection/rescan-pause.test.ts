import { beforeEach, expect, test, vi } from 'vitest';
import { createRescanPause, type RescanPause } from './rescan-pause.ts';

vi.mock('../scan/unclobbered.ts', () => ({ pageDocument: {} }));

const page = new EventTarget();
vi.stubGlobal('window', page);
const scroll = () => page.dispatchEvent(new Event('scroll'));

let pause: RescanPause;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  pause = createRescanPause(new AbortController().signal);
});

/** Milliseconds until the next scan may begin, if it is due now; `act` happens after the first 100. */
async function untilNextScan(act: () => void = () => undefined): Promise<number> {
  const start = performance.now();
  const ended = pause.end().then(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(100);
  act();
  await vi.advanceTimersByTimeAsync(10_000);
  return ended;
}

/** The pause after each of `count` scans that take a millisecond, of a page that has the next one due at once. */
async function pausesAfter(count: number): Promise<number[]> {
  const pauses: number[] = [];
  for (let i = 0; i < count; i++) {
    pause.begin(1);
    pauses.push(await untilNextScan());
  }
  return pauses;
}

test('the first scan of a calm page begins at once', async () => {
  expect(await untilNextScan()).toBe(0);
});

test('a page that keeps changing is scanned ever less often, down to once in five seconds', async () => {
  expect(await pausesAfter(7)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test('after five calm seconds the next scan begins at once', async () => {
  await pausesAfter(6);
  pause.begin(1);
  await vi.advanceTimersByTimeAsync(5001);
  expect(await untilNextScan()).toBe(0);
});

test('a scroll ends the pause, as soon as the scan has taken a hundredth of the time', async () => {
  await pausesAfter(6);
  pause.begin(20);
  expect(await untilNextScan(scroll)).toBe(2000);
});

test('a page of very many texts that is scrolled waits five seconds at most', async () => {
  pause.begin(400);
  expect(await untilNextScan(scroll)).toBe(5000);
});

test('a scroll in which no scan is due has the next one begin soon', async () => {
  await pausesAfter(6);
  pause.begin(1);
  scroll();
  expect(await untilNextScan()).toBe(250);
});
