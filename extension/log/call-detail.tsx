/** One call of the log: the other party, the facts and the timeline. */
import { useEffect, useRef } from 'preact/hooks';
import type { LoggedCall } from '../../shared/api.ts';
import { isLive } from '../../shared/call.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { Avatar } from '../ui/numbers/avatar.tsx';
import { callOutcome, isMissedWithoutVoicemail, otherParty, ringSeconds } from '../ui/calls/call-label.ts';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { formatDay, formatDuration, formatTimer } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { Player } from '../ui/recordings/player.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { CallNoteForm } from '../ui/calls/call-note.tsx';
import { isColleagues } from '../ui/calls/is-colleagues.ts';
import { EventList } from './event-list.tsx';
import { historyVersion } from './history-version.ts';
import { logChoices, replaceCall } from './call-log-store.ts';
import { Recordings } from './recordings.tsx';
import { Timeline } from './timeline.tsx';
import { useOwnPhoneEntries } from './use-own-phone-entries.ts';

export function CallDetail({ call, onBack }: { call: LoggedCall; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const party = otherParty(call);
  const { name, number } = party;
  const ownPhone = useOwnPhoneEntries(call);
  const country = number && countryOf(number);
  // In the narrow layout the list is hidden, so the focus moves to the heading.
  useEffect(() => {
    if (back.current?.offsetParent) heading.current?.focus();
  }, []);
  return (
    <article class="appears">
      <button type="button" class="button plain back" ref={back} onClick={onBack}>
        <Icon name="back" size={18} />
        {text('callLog')}
      </button>
      <header>
        <Avatar name={name} iconSize={24} spoken />
        <div class="who">
          <h1 ref={heading} tabIndex={-1}>
            <PartyName caller={party} />
          </h1>
          <p>
            {name && number && (
              <>
                <PhoneNumber value={number} /> ·{' '}
              </>
            )}
            {country && (
              <>
                <CountryTag code={country} /> {countryName(country)} ·{' '}
              </>
            )}
            {formatDay(Date.parse(call.startedAt), clock.value)}
          </p>
        </div>
        <CallDetailButtons call={call} number={number} />
      </header>
      <Facts call={call} />
      {call.problem && <ProblemBlock problem={call.problem} />}
      {call.voicemail && <Player callId={call.id} recording={call.voicemail} />}
      <Recordings call={call} />
      <div class="detail-columns">
        <section>
          <h2>{text('whatHappened')}</h2>
          <Timeline call={call} ownPhone={ownPhone} />
          <EventList callId={call.id} version={historyVersion(call)} />
        </section>
        {mayWriteNote(call) && (
          <CallNoteForm loggedId={call.id} party={{ number, name }} note={call.note} onSaved={(note) => replaceCall({ ...call, note })} />
        )}
      </div>
    </article>
  );
}

/** In the agent's own log, a call of another name is one that the agent took over. */
function mayWriteNote(call: LoggedCall): boolean {
  return call.agent !== null && (logChoices.value.scope === 'own' || !isColleagues(call));
}

function CallDetailButtons({ call, number }: { call: LoggedCall; number: string | null }) {
  const busy = isLive(appState.value.call);
  return (
    <div class="buttons">
      {call.pageUrl && (
        <a class="button" href={call.pageUrl} target="_blank" rel="noreferrer">
          <Icon name="open" size={18} />
          {text('openPage')}
        </a>
      )}
      {number && (
        <button type="button" class="button call" disabled={busy} onClick={() => void sendCommand({ command: 'dial', number })}>
          <Icon name="phone" size={18} />
          {text(isMissed(call) ? 'callBack' : 'call')}
        </button>
      )}
    </div>
  );
}

function Facts({ call }: { call: LoggedCall }) {
  const ours = call.direction === 'outgoing' ? call.from : call.to;
  return (
    <dl class="facts">
      <Fact name={text('factDirection')}>
        {text(call.direction === 'outgoing' ? (call.mode === 'browser' ? 'outFromBrowser' : 'outFromPhone') : 'directionIn')}
      </Fact>
      <Fact name={text('factTalk')}>
        <bdi dir="ltr" class="num" aria-label={formatDuration(call.talkSeconds)}>
          {formatTimer(call.talkSeconds)}
        </bdi>
      </Fact>
      {call.agentName && (
        <Fact name={text(call.answeredBy ? 'factAnsweredBy' : 'sumAgent')}>
          <bdi>{call.agentName}</bdi>
        </Fact>
      )}
      <Fact name={text('factLine')}>{ours.startsWith('+') ? <PhoneNumber value={ours} /> : text('unknownNumber')}</Fact>
      {call.ringingAt && <Fact name={text('factRang')}>{formatDuration(ringSeconds(call))}</Fact>}
      <Fact name={text('factResult')}>
        <span class={isMissedWithoutVoicemail(call) || call.problem ? 'tone-problem' : ''}>
          {callOutcome(call, { colleagues: isColleagues(call) })}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
