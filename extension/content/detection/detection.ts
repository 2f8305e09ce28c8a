/** Keeps the numbers on and near the screen marked, from the first look at the page through all its changes. */
import { type Block, readableBlockOf } from '../numbers/block-text.ts';
import { createMutationBatcher } from './mutation-batcher.ts';
import { hasDigit, hasDigitRun, hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { createFieldTracker } from '../numbers/fields.ts';
import type { HomeRegion } from '../numbers/number-lookup.ts';
import { runInSlices, nextTask, twoFrames } from '../scan/idle-scheduler.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { restoreHighlight, unmarkAll, unmarkBlock, unmarkRemoved } from '../numbers/marks.ts';
import { createViewportTracker } from '../scan/viewport-tracker.ts';
import { type TextRange, textRangesIn, type Root, textNodesIn, wholeRangeOf, ownRangeOf } from '../scan/text-ranges.ts';
import { markBlocks, markLink } from '../numbers/mark-blocks.ts';
import { siblingRunsOf } from '../scan/sibling-runs.ts';
import { createShadowRootFinder } from '../scan/shadow-roots.ts';
import { telLinkSelector } from '../numbers/tel-link.ts';
import { createBlockRefcount } from './block-refcount.ts';

export type Detection = {
  /** Those found so far; what is under a point is looked for in them too. */
  shadowRoots(): ShadowRoot[];
  /** Takes every mark away. */
  stop(): void;
};

/** Looking at the whole page again takes at most this share of the time, as long as nobody waits too long for it. */
const rescanShare = 0.001;
const longestWaitMs = 5000;

/** How many nodes are looked at before the time is: each takes a few microseconds. */
const stride = 32;
const linksAndFields = 'a, area, input, textarea';
/** Hardly ever made to stand within a line: not asked for their style. */
const usualBlocks = new Set('TR TD TH TBODY TABLE LI UL OL DL DIV P SECTION ARTICLE MAIN'.split(' '));

/** @param home where numbers written without a country are from. */
export function startDetection(home: HomeRegion): Detection {
  const ended = new AbortController();
  const { signal } = ended;
  const wanted = createBlockRefcount();
  const isWanted = (block: Block) => !signal.aborted && wanted.isHeld(block);
  const nearby = createViewportTracker(came, went);
  const arrived = new Set<TextRange>();
  let isReading = false;
  const changes = createMutationBatcher(() => isContextInvalidated() || void runInSlices(follow(), signal), signal);
  const shadows = createShadowRootFinder((shadow) => {
    changes.observe(shadow);
    void runInSlices(scan(shadow), signal);
  }, signal);
  const fields = createFieldTracker(home, signal);

  let rescanFrom = 0;
  let rescanDue = false;

  function came(place: TextRange): void {
    if (isContextInvalidated()) return;
    arrived.add(place);
    if (isReading) return;
    isReading = true;
    void runInSlices(readArrived(), signal, nextTask);
  }

  function went(place: TextRange): void {
    arrived.delete(place);
    wanted.delete(place).forEach(unmarkBlock);
  }

  /** Many may come at once: where the person has jumped to, or all of a page at first. */
  function* readArrived(): Generator<void> {
    restoreHighlight();
    for (const place of arrived) {
      arrived.delete(place);
      const blocks = blocksOf(place);
      const link = isWordLink(place.root) ? place.root : null;
      if (link) blocks.add(link);
      wanted.set(place, blocks).forEach(unmarkBlock);
      void (link ? markLink(link, home) : markBlocks(blocks, home, isWanted));
      yield;
    }
    isReading = false;
  }

  function* scan(root: Root | Document): Generator<boolean | void> {
    yield* scanPlaces(root);
    yield* scanForOthers(root);
  }

  function* scanPlaces(root: Root | Document): Generator<boolean | void> {
    for (const place of textRangesIn(root)) {
      if (place) nearby.watch(place);
      yield;
    }
  }

  function* scanForOthers(root: Root | Document): Generator<boolean | void> {
    // Of a large page each of these questions takes most of a slice, and gets one of its own.
    const isPage = root instanceof Document;
    yield isPage;
    // Most of what is added has neither: one question instead of two lists.
    if (('matches' in root && root.matches(linksAndFields)) || root.querySelector(linksAndFields)) {
      yield isPage;
      yield* scanLinks(root);
      yield isPage;
      fields.scan(root);
    }
    yield isPage;
    yield* shadows.scan(root);
  }

  function* scanLinks(root: Root | Document): Generator<boolean | void> {
    for (const link of root.querySelectorAll(telLinkSelector)) {
      watchLink(link);
      yield;
    }
  }

  function watchLink(link: Element): void {
    if (!isWordLink(link)) return;
    // A picture or an area of one has nothing to mark, but can be clicked.
    if (link.textContent.trim()) nearby.watch(wholeRangeOf(link));
    else void markLink(link, home);
  }

  /** The elements of a run have one text together and, most often, nothing but text. */
  function* scanRun(run: [Element, ...Element[]]): Generator<boolean | void> {
    const [first] = run;
    const last = run.at(-1)!;
    if (first === last) return yield* scan(first);
    if (hasDigitRun(run.map(({ textContent }) => textContent).join('')))
      nearby.watch({ root: first.parentNode as Root, from: first, to: null, run });
    for (const element of run) if (mayHoldOthers(element)) yield* scanForOthers(element);
  }

  function* follow(): Generator<boolean | void> {
    const { added, dirty, removed } = changes.take();
    const broken = removed.length > 0 ? nearby.takeBrokenRuns() : [];
    for (const { run = [] } of broken) for (const element of run) added.add(element);
    if (removed.length > 0) unmarkRemoved();
    fields.recheckValues();
    restoreHighlight();
    const blocks = new Set<Block>();
    for (const run of siblingRunsOf(added)) {
      yield* scanRun(run);
      for (const element of run) {
        if (usualBlocks.has(element.tagName)) continue;
        watchLink(element);
        if (isInline(element)) dirty.add(element);
      }
    }
    let looked = 0;
    for (const node of dirty) {
      const block = node.isConnected ? readableBlockOf(node) : null;
      if (block) blocks.add(block);
      if (++looked % stride === 0) yield;
    }
    for (const block of blocks) {
      // Whoever wants it now may let it go: it is watched for itself too.
      if (hasEnoughDigits(block.textContent) && nearby.watch(ownRangeOf(block))) blocks.delete(block);
    }
    void markBlocks([...blocks].filter(isWanted), home, isWanted);
    if (broken.length > 0) void letGo(broken);
    if (removed.some((node) => node.isConnected) || (removed.length > 0 && !nearby.isIntact())) void rescan();
  }

  /** Where the page has taken away the edges of places, what stood between them is found anew. */
  async function rescan(): Promise<void> {
    if (rescanDue) return;
    rescanDue = true;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, rescanFrom - performance.now())));
    const before = wanted.ranges();
    nearby.clear();
    let busyMs = 0;
    // Fields and roots are never let go of.
    for (const root of [document, ...shadows.all()])
      for (const work of [scanPlaces(root), scanLinks(root)]) busyMs += await runInSlices(work, signal);
    await letGo(before);
    rescanFrom = performance.now() + Math.min(busyMs / rescanShare, longestWaitMs);
    rescanDue = false;
  }

  /** What they held and nobody else wants is unmarked, once the observer of what is near has told of those in their place. */
  async function letGo(places: TextRange[]): Promise<void> {
    await twoFrames();
    for (const place of places) wanted.delete(place).forEach(unmarkBlock);
  }

  changes.observe(document);
  void runInSlices(scan(document), signal);
  return {
    shadowRoots: () => shadows.all(),
    stop() {
      ended.abort();
      nearby.clear();
      unmarkAll();
    },
  };
}

function blocksOf(place: TextRange): Set<Block> {
  if (place.own) return new Set([place.root]);
  const blocks = new Set<Block>();
  for (const text of textNodesIn(place)) {
    const block = hasDigit(text.data) ? readableBlockOf(text) : null;
    if (block) blocks.add(block);
  }
  return blocks;
}

const oftenEmpty = `${linksAndFields}, :empty`;
/** A name with a hyphen: no selector asks for it. */
const customTag = /<[^\s<>]*-/;

/** False where there is surely no link, no field and no host of a shadow root: those are custom elements, or empty. */
function mayHoldOthers(element: Element): boolean {
  return element.matches(oftenEmpty) || element.querySelector(oftenEmpty) !== null || customTag.test(element.outerHTML);
}

function isWordLink(root: Root): root is Element {
  return root instanceof Element && root.matches(telLinkSelector) && !hasDigitRun(root.textContent);
}

function isInline(element: Element): boolean {
  return /^(?:inline|contents)/.test(getComputedStyle(element).display);
}
