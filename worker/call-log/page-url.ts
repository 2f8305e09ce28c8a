/** The URL of the page from which a call was started, without secrets. */
import { maxPageUrlLength } from '../../shared/api.ts';
import { cleanPageUrl } from '../../shared/page-url.ts';

/** Null when `text` is no URL of a web page. A malformed URL never fails a call. */
export function readPageUrl(text: string | undefined): string | null {
  if (!text || text.length > maxPageUrlLength || !URL.canParse(text)) return null;
  return cleanPageUrl(new URL(text).href);
}
