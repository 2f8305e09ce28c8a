/** The URL of the page from which a call was started, without secrets. */
import { maxPageUrlLength } from '../../shared/api.ts';

/** `text` without credentials and fragment; null when it is no URL of a web page. A malformed URL never fails a call. */
export function readPageUrl(text: string | undefined): string | null {
  if (!text || text.length > maxPageUrlLength || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
