/** The address of the sender's page, and its host. */
import type { Sender } from '../../protocol/transport.ts';

/** The tab has the present address: that of the sender may be the one at which an app of one page was loaded. */
export function addressOf({ frameId, tab, url = '' }: Sender): string {
  return (frameId === 0 && tab?.url) || url;
}

/** '' when the page has none. */
export function hostOf({ url = '' }: { url?: string | undefined }): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
