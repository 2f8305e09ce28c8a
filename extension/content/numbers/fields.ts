/** Keeps the numbers in inputs and textareas marked while they are near the viewport. */
import { hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { matches, matchesIn } from '../scan/unclobbered.ts';
import { type Field, fieldSelector, isReadable, labelOfField, spanInField } from './field-text.ts';
import type { NumberLookup } from './number-lookup.ts';
import { type Mark, restoreHighlight, setMarks, unmarkBlock } from './marks.ts';

export type FieldTracker = {
  /** Tracks the fields inside `root`, and `root` if it is a field. */
  scan: (root: Element | ShadowRoot | Document) => void;
  /** Reads the fields whose value a script has changed: no event reports that. */
  recheck: () => void;
  /** Reads all fields near the viewport again. */
  reread: () => void;
};

const typingPauseMs = 400;
const maxLength = 2000;
/** Ranges into values are live: each makes typing a little slower. */
const maxTracked = 30;

export function createFieldTracker(lookup: NumberLookup, signal: AbortSignal): FieldTracker {
  /** With the value that was read last. */
  const near = new Map<Field, string | null>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && near.size < maxTracked) near.set(target as Field, null);
      else if (near.delete(target as Field)) unmarkBlock(target);
    }
    recheck();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;

  function onInput(event: Event): void {
    const [field] = event.composedPath();
    if (!(field instanceof Element) || !near.has(field as Field)) return;
    unmarkBlock(field);
    clearTimeout(timer);
    timer = setTimeout(recheck, typingPauseMs);
  }

  function recheck(): void {
    for (const [field, value] of near) {
      if (!field.isConnected) near.delete(field);
      else if (field.value !== value) void read(field);
    }
  }

  async function read(field: Field): Promise<void> {
    const value = field.value.slice(0, maxLength);
    near.set(field, field.value);
    const marks = hasEnoughDigits(value) ? await marksFor(field, value, lookup) : [];
    if (signal.aborted || !near.has(field) || !field.value.startsWith(value)) return;
    setMarks(field, marks);
    restoreHighlight();
  }

  window.addEventListener('input', onInput, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    scan(root) {
      for (const field of matchesIn<Field>(root, fieldSelector)) if (isReadable(field)) observer.observe(field);
    },
    recheck,
    reread() {
      for (const field of near.keys()) near.set(field, null);
      recheck();
    },
  };
}

async function marksFor(field: Field, value: string, lookup: NumberLookup): Promise<Mark[]> {
  const label = labelOfField(field);
  const before = label === '' ? '' : `${label}: `;
  for await (const [found = []] of lookup.findNumbers([before + value], matches(field, ':focus')))
    return found.flatMap(({ start, end, e164, country }) => {
      if (start < before.length) return [];
      const at = spanInField(field, start - before.length, end - before.length);
      return [{ written: value.slice(at.start, at.end), e164, country, at, paint: at.range }];
    });
  return [];
}
