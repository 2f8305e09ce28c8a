/** The number below the name of a docked call; nothing where the number stands in the name's place. */
import type { ActiveCall } from '../state/app-state.ts';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

export function DockedNumber({ call }: { call: ActiveCall }) {
  const { name, number } = activeCallParty(call);
  if (!name || !number) return null;
  return (
    <p class="docked-number">
      <PhoneNumber value={number} />
    </p>
  );
}
