/** The host of the sender's page; '' when the page has none. */
import type { Sender } from '../../protocol/transport.ts';

export function hostOf({ url = '' }: Sender): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
