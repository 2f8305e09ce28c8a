/** The text of an input or a textarea: it is in no text node, and `createValueRange` gives ranges into it. */

export type Field = HTMLInputElement | HTMLTextAreaElement;

/** `OpaqueRange`, which the DOM types do not have yet. The range is live. */
export type ValueRange = AbstractRange & { getClientRects(): DOMRectList };
export type FieldSpan = { field: Field; start: number; end: number; range: ValueRange };

type Ranged = Field & { createValueRange: (start: number, end: number) => ValueRange };

export const fieldSelector = 'textarea, input:not([type]), input[type=text i], input[type=tel i], input[type=search i]';
/** Fields for payment cards, codes and passwords. */
const sensitiveAutocomplete = /^(?:cc-|one-time-code|current-password|new-password|transaction)/;

/** False where the browser cannot mark a value, and for sensitive fields. */
export function isReadable(field: Field): boolean {
  return 'createValueRange' in field && !sensitiveAutocomplete.test(field.autocomplete);
}

/** @param field one that is readable. */
export function spanInField(field: Field, start: number, end: number): FieldSpan {
  return { field, start, end, range: (field as Ranged).createValueRange(start, end) };
}

/** The label of the field, which counts as the label of a number in it. */
export function labelOfField(field: Field): string {
  if (field.type === 'tel') return 'tel';
  const label = field.labels?.[0]?.textContent ?? field.ariaLabel ?? '';
  return label.trim().slice(0, 60);
}
