import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('./unclobbered.ts', () => ({ pageDocument: { documentElement: {} } }));

let drawFrame: () => void;
vi.stubGlobal(
  'ResizeObserver',
  class {
    constructor(onResize: (entries: unknown, observer: unknown) => void) {
      drawFrame = () => onResize([], this);
    }
    observe = () => undefined;
    disconnect = () => undefined;
  },
);
vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));

let scheduler: typeof import('./idle-scheduler.ts');
let steps: number;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.resetModules();
  scheduler = await import('./idle-scheduler.ts');
  steps = 0;
});

/** Each step announces the next one as long: every slice has one step. */
function* work(count: number): Generator<boolean> {
  for (; steps < count; steps++) yield true;
}

const { signal } = new AbortController();

test('runs to the end, and not beyond an abort', async () => {
  const ended = new AbortController();
  void scheduler.runInSlices(work(100), ended.signal);
  await vi.advanceTimersByTimeAsync(10);
  expect(steps).toBeGreaterThan(1);
  ended.abort();
  const before = steps;
  await vi.advanceTimersByTimeAsync(1000);
  expect(steps).toBe(before);
});

test('no slice runs between the insertion of the style sheet and the next frame', async () => {
  const insertion = Promise.withResolvers<boolean>();
  void scheduler.runInSlices(work(100), signal);
  await vi.advanceTimersByTimeAsync(5);
  const before = steps;
  const inserted = scheduler.pauseForStyleSheet(insertion.promise);
  await vi.advanceTimersByTimeAsync(500);
  expect(steps).toBe(before);
  insertion.resolve(true);
  expect(await inserted).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(steps).toBe(before);
  drawFrame();
  await vi.advanceTimersByTimeAsync(500);
  expect(steps).toBe(100);
});

test('a page in the background, which draws no frame, is read later; a second style sheet holds nothing up', async () => {
  void scheduler.pauseForStyleSheet(Promise.resolve(true));
  await vi.advanceTimersByTimeAsync(3500);
  void scheduler.pauseForStyleSheet(new Promise(() => {}));
  void scheduler.runInSlices(work(100), signal);
  await vi.advanceTimersByTimeAsync(500);
  expect(steps).toBe(100);
});
