import { expect, test, vi } from 'vitest';
import { startDetection } from './detection.ts';
import type { followMutations } from './mutation-follower.ts';

const mocked = vi.hoisted(() => ({
  rescan: vi.fn<(root: unknown, isReplacement: boolean) => Iterable<void>>(() => []),
  requestRescan: (_hasMoved: boolean): void => undefined,
}));
vi.stubGlobal('document', {});
vi.mock('../numbers/block-text.ts', () => ({ readableBlockOf: () => null }));
vi.mock('../numbers/fields.ts', () => ({ createFieldTracker: () => ({}) }));
vi.mock('../numbers/marks.ts', () => ({ unmarkAll: () => undefined }));
vi.mock('../scan/shadow-roots.ts', () => ({ createShadowRootFinder: () => ({ all: () => [] }) }));
vi.mock('../scan/text-ranges.ts', () => ({ ownRangeOf: () => null }));
vi.mock('../scan/viewport-tracker.ts', () => ({ createViewportTracker: () => ({ clear: () => undefined, takeParts: () => [] }) }));
vi.mock('./page-scanner.ts', () => ({ createPageScanner: () => ({ scan: () => [], rescan: mocked.rescan }) }));
vi.mock('./visible-blocks.ts', () => ({
  createVisibleBlocks: () => ({ ranges: () => [], release: () => Promise.resolve() }),
}));
vi.mock('./mutation-follower.ts', () => ({
  followMutations: (...[, , , , requestRescan]: Parameters<typeof followMutations>) => {
    mocked.requestRescan = requestRescan;
    return () => undefined;
  },
}));
vi.mock('./rescan-pause.ts', () => ({ createRescanPause: () => ({ end: () => Promise.resolve(), begin: () => undefined }) }));
vi.mock('../scan/idle-scheduler.ts', () => ({ runInSlices: () => Promise.resolve(0) }));

test('a rescan after nodes have moved reads every text again, also where the move came while the rescan was waiting', async () => {
  startDetection({} as never);
  const { requestRescan, rescan } = mocked;
  const rescanned = async (count: number) => {
    await vi.waitFor(() => expect(rescan).toHaveBeenCalledTimes(count));
    // Until the rescan has released the ranges before it.
    await new Promise((resolve) => setTimeout(resolve));
  };
  requestRescan(false);
  await rescanned(1);
  requestRescan(false);
  requestRescan(true);
  await rescanned(2);
  requestRescan(false);
  await rescanned(3);
  expect(rescan.mock.calls.map(([, isReplacement]) => isReplacement)).toEqual([true, false, true]);
});
