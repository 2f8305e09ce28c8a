import { beforeEach, expect, test, vi } from 'vitest';
import { createEdgeMeasurer } from './edge-measurer.ts';
import type { Edges } from './sentinels.ts';

vi.mock('./unclobbered.ts', () => ({
  pageDocument: { documentElement: {}, createRange: () => ({}) },
  unclobbered: <Seen>(node: Seen) => node,
}));
vi.stubGlobal('innerHeight', 800);

let drawFrame: (() => void) | undefined;
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

/** Rows of 20 px, one below the other. */
let rows: Element[];
let boxesRead: number;
beforeEach(() => {
  drawFrame = undefined;
  boxesRead = 0;
  rows = Array.from({ length: 200 }, (_, i) => {
    const row = { nextElementSibling: null, getBoundingClientRect: () => (boxesRead++, boxOfRow(i)) };
    return row as Partial<Element> as Element;
  });
  rows.forEach((row, i) => Object.assign(row, { nextElementSibling: rows[i + 1] ?? null }));
});

const boxOfRow = (row: number) => ({ top: 20 * row, bottom: 20 * row + 20, width: 100, height: 20 }) as DOMRect;

const entryOf = (row: number) =>
  ({ target: rows[row], isIntersecting: true, boundingClientRect: boxOfRow(row) }) as IntersectionObserverEntry;

/** Reports entries of `reportedRows`, draws a frame, and returns the range and the rows it has inside. */
async function measured(edges: [first: number, last: number], reportedRows: number[]) {
  const range = { edges: edges.map((row) => rows[row]) as Edges | null };
  const inner: number[] = [];
  const measure = createEdgeMeasurer(
    (_, sentinels) => inner.push(...sentinels.map((row) => rows.indexOf(row))),
    new AbortController().signal,
  );
  const entries = reportedRows.map(entryOf);
  const reported = new Map(entries.map((entry) => [entry.target, entry]));
  entries.forEach((entry) => measure(range, entry, reported));
  const hadToMeasure = drawFrame !== undefined;
  drawFrame?.();
  await new Promise((resolve) => setTimeout(resolve));
  return { range, inner, hadToMeasure };
}

test('a range whose edges are reported together is measured by the report alone, and asks again later', async () => {
  const { range, inner, hadToMeasure } = await measured([0, 63], [0, 63]);
  expect({ inner, hadToMeasure, boxesRead }).toEqual({ inner: [], hadToMeasure: false, boxesRead: 0 });
  expect(range.edges).not.toBeNull();
});

test('a range of one element with a box is never measured', async () => {
  const { range, hadToMeasure } = await measured([5, 5], [5]);
  expect({ edges: range.edges, hadToMeasure }).toEqual({ edges: null, hadToMeasure: false });
});

test('a range with one edge in the report is measured in the next frame', async () => {
  const { range, inner, hadToMeasure } = await measured([0, 63], [63]);
  expect({ inner, hadToMeasure, boxesRead }).toEqual({ inner: [], hadToMeasure: true, boxesRead: 2 });
  expect(range.edges).not.toBeNull();
});

test('a range taller than the viewport with its margins has rows inside, no further apart than the viewport is high', async () => {
  const { range, inner } = await measured([0, 199], [0, 199]);
  expect(inner[0]).toBe(0);
  expect(inner.at(-1)).toBe(199);
  let before = 0;
  for (const row of inner) {
    expect(20 * (row - before)).toBeLessThanOrEqual(800);
    before = row;
  }
  expect(range.edges).toBeNull();
});

test('an element without a box has the elements inside observed', async () => {
  const inside = [{}, {}];
  const hidden = { getElementsByTagName: () => inside } as unknown as Element;
  const range = { edges: [hidden, hidden] as Edges | null };
  const onInner = vi.fn();
  const box = { top: 0, bottom: 0, width: 0, height: 0 } as DOMRect;
  const entry = { target: hidden, isIntersecting: false, boundingClientRect: box } as Partial<IntersectionObserverEntry>;
  const measure = createEdgeMeasurer(onInner, new AbortController().signal);
  measure(range, entry as IntersectionObserverEntry, new Map());
  drawFrame!();
  await new Promise((resolve) => setTimeout(resolve));
  expect(onInner).toHaveBeenCalledExactlyOnceWith(range, inside);
});
