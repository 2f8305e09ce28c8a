/** A caller's name, or their number, or what there is instead. */
import type { Caller } from '../../../shared/caller.ts';
import { callerTitle } from './caller-label.ts';
import { PhoneNumber } from './phone-number.tsx';

export function PartyName({ caller }: { caller: Caller }) {
  return caller.name || !caller.number ? <bdi>{callerTitle(caller)}</bdi> : <PhoneNumber value={caller.number} />;
}
