/** Loads what happened on the own phone, for an outgoing call of the agent that went through it. */
import { useEffect, useState } from 'preact/hooks';
import type { LoggedCall } from '../../shared/api.ts';
import { readPairing } from '../state/settings-store.ts';
import { isColleagues } from '../ui/calls/is-colleagues.ts';
import { fetchCallEvents } from '../worker-client.ts';
import { type OwnPhoneEntry, ownPhoneEntries } from './own-phone-entries.ts';

/** Empty until they are loaded, and where they cannot be: the list of events below says why. */
export function useOwnPhoneEntries(call: LoggedCall): OwnPhoneEntry[] {
  const [entries, setEntries] = useState<OwnPhoneEntry[]>([]);
  const wanted = call.mode === 'phone' && call.direction === 'outgoing' && !isColleagues(call);
  useEffect(() => {
    let current = true;
    const load = async () => {
      const pairing = await readPairing();
      const loaded = pairing && (await fetchCallEvents(pairing, call.id).catch(() => null));
      if (current && loaded) setEntries(ownPhoneEntries(loaded.events));
    };
    if (wanted) void load();
    return () => void (current = false);
  }, [call.id, call.reports, wanted]);
  return entries;
}
