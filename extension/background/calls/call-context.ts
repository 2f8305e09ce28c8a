/** The page and the name of a call. They go to our backend over HTTPS, and never through Twilio. */
import { type CallContext, maxPageUrlLength } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { putCallContext } from '../../worker-client.ts';

/** Without the address of a page that the backend would not keep. */
export function contextOf({ pageUrl, name }: Pick<ActiveCall, 'pageUrl' | 'name'>): CallContext {
  return {
    ...(pageUrl && pageUrl.length <= maxPageUrlLength ? { pageUrl } : {}),
    ...(name ? { name } : {}),
  };
}

/** Sends the context beside the call. A call whose context is lost is called all the same, and logged without it. */
export async function sendContext(call: ActiveCall): Promise<void> {
  const context = contextOf(call);
  if (Object.keys(context).length === 0) return;
  await requirePairing()
    .then((pairing) => putCallContext(pairing, call.id, context))
    .catch(() => undefined);
}
