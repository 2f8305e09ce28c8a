/** Keeps the numbers in inputs and textareas marked while they are near the screen. */
import { hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { type Field, fieldSelector, isReadable, labelOfField, spanInField } from './field-text.ts';
import { findNumbersIn, type HomeRegion } from './number-lookup.ts';
import { type Mark, setMarks, unmarkBlock } from './marks.ts';

export type FieldTracker = {
  /** Watches the fields inside `root`, and `root` where it is one. */
  scan(root: Element | ShadowRoot | Document): void;
  /** Reads again those whose value a script has changed: no event tells of it. */
  recheckValues(): void;
};

const typingPauseMs = 400;
const maxLength = 2000;
/** Their ranges are live: each makes typing a little slower. */
const maxTracked = 30;

export function createFieldTracker(home: HomeRegion, signal: AbortSignal): FieldTracker {
  /** The value each was read with. */
  const near = new Map<Field, string | null>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && near.size < maxTracked) near.set(target as Field, null);
      else if (near.delete(target as Field)) unmarkBlock(target);
    }
    recheckValues();
  });
  let settling: ReturnType<typeof setTimeout> | undefined;

  function typed(event: Event): void {
    const [field] = event.composedPath();
    if (!(field instanceof Element) || !near.has(field as Field)) return;
    unmarkBlock(field);
    clearTimeout(settling);
    settling = setTimeout(recheckValues, typingPauseMs);
  }

  function recheckValues(): void {
    for (const [field, value] of near) {
      if (!field.isConnected) near.delete(field);
      else if (field.value !== value) void read(field);
    }
  }

  async function read(field: Field): Promise<void> {
    const value = field.value.slice(0, maxLength);
    near.set(field, field.value);
    const marks = hasEnoughDigits(value) ? await marksFor(field, value, home) : [];
    if (!signal.aborted && near.has(field) && field.value.startsWith(value)) setMarks(field, marks);
  }

  window.addEventListener('input', typed, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    scan(root) {
      const inside = root.querySelectorAll<Field>(fieldSelector);
      const all = 'matches' in root && root.matches(fieldSelector) ? [root as Field, ...inside] : inside;
      for (const field of all) if (isReadable(field)) observer.observe(field);
    },
    recheckValues,
  };
}

async function marksFor(field: Field, value: string, home: HomeRegion): Promise<Mark[]> {
  const label = labelOfField(field);
  const before = label === '' ? '' : `${label}: `;
  const [found] = await findNumbersIn([before + value], home);
  return (found ?? []).flatMap(({ start, end, e164, country }) => {
    const at = spanInField(field, start - before.length, end - before.length);
    const written = value.slice(start - before.length, end - before.length);
    return at && start >= before.length ? [{ written, e164, country, at, paint: at.range }] : [];
  });
}
