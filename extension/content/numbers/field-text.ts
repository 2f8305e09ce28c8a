/** The text of an input or a textarea: it stands in no node, and the browser gives a range into it of its own kind. */

export type Field = HTMLInputElement | HTMLTextAreaElement;

/** `OpaqueRange`, which the DOM types do not have yet. It is live: few are kept. */
export type ValueRange = AbstractRange & { getClientRects(): DOMRectList };
export type FieldSpan = { field: Field; start: number; end: number; range: ValueRange };

type Ranged = Field & { createValueRange?: (start: number, end: number) => ValueRange };

export const fieldSelector = 'textarea, input:not([type]), input[type=text i], input[type=tel i], input[type=search i]';
/** What a person types there is nobody's phone number. */
const sensitiveAutocomplete = /^(?:cc-|one-time-code|current-password|new-password|transaction)/;

/** False where the browser cannot mark a value, and for fields of cards and codes. */
export function isReadable(field: Field): boolean {
  return 'createValueRange' in field && !sensitiveAutocomplete.test(field.autocomplete);
}

export function spanInField(field: Field, start: number, end: number): FieldSpan | null {
  const range = (field as Ranged).createValueRange?.(start, end);
  return range ? { field, start, end, range } : null;
}

/** What stands before the value on the screen, as a label of the number. */
export function labelOfField(field: Field): string {
  if (field.type === 'tel') return 'tel';
  const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? '';
  return label.trim().slice(0, 60);
}
