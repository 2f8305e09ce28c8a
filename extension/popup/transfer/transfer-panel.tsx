/** To whom a call is transferred: colleagues, who is free first, a typed number, or voicemail. */
import './transfer-panel.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Colleague } from '../../../shared/api.ts';
import { readNumber } from '../../../shared/phone-number.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { homeCountry } from '../../state/home-country.ts';
import { announce } from '../../ui/app/announce.tsx';
import { clock } from '../../ui/app/clock.ts';
import { Icon, type IconName } from '../../ui/app/icon.tsx';
import { sendCommand } from '../../ui/app/send-command.ts';
import { appState, settings } from '../../ui/app/signals.ts';
import { text, type TextKey } from '../../ui/app/text.ts';
import { focusOnMount } from '../../ui/controls/focus-on-mount.ts';
import { PhoneNumber } from '../../ui/numbers/phone-number.tsx';
import { ProblemBlock } from '../../ui/problems/problem-block.tsx';
import { findColleagues } from './find-colleagues.ts';
import { useColleagues } from './use-colleagues.ts';

const states: Record<Colleague['state'], { icon: IconName; label: TextKey; tone: string }> = {
  free: { icon: 'check-ring', label: 'stateReady', tone: 'ready' },
  busy: { icon: 'phone', label: 'stateInCall', tone: 'call' },
  away: { icon: 'bell-off', label: 'stateAway', tone: 'off' },
};

export function TransferPanel({ call }: { call: ActiveCall }) {
  const [written, setWritten] = useState('');
  const colleagues = useColleagues();
  const { agent } = appState.value;
  const region = homeCountry(settings.value, agent, navigator.languages);
  const read = readNumber(written, region, agent?.unknownNumbers ? 'read' : 'refuse');
  const changing = (call.changingHoldUntil ?? 0) > clock.value;
  const transfer = async (to: string, name: string, ask: boolean) => {
    const { ok } = await sendCommand({ command: 'transfer', callId: call.id, to, name, ask });
    if (ok) announce(text(ask ? 'asking' : 'transferredTo', { name }));
  };
  const found = colleagues.is === 'loaded' ? findColleagues(colleagues.loaded, written) : [];
  return (
    <section class="panel-transfer appears" aria-label={text('transfer')}>
      <p class="transfer-search">
        <Icon name="search" />
        <input
          ref={focusOnMount}
          class="field"
          type="search"
          autocomplete="off"
          aria-label={text('transferField')}
          placeholder={text('transferField')}
          value={written}
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
      </p>
      {colleagues.is === 'failed' && <ProblemBlock problem={colleagues.problem} />}
      <ul class="transfer-list">
        {'e164' in read && (
          <Target
            name={<PhoneNumber value={read.e164} />}
            disabled={changing}
            onAsk={() => void transfer(read.e164, read.e164, true)}
            onSend={() => void transfer(read.e164, read.e164, false)}
          />
        )}
        {found.map(({ identity, name, state, rings }) => (
          <Target
            key={identity}
            name={<bdi>{name}</bdi>}
            state={<State state={state} />}
            disabled={changing || rings === null || state === 'busy'}
            onAsk={() => void transfer(identity, name, true)}
            onSend={() => void transfer(identity, name, false)}
          />
        ))}
        {written === '' && (
          <Target name={text('voicemail')} disabled={changing} onSend={() => void transfer('voicemail', text('voicemail'), false)} />
        )}
      </ul>
      {written !== '' && found.length === 0 && !('e164' in read) && <p class="hint">{text('transferNobody')}</p>}
    </section>
  );
}

type TargetProps = { name: ComponentChildren; state?: ComponentChildren; disabled: boolean; onAsk?: () => void; onSend: () => void };

function Target({ name, state, disabled, onAsk, onSend }: TargetProps) {
  return (
    <li>
      <span class="transfer-name">{name}</span>
      {state}
      {onAsk && (
        <button type="button" class="button" disabled={disabled} onClick={onAsk}>
          {text('askFirst')}
        </button>
      )}
      <button type="button" class="button" disabled={disabled} onClick={onSend}>
        {text('sendCall')}
      </button>
    </li>
  );
}

function State({ state }: { state: Colleague['state'] }) {
  const { icon, label, tone } = states[state];
  return (
    <span class={`transfer-state tone tone-${tone}`}>
      <Icon name={icon} size={16} />
      {text(label)}
    </span>
  );
}
