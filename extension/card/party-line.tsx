/** The name of the person whose number the card shows: from the page, else from the last call in the log. */
import { useEffect } from 'preact/hooks';
import { nameInLog, useLastCall } from '../ui/recordings/last-call.ts';
import { nameFromLog } from './card-store.ts';

export function PartyLine({ name, number }: { name: string | undefined; number: string }) {
  const logged = nameInLog(useLastCall(number));
  useEffect(() => void (nameFromLog.value = logged), [logged]);
  const shown = name ?? logged;
  if (!shown) return null;
  return (
    <p class="party-line">
      <bdi>{shown}</bdi>
    </p>
  );
}
