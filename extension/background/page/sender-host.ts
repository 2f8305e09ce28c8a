/** The host of the page that a message came from; '' where it has none. */
import type { Sender } from '../../protocol/transport.ts';

export function hostOf({ url = '' }: Sender): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
