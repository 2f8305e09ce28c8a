/** Scans parts of a page: registers their text ranges, links, fields and shadow roots with the tracker of each. */
import type { FieldTracker } from '../numbers/fields.ts';
import { markLink } from '../numbers/mark-blocks.ts';
import type { NumberLookup } from '../numbers/number-lookup.ts';
import { isWordLink, telLinkSelector } from '../numbers/tel-link.ts';
import { hasDigitRun } from '../scan/digit-prefilter.ts';
import type { ShadowRootFinder } from '../scan/shadow-roots.ts';
import type { SiblingRun } from '../scan/sibling-runs.ts';
import { type Root, textOf, type TextRange, textRangesIn, wholeRangeOf } from '../scan/text-ranges.ts';
import { matches, unclobbered } from '../scan/unclobbered.ts';
import type { ViewportTracker } from '../scan/viewport-tracker.ts';

type Steps = Generator<boolean | void>;

export type PageScanner = {
  scan: (root: Root | Document) => Steps;
  /**
   * After the viewport tracker was cleared: fields and shadow roots are still known.
   * @param isReplacement false where nodes have moved: they may have changed while they were not in the page.
   */
  rescan: (root: Document | ShadowRoot, isReplacement: boolean) => Steps;
  scanRun: (run: SiblingRun) => Steps;
  /** For what is left of a run that has lost siblings: its links, fields and shadow roots are still known. */
  rescanRun: (run: SiblingRun) => void;
  scanLink: (link: Element) => void;
};

const linkAndFieldTags = ['a', 'area', 'input', 'textarea'];
const linksAndFields = linkAndFieldTags.join();

export function createPageScanner(
  tracker: ViewportTracker,
  fields: FieldTracker,
  shadowRoots: ShadowRootFinder,
  lookup: NumberLookup,
): PageScanner {
  function* scan(root: Root | Document): Steps {
    yield* scanText(root);
    yield* scanElements(root);
  }

  function* rescan(root: Document | ShadowRoot, isReplacement: boolean): Steps {
    yield* scanText(root, isReplacement);
    if (!isReplacement) yield* scanLinks(root);
  }

  function* scanText(root: Root | Document, isReplacement = false): Steps {
    for (const range of textRangesIn(root)) {
      if (range) tracker.watch({ ...range, isReplacement });
      yield;
    }
  }

  function* scanElements(root: Root | Document): Steps {
    // On a large page each of these queries takes most of a slice, and gets one of its own.
    const isPage = root instanceof Document;
    yield isPage;
    // Most added elements contain no link and no field: one query instead of two lists.
    if (isPage ? yield* hasTag(root) : hasMatch(root, linksAndFields)) {
      yield isPage;
      yield* scanLinks(root);
      yield isPage;
      fields.scan(root);
    }
    yield isPage;
    yield* shadowRoots.scan(root);
  }

  function* scanLinks(root: Root | Document): Steps {
    for (const link of unclobbered(root).querySelectorAll(telLinkSelector)) {
      scanLink(link);
      yield;
    }
  }

  function scanLink(link: Element): void {
    if (!isWordLink(link)) return;
    // A link that is a picture, or an area of one, has no text to mark, but can be clicked.
    if (link.textContent.trim()) tracker.watch(wholeRangeOf(link));
    else void markLink(link, lookup);
  }

  /** The siblings of a run share one text, and most contain nothing but text. */
  function* scanRun(run: SiblingRun): Steps {
    const [first] = run;
    if (first === run.at(-1)) return yield* scan(first);
    if (hasNumberIn(run)) tracker.watch(rangeOfRun(run));
    for (const element of run) if (hasMatch(element, linksFieldsOrHosts)) yield* scanElements(element);
  }

  function rescanRun(run: SiblingRun): void {
    if (hasNumberIn(run)) tracker.watch({ ...rangeOfRun(run), isReplacement: true });
  }

  return { scan, rescan, rescanRun, scanRun, scanLink };
}

function hasNumberIn(run: SiblingRun): boolean {
  const [from] = run;
  return hasDigitRun(textOf({ root: parentOf(from), from, to: unclobbered<Element>(run.at(-1)!).nextElementSibling }));
}

function rangeOfRun(run: SiblingRun): TextRange {
  return { root: parentOf(run[0]), from: run[0], to: null, run };
}

const parentOf = (element: Element) => unclobbered(element).parentNode as Root;

/** No selector matches the hyphen of a custom element, so every other tag may be one. */
const plainTags = 'tr, td, th, div, span, p, ul, li, b, i, em, strong, small, button';
/** Nothing else can be a link, a field or a shadow host: hosts are custom elements, or empty. */
const linksFieldsOrHosts = `${linksAndFields}, :empty, :not(${plainTags})`;

function hasMatch(root: Root | Document, selector: string): boolean {
  return matches(root, selector) || unclobbered(root).querySelector(selector) !== null;
}

/** Each list of one tag is several times as fast as a selector, and has a slice of its own. */
function* hasTag(root: Document): Generator<boolean, boolean> {
  for (const tag of linkAndFieldTags) {
    if (unclobbered(root).getElementsByTagName(tag)[0]) return true;
    yield true;
  }
  return false;
}
