/** Reads blocks of the page: finds their numbers and marks them. */
import { type Block, type BlockText, type NodeSpan, readBlock, spanOf } from './block-text.ts';
import { type Found, findNumbersIn, type HomeRegion, readLinkTargets } from './number-lookup.ts';
import { type Mark, setMarks, unmarkBlock } from './marks.ts';
import { textNodesIn, wholeRangeOf } from '../scan/text-ranges.ts';
import { telLinkSelector, telTarget } from './tel-link.ts';

/** Marks the numbers of `blocks` as they stand now; a block without numbers loses its marks. */
export async function markBlocks(blocks: Iterable<Block>, home: HomeRegion, isWanted: (block: Block) => boolean): Promise<void> {
  const texts: BlockText[] = [];
  for (const block of blocks) {
    const text = block.isConnected ? readBlock(block) : null;
    if (text) texts.push(text);
    else unmarkBlock(block);
  }
  if (texts.length === 0) return;
  const found = await findNumbersIn(
    texts.map(({ text }) => text),
    home,
  );
  texts.forEach((text, i) => {
    const numbers = found[i];
    // The page may have changed meanwhile: then whoever saw the change has it read again.
    if (numbers && isWanted(text.block) && isUnchanged(text)) setMarks(text.block, marksFor(text, numbers));
  });
}

/** Marks a `tel:` link whose text is words, or a picture. */
export async function markLink(link: Element, home: HomeRegion): Promise<void> {
  const target = telTarget(link);
  // Asked for a link without a text, too: it can be clicked.
  const [read] = target ? await readLinkTargets([target], home) : [];
  const at = spanOfContents(link);
  if (!target || !at || !read || !link.isConnected) return unmarkBlock(link);
  const { e164, country } = read;
  setMarks(link, [{ written: link.textContent.trim(), e164, country, href: target, at, paint: staticRangeAt(at) }]);
}

function marksFor(text: BlockText, numbers: Found[]): Mark[] {
  return numbers.flatMap(({ start, end, e164, country }) => {
    const at = spanOf(text, start, end);
    if (!at) return [];
    const link = at.startNode.parentElement?.closest(telLinkSelector);
    return [
      {
        written: text.text.slice(start, end),
        e164,
        country,
        href: link && telTarget(link),
        at,
        paint: staticRangeAt(at),
      },
    ];
  });
}

function staticRangeAt({ startNode, startOffset, endNode, endOffset }: NodeSpan): StaticRange {
  return new StaticRange({ startContainer: startNode, startOffset, endContainer: endNode, endOffset });
}

function spanOfContents(element: Element): NodeSpan | null {
  const texts = [...textNodesIn(wholeRangeOf(element))];
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return null;
  return { startNode: first, startOffset: 0, endNode: last, endOffset: last.length };
}

function isUnchanged({ text, pieces }: BlockText): boolean {
  return pieces.every(
    ({ node, from, at, length }) => node.isConnected && node.data.slice(from, from + length) === text.slice(at, at + length),
  );
}
