/** The page a call was started from, as far as the log may know it. */

const maxLength = 2000;

/** `text` without credentials and fragment; null when it is not the address of a web page. A call never fails for it. */
export function readPageUrl(text: string | undefined): string | null {
  if (!text || text.length > maxLength || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
