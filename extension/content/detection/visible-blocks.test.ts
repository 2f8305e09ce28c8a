import { beforeEach, expect, test, vi } from 'vitest';
import { type TextRange, wholeRangeOf } from '../scan/text-ranges.ts';
import { createVisibleBlocks } from './visible-blocks.ts';

const { markBlocks, marked, errors } = vi.hoisted(() => ({
  markBlocks: vi.fn<(blocks: Iterable<unknown>) => Iterable<void>>(),
  marked: new Set<unknown>(),
  errors: [] as unknown[],
}));
const block = {};
vi.mock('../scan/unclobbered.ts', () => ({ pageDocument: { createRange: () => ({}) } }));
vi.mock('../scan/text-ranges.ts', () => ({
  wholeRangeOf: (root: Element) => ({ root, from: root, to: null }),
  textNodesIn: () => [{ data: '055 501 0142' }],
}));
vi.mock('../numbers/marks.ts', () => ({
  isMarked: (one: unknown) => marked.has(one),
  restoreHighlight: () => undefined,
  unmarkBlock: () => undefined,
}));
vi.mock('../numbers/block-text.ts', () => ({ readableBlockOf: () => block }));
vi.mock('../numbers/mark-blocks.ts', () => ({ markBlocks, markLink: () => undefined }));
vi.mock('../numbers/tel-link.ts', () => ({ isWordLink: () => false }));
vi.mock('../runtime/extension-context-invalidated.ts', () => ({ isContextInvalidated: () => false }));
vi.mock('./reveal-observer.ts', () => ({ createRevealObserver: () => () => undefined }));
vi.mock('../scan/idle-scheduler.ts', () => ({
  delay: () => undefined,
  runInSlices(work: Iterable<void>) {
    try {
      Array.from(work);
    } catch (error) {
      errors.push(error);
    }
  },
}));

let read: unknown[];
beforeEach(() => {
  read = [];
  marked.clear();
  markBlocks.mockImplementation((blocks) => {
    for (const one of blocks) if (one) read.push(one);
    return [];
  });
});

const rangeOf = (): TextRange => wholeRangeOf({} as Element);
const visibleBlocks = () => createVisibleBlocks({} as never, () => undefined, new AbortController().signal);

test('after an exception in the reading of one range, the next range that comes near is read', () => {
  markBlocks.mockImplementationOnce(() => {
    throw new RangeError('the stack has an end');
  });
  const visible = visibleBlocks();
  visible.enter(rangeOf());
  expect({ read, errors }).toEqual({ read: [], errors: [new RangeError('the stack has an end')] });
  visible.enter(rangeOf());
  expect(read).toContain(block);
});

test('a range that replaces another has no block read that is held and marked', () => {
  const visible = visibleBlocks();
  visible.enter(rangeOf());
  marked.add(block);
  visible.enter({ ...rangeOf(), isReplacement: true });
  expect(read).toEqual([block]);
});

test('a range that replaces another has a block read that no range holds, and one without marks', () => {
  const visible = visibleBlocks();
  const replacement = { ...rangeOf(), isReplacement: true };
  marked.add(block);
  visible.enter(replacement);
  marked.clear();
  visible.enter(replacement);
  expect(read).toEqual([block, block]);
});

test('a range that comes near has its blocks read, also where another range holds them with marks', () => {
  const visible = visibleBlocks();
  visible.enter(rangeOf());
  marked.add(block);
  // The own text of a block that the page hid, changed and shows again.
  visible.enter(rangeOf());
  expect(read).toEqual([block, block]);
});
