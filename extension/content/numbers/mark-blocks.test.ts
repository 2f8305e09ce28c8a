import { expect, test, vi } from 'vitest';
import { markLink } from './mark-blocks.ts';
import type { NumberLookup, TargetOfLink } from './number-lookup.ts';

const { setMarks } = vi.hoisted(() => ({ setMarks: vi.fn<(block: unknown, marks: { e164: string }[]) => void>() }));
vi.mock('../scan/unclobbered.ts', () => ({}));
vi.mock('../scan/text-ranges.ts', () => ({ textNodesIn: () => [{ length: 4 }], wholeRangeOf: () => ({}) }));
vi.mock('./block-text.ts', () => ({}));
vi.mock('./number-lookup.ts', () => ({}));
vi.mock('./marks.ts', () => ({ setMarks, restoreHighlight: () => undefined, unmarkBlock: () => undefined }));
vi.mock('./tel-link.ts', () => ({ telTarget: ({ href }: HTMLAnchorElement) => href }));
vi.stubGlobal('StaticRange', function StaticRange() {});

test('the answer for a target that the link has no more marks nothing', async () => {
  const link = { href: '+966555010141', isConnected: true, textContent: 'Call' };
  const answers: ((read: TargetOfLink) => void)[] = [];
  const lookup = {
    readTarget: () => new Promise<TargetOfLink>((resolve) => answers.push(resolve)),
  } as unknown as NumberLookup;
  const mark = () => markLink(link as unknown as Element, lookup);
  const before = mark();
  link.href = '+966555010142';
  const after = mark();
  // A target that was read earlier is answered first.
  answers.at(1)!({ e164: '+966555010142', country: 'SA' } as TargetOfLink);
  answers.at(0)!({ e164: '+966555010141', country: 'SA' } as TargetOfLink);
  await Promise.all([before, after]);
  expect(setMarks.mock.calls.map(([, marks]) => marks.map(({ e164 }) => e164))).toEqual([['+966555010142']]);
});
