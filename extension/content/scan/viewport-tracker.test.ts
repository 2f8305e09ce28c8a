import { beforeEach, expect, test, vi } from 'vitest';
import type { SiblingRun } from './sibling-runs.ts';
import type { TextRange } from './text-ranges.ts';
import { createViewportTracker, type ViewportTracker } from './viewport-tracker.ts';

vi.mock('./unclobbered.ts', () => ({ unclobbered: (node: unknown) => node }));
vi.mock('./text-ranges.ts', () => ({
  isIntact: ({ run }: { run: SiblingRun }) => run.every(({ isConnected }) => isConnected),
}));
vi.mock('./sentinels.ts', () => ({ edgesOf: ({ run }: { run: SiblingRun }) => [run[0], run.at(-1)], margin: '' }));
vi.mock('./edge-measurer.ts', () => ({ createEdgeMeasurer: () => () => undefined }));

let report: (nearBy: Record<string, boolean>) => void;
let observed: Set<Row>;
vi.stubGlobal(
  'IntersectionObserver',
  class {
    constructor(onEntries: (entries: object[]) => void) {
      report = (nearBy) =>
        onEntries([...observed].filter(({ name }) => name in nearBy).map((row) => ({ target: row, isIntersecting: nearBy[row.name] })));
    }
    observe = (row: Row) => void observed.add(row);
    unobserve = (row: Row) => void observed.delete(row);
  },
);

type Row = { name: string; tagName: string; isConnected: boolean; nextElementSibling: Row | null };

/** Rows a, b, c … of one parent. */
function rowsOf(names: string): Row[] {
  const rows = Array.from(names, (name): Row => ({ name, tagName: 'TR', isConnected: true, nextElementSibling: null }));
  rows.forEach((row, i) => (row.nextElementSibling = rows[i + 1] ?? null));
  return rows;
}

let tracker: ViewportTracker;
let events: string[];
beforeEach(() => {
  observed = new Set();
  events = [];
  tracker = createViewportTracker(
    () => events.push('enter'),
    () => events.push('leave'),
    new AbortController().signal,
  );
});

function watch(rows: Row[]): TextRange {
  const run = rows as unknown as SiblingRun;
  const range: TextRange = { root: {} as Element, from: run[0], to: null, run };
  tracker.watch(range);
  report({ [rows.at(0)!.name]: true, [rows.at(-1)!.name]: true });
  return range;
}

function remove(rows: Row[], names: string): void {
  for (const row of rows) if (names.includes(row.name)) row.isConnected = false;
  const left = rows.filter(({ isConnected }) => isConnected);
  left.forEach((row, i) => (row.nextElementSibling = left[i + 1] ?? null));
}

const namesOf = (rows: Iterable<unknown> = []) => Array.from(rows, (row) => (row as Row).name).join('');

test('a run of rows that loses rows at its ends stays near, without these, until its new ends are far', () => {
  const rows = rowsOf('abcdef');
  const range = watch(rows);
  remove(rows, 'abf');
  expect(tracker.takeBroken(new Set())).toEqual([]);
  expect([namesOf(range.run), namesOf(observed)]).toEqual(['cde', 'ce']);
  report({ c: true, e: false });
  expect(events).toEqual(['enter']);
  report({ c: false });
  expect(events).toEqual(['enter', 'leave']);
});

test('a row that was moved has a range of its own: a run that loses rows leaves it out', () => {
  const rows = rowsOf('abcd');
  const range = watch(rows);
  remove(rows, 'a');
  tracker.takeBroken(new Set([rows[1]] as unknown as Element[]));
  expect([namesOf(range.run), namesOf(observed)]).toEqual(['cd', 'dc']);
});

test('a run that loses a row between others is given back, and watched no more', () => {
  const rows = rowsOf('abcd');
  const range = watch(rows);
  remove(rows, 'b');
  const inserted = { ...rows.at(0)!, name: 'x', nextElementSibling: rows.at(2)! };
  rows.at(0)!.nextElementSibling = inserted;
  expect(tracker.takeBroken(new Set())).toEqual([range]);
  expect(namesOf(observed)).toBe('');
  expect(events).toEqual(['enter']);
});

test('a run that has lost all its rows has left', () => {
  const rows = rowsOf('ab');
  watch(rows);
  remove(rows, 'ab');
  expect(tracker.takeBroken(new Set())).toEqual([]);
  expect(namesOf(observed)).toBe('');
  expect(events).toEqual(['enter', 'leave']);
});
