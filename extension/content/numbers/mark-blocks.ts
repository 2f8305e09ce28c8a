/** Finds the numbers of blocks of the page and marks them. */
import type { QueryAnswers } from '../../protocol/queries.ts';
import type { Block } from './block.ts';
import { type BlockText, type NodeSpan, readBlock, spanOf } from './block-text.ts';
import { lengthInMessage, maxMessageLength, type NumberLookup, type TargetOfLink } from './number-lookup.ts';
import { type Mark, restoreHighlight, setMarks, unmarkBlock } from './marks.ts';
import { textNodesIn, wholeRangeOf } from '../scan/text-ranges.ts';
import { unclobbered } from '../scan/unclobbered.ts';
import { telLinkSelector, telTarget } from './tel-link.ts';

/**
 * Reads the current text of one block after another and marks its numbers; a block without numbers loses its marks. A text
 * waits until a message is full, or all blocks are read: each message costs as much as reading twenty blocks. Texts that a
 * person may be typing are in messages of their own.
 * @param onHidden called with an element that the page does not display, in place of reading the text.
 */
export function* markBlocks(
  blocks: Iterable<Block | null>,
  lookup: NumberLookup,
  isHeld: (block: Block) => boolean,
  onHidden: (block: Element) => void,
): Generator<void> {
  let texts: BlockText[] = [];
  let length = 0;
  for (const block of blocks) {
    const text = block?.isConnected ? readBlock(block) : null;
    if (text === 'hidden') onHidden(block as Element);
    else if (text) {
      const textLength = lengthInMessage(text.text);
      const isOtherKind = texts[0]?.isTyped !== text.isTyped;
      if (texts.length > 0 && (isOtherKind || length + textLength > maxMessageLength)) {
        void markTexts(texts, lookup, isHeld);
        texts = [];
        length = 0;
      }
      texts.push(text);
      length += textLength;
    } else if (block) unmarkBlock(block);
    yield;
  }
  if (texts.length > 0) void markTexts(texts, lookup, isHeld);
}

async function markTexts(texts: BlockText[], lookup: NumberLookup, isHeld: (block: Block) => boolean): Promise<void> {
  const marked: (number | undefined)[] = [];
  const areTyped = texts[0]?.isTyped === true;
  for await (const found of lookup.findNumbers(
    texts.map(({ text }) => text),
    areTyped,
  )) {
    texts.forEach((text, i) => {
      const numbers = found[i];
      // The page may have changed since the reading: then its mutation has the block read again.
      if (!numbers || numbers.length === marked[i] || !isHeld(text.block) || !isUnchanged(text)) return;
      marked[i] = numbers.length;
      setMarks(text.block, marksFor(text, numbers));
    });
    restoreHighlight();
  }
}

/** Marks a `tel:` link whose text is words, or that has no text. */
export async function markLink(link: Element, lookup: NumberLookup): Promise<void> {
  const target = telTarget(link);
  // A link without text is looked up too, although it gets no mark: it can be clicked.
  const read = target && (await lookup.readTarget(target));
  // The page has changed the target since: the mutation has the link read again.
  if (telTarget(link) !== target) return;
  const at = spanOfContents(link);
  if (!at || !read || !link.isConnected) return unmarkBlock(link);
  setMarks(link, [markOf(link.textContent.trim(), read, target, at)]);
  restoreHighlight();
}

function marksFor(text: BlockText, numbers: QueryAnswers['findNumbers'][number]): Mark[] {
  return numbers.flatMap((number) => {
    const at = spanOf(text, number.start, number.end);
    if (!at) return [];
    const { parentElement } = at.startContainer;
    const link = parentElement && unclobbered(parentElement).closest(telLinkSelector);
    return [markOf(text.text.slice(number.start, number.end), number, link && telTarget(link), at)];
  });
}

function markOf(written: string, { e164, country }: Pick<TargetOfLink, 'e164' | 'country'>, href: Mark['href'], at: NodeSpan): Mark {
  return { written, e164, country, href, at, paint: new StaticRange(at) };
}

function spanOfContents(element: Element): NodeSpan | null {
  const texts = [...textNodesIn(wholeRangeOf(element))];
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return null;
  return { startContainer: first, startOffset: 0, endContainer: last, endOffset: last.length };
}

function isUnchanged({ text, pieces }: BlockText): boolean {
  return pieces.every(
    ({ node, from, at, length }) => node.isConnected && node.data.slice(from, from + length) === text.slice(at, at + length),
  );
}
