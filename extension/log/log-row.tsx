/** One call of the list. */
import type { LoggedCall } from '../../shared/api.ts';
import { callIcon, callResult, isFailed, isMissedWithoutVoicemail, otherParty } from '../ui/calls/call-label.ts';
import { isColleagues } from '../ui/calls/is-colleagues.ts';
import { logChoices } from './call-log-store.ts';
import { Icon } from '../ui/app/icon.tsx';
import { ClockTime } from '../ui/app/clock-time.tsx';
import { text } from '../ui/app/text.ts';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

type Props = { call: LoggedCall; open: boolean; /** The row that Tab reaches. */ stop: boolean; onOpen: (id: string) => void };

export function LogRow({ call, open, stop, onOpen }: Props) {
  const party = otherParty(call);
  const wrong = isMissedWithoutVoicemail(call) || isFailed(call);
  return (
    <li>
      <button
        type="button"
        class={wrong ? 'log-row went-wrong' : 'log-row'}
        aria-current={open ? 'true' : undefined}
        tabIndex={stop ? 0 : -1}
        onClick={() => onOpen(call.id)}
      >
        <Icon name={callIcon(call)} />
        <span class="who">
          <span class="name">
            <PartyName caller={party} />
          </span>
          <span class="result">
            {callResult(call, { colleagues: isColleagues(call) })}
            {logChoices.value.scope === 'team' && call.agentName && (
              <>
                {' · '}
                <bdi>{call.agentName}</bdi>
              </>
            )}
          </span>
        </span>
        <span class="when">
          {call.recordings && (
            <span role="img" aria-label={text('conversationRecording')} title={text('conversationRecording')}>
              <Icon name="recording" size={16} />
            </span>
          )}
          {call.note && <Icon name="note" size={16} />}
          <ClockTime at={Date.parse(call.startedAt)} />
          {party.name && party.number && <PhoneNumber value={party.number} />}
        </span>
      </button>
    </li>
  );
}
