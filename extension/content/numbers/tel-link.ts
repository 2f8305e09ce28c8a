/** The `tel:` links of a page, and the number that each calls once decoded. */
import { hasDigitRun } from '../scan/digit-prefilter.ts';
import { matches } from '../scan/unclobbered.ts';

export const telLinkSelector = 'a[href^="tel:" i], a[href^="callto:" i], area[href^="tel:" i]';

const maxLength = 60;
/** A target of less than five digits is a service of the network, not a person. */
const plainNumber = /^(?:[^*#,\p{Nd}]*\p{Nd}){5}[^*#,]*$/u;

/**
 * The target of a link, as text for `readNumber`. Commands of the network (`*`, `#`), short codes and keys to be sent on
 * answer (`,`) are no number that a page may have dialled.
 * @returns null when the link names no plain number.
 */
export function telTarget(link: Element): string | null {
  const target = decode(link.getAttribute('href') ?? '').replace(/^\s*(?:tel|callto):(?:\/\/)?/i, '');
  const [number = '', ...parameters] = target.split(';').map((part) => part.trim());
  if (number.length > maxLength || !plainNumber.test(number)) return null;
  const ext = parameters.find((parameter) => /^ext=\d{1,20}$/i.test(parameter));
  return ext ? `${number};${ext}` : number;
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** True for a link whose text is words, or that has no text: its number is in the target alone. */
export function isWordLink(root: Element | ShadowRoot): root is Element {
  return root instanceof Element && matches(root, telLinkSelector) && !hasDigitRun(root.textContent);
}
