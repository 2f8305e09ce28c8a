/** The last three calls, with call-back buttons: one tab stop, arrow keys move. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LoggedCall } from '../../shared/api.ts';
import { showNumber, spellNumber } from '../../shared/phone-number.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { callIcon, callResult, isFailed, isMissedWithoutVoicemail, otherParty } from '../ui/calls/call-label.ts';
import { callerLabel } from '../ui/numbers/caller-label.ts';
import { Icon } from '../ui/app/icon.tsx';
import { ClockTime } from '../ui/app/clock-time.tsx';
import { formatDay, startOfDay } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { Player } from '../ui/recordings/player.tsx';
import { recentCalls, refreshRecentCalls } from '../ui/recordings/recent-calls.ts';
import { text } from '../ui/app/text.ts';
import { guardedDial } from './dial-pad/guarded-dial.ts';

const maxShown = 3;

export function RecentCalls() {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => void refreshRecentCalls(maxShown), []);
  if (recentCalls.value.length === 0) return null;
  const move = (event: KeyboardEvent) => {
    const offset = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('li > button') ?? [])];
    const next = offset && buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + offset];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <section class="recent" aria-labelledby="recent-heading">
      <header>
        <h2 id="recent-heading">{text('recent')}</h2>
        <button type="button" class="link" onClick={() => void sendCommand({ command: 'openPage', page: 'log' })}>
          {text('callLog')}
        </button>
      </header>
      <ul ref={list} onKeyDown={move}>
        {recentCalls.value.slice(0, maxShown).map((call, index) => (
          <RecentCallItem key={call.id} call={call} first={index === 0} />
        ))}
      </ul>
    </section>
  );
}

function RecentCallItem({ call, first }: { call: LoggedCall; first: boolean }) {
  const [playing, setPlaying] = useState(false);
  const party = otherParty(call);
  const { number } = party;
  const startedAt = Date.parse(call.startedAt);
  const today = startOfDay(startedAt) === startOfDay(clock.value);
  const callBack = number ? text('callNumber', { number: spellNumber(number, text('spokenPlus')) }) : '';
  const play = text('playMessage', { who: callerLabel(party) });
  const stop = first ? 0 : -1;
  return (
    <li class={isMissedWithoutVoicemail(call) || isFailed(call) ? 'went-wrong' : ''}>
      <Icon name={callIcon(call)} size={18} />
      <div>
        <p class="recent-number recent-party">
          <PartyName caller={party} />
          {party.name && number && <PhoneNumber value={number} />}
        </p>
        <p class="recent-result">
          {callResult(call, { round: true })} · {today ? <ClockTime at={startedAt} /> : formatDay(startedAt, clock.value)}
        </p>
      </div>
      {call.voicemail && (
        <button
          type="button"
          class="icon-button"
          tabIndex={stop}
          aria-label={play}
          title={play}
          aria-expanded={playing}
          onClick={() => setPlaying(!playing)}
        >
          <Icon name="play" size={18} />
        </button>
      )}
      {number && (
        <button
          type="button"
          class="icon-button call-back"
          tabIndex={call.voicemail ? -1 : stop}
          aria-label={callBack}
          title={number ? text('callNumber', { number: showNumber(number) }) : ''}
          onClick={() => void guardedDial({ number })}
        >
          <Icon name="phone" size={18} />
        </button>
      )}
      {playing && call.voicemail && <Player callId={call.id} recording={call.voicemail} autoPlay />}
    </li>
  );
}
