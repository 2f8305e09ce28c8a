/** The `tel:` links of a page: what they dial once decoded. */

export const telLinks = 'a[href^="tel:" i], a[href^="callto:" i], area[href^="tel:" i]';

/**
 * The target of a link, as text for `readNumber`. Commands of the network (`*`, `#`) and keys to be sent on answer
 * (`,`, `;wait=`) are no number that a page may have dialled.
 * @returns null when the link names no plain number.
 */
export function telTarget(link: Element): string | null {
  const target = decoded(link.getAttribute('href') ?? '')
    .replace(/^\s*(?:tel|callto):/i, '')
    .replace(/^\/\//, '')
    .trim();
  const [number = '', ...parameters] = target.split(';');
  const ext = parameters.map((parameter) => /^\s*ext=(\d{1,20})$/i.exec(parameter)?.[1]).find(Boolean);
  if (number.length > 60 || /[*#,]|[pw]\d/i.test(number) || number.replace(/\D/g, '').length < 5) {
    if (!/\p{Nd}/u.test(number) || /[*#,]/.test(number) || number.length > 60) return null;
  }
  return ext ? `${number};ext=${ext}` : number;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
