/** Name and number of the other party in one line; the number alone where no name is known. */
import type { ActiveCall } from '../state/app-state.ts';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

export function DockedParty({ call }: { call: ActiveCall }) {
  const party = activeCallParty(call);
  const { name, number } = party;
  return (
    <div class="docked-party">
      <p class="docked-name">
        <PartyName caller={party} />
      </p>
      {name && number && (
        <p class="docked-number">
          <PhoneNumber value={number} />
        </p>
      )}
    </div>
  );
}
