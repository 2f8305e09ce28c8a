/** The name of the other party, else the number, else the text that the network sent. */
import type { Caller } from '../../../shared/caller.ts';
import { callerLabel } from './caller-label.ts';
import { PhoneNumber } from './phone-number.tsx';

export function PartyName({ caller }: { caller: Caller }) {
  return caller.name || !caller.number ? <bdi>{callerLabel(caller)}</bdi> : <PhoneNumber value={caller.number} />;
}
