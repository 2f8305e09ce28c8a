/** Reads blocks of the page: finds their numbers and marks them. */
import { type BlockText, readBlock, spanOf } from './block-text.ts';
import { findNumbersIn } from './finder.ts';
import { type Mark, markBlock, unmarkBlock } from './marks.ts';

/** Marks the numbers of `blocks` as they stand now; a block without numbers loses its marks. */
export async function readBlocks(blocks: Iterable<Element>, region: string): Promise<void> {
  const texts: BlockText[] = [];
  for (const block of blocks) {
    const text = block.isConnected ? readBlock(block) : null;
    if (text) texts.push(text);
    else unmarkBlock(block);
  }
  const found = await findNumbersIn(
    texts.map(({ text }) => text),
    region,
  );
  // The page may have changed while the background was thinking: then it is read again, by whoever saw the change.
  texts.forEach((text, i) => {
    const numbers = found[i];
    if (numbers && isUnchanged(text)) markBlock(text.block, marksFor(text, numbers));
  });
}

function marksFor(text: BlockText, numbers: NonNullable<Awaited<ReturnType<typeof findNumbersIn>>[number]>): Mark[] {
  const marks: Mark[] = [];
  for (const { start, end, e164, country, ext } of numbers) {
    const at = spanOf(text, start, end);
    if (!at) continue;
    const paint = new StaticRange({
      startContainer: at.startNode,
      startOffset: at.startOffset,
      endContainer: at.endNode,
      endOffset: at.endOffset,
    });
    marks.push({ written: text.text.slice(start, end), e164, country, ...(ext ? { ext } : {}), at, paint });
  }
  return marks;
}

function isUnchanged({ text, pieces }: BlockText): boolean {
  return pieces.every(
    ({ node, from, at, length }) => node.isConnected && node.data.slice(from, from + length) === text.slice(at, at + length),
  );
}
