/** A ringing call, below the live call if there is one. Its result replaces its buttons. */
import './incoming-call.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isLive } from '../../../shared/call.ts';
import { spellNumber } from '../../../shared/phone-number.ts';
import type { ActiveCall, IncomingCall } from '../../state/app-state.ts';
import { canHoldFirst } from '../../state/held-call.ts';
import { announce } from '../app/announce.tsx';
import { AutoAnswer } from './auto-answer.tsx';
import { CallTimer } from '../calls/call-timer.tsx';
import { CallerBlock } from '../numbers/caller-block.tsx';
import { spokenCallerLabel } from '../numbers/caller-label.ts';
import type { Press } from '../visibility/use-press-guard.ts';
import { Icon } from '../app/icon.tsx';
import { IncomingActions, type SecondCallLabels } from './incoming-actions.tsx';
import { StateLine } from '../calls/state-line.tsx';
import { OngoingCall, ongoingCallName } from '../calls/ongoing-call.tsx';
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { endedRingLabel } from './ended-ring-label.ts';
import { EndedRingNotice } from './ended-ring-notice.tsx';
import { shortcuts } from '../app/shortcuts.ts';
import type { VisibleIncomingCall } from './visible-incoming-call.ts';
import { appState } from '../app/signals.ts';
import { counted, richText, text } from '../app/text.ts';

type Props = {
  shown: VisibleIncomingCall;
  press: Press;
  /** A `ref` for the elements that must be visible before a button acts. */
  guardRef?: (part: Element | null) => void;
  voicemailLabel: string;
  /** More about the caller. */
  about?: ComponentChildren;
  /** Keys that act on this surface. */
  foot: ComponentChildren;
};

export function IncomingCallView({ shown, press, guardRef, voicemailLabel, about, foot }: Props) {
  const { call } = shown;
  const { problem } = appState.value;
  const liveCall = isLive(appState.value.call) ? appState.value.call : null;
  useSpokenOnce(`${call.callId} ${shown.is}`, shown.is === 'ringing' ? spokenLabel(call, liveCall) : endedRingLabel(shown.call), {
    wait: shown.is === 'ringing' && call.caller.name === null,
  });
  // The live call at the last ring stays in the layout, so that nothing moves when the buttons are hidden.
  const atLastRing = useRef<ActiveCall | null>(liveCall);
  const canHold = useRef(false);
  if (shown.is === 'ringing') {
    atLastRing.current = liveCall;
    canHold.current = canHoldFirst(appState.value);
  }
  const ongoing = atLastRing.current;
  return (
    <div class="incoming" data-state={shown.is}>
      {ongoing && <OngoingCall call={ongoing} ended={liveCall?.id !== ongoing.id} />}
      <StateLine state={shown.is === 'ringing' ? 'ringing' : 'off'} />
      <div class="incoming-body">
        <div class="incoming-block" ref={guardRef}>
          <Head shown={shown} second={ongoing !== null} />
          {call.transfer && <p class="incoming-transfer">{transferLabel(call.transfer)}</p>}
          <CallerBlock caller={call.caller} />
          {call.called && <p class="called">{richText('callingLine', { number: <PhoneNumber value={call.called} /> })}</p>}
          {about}
        </div>
        <div class="incoming-buttons-area">
          <div class="incoming-actions" inert={shown.is === 'ended'}>
            <IncomingActions
              call={call}
              liveCall={ongoing}
              labels={ongoing && secondCallLabels(ongoing, canHold.current)}
              press={press}
              voicemailLabel={voicemailLabel}
              key={shown.is}
              {...(guardRef && shown.is === 'ringing' ? { guardRef } : {})}
            />
            <div class="incoming-foot">{call.autoAnswerAt === undefined ? foot : <AutoAnswer call={call} at={call.autoAnswerAt} />}</div>
          </div>
          {shown.is === 'ended' && <EndedRingNotice call={shown.call} press={press} {...(guardRef ? { guardRef } : {})} />}
        </div>
        {/* Below the buttons, because buttons must not move while a call rings. */}
        {shown.is === 'ringing' && problem && problem.at >= call.since && <ProblemBlock problem={problem.problem} />}
        {shown.is === 'ringing' && shown.more > 0 && <p class="more-calls">{counted('moreCalls', shown.more)}</p>}
      </div>
    </div>
  );
}

function secondCallLabels(ongoing: ActiveCall, canHold: boolean): SecondCallLabels {
  const who = <span class="answer-second-name">{ongoingCallName(ongoing)}</span>;
  return { ending: richText('answerEnding', { who }), holding: canHold ? richText('answerHolding', { who }) : null };
}

/** A page in front gives the name of its contact some moments after the call has begun to ring. */
const nameWaitMs = 300;

/** Announces the label of a new `content` once; while `wait` holds, at most `nameWaitMs` later. */
function useSpokenOnce(content: string, label: string, { wait }: { wait: boolean }): void {
  const spoken = useRef('');
  const latest = useRef(label);
  latest.current = label;
  useEffect(() => {
    if (spoken.current === content) return undefined;
    const speak = () => {
      spoken.current = content;
      announce(latest.current, 'now');
    };
    if (!wait) return speak();
    const timer = setTimeout(speak, nameWaitMs);
    return () => clearTimeout(timer);
  }, [content, wait]);
}

function Head({ shown, second }: { shown: VisibleIncomingCall; second: boolean }) {
  const { call } = shown;
  const how = call.ringMode === 'silent' ? 'incomingSilenced' : second ? 'secondCallHow' : null;
  return (
    <header class="incoming-head">
      <p>
        <span class={shown.is === 'ringing' ? 'state tone tone-ringing' : 'state tone tone-off'}>
          <Icon name={shown.is === 'ringing' ? 'ring' : 'call-in'} size={18} />
          <b>{text(second ? 'secondCall' : 'incomingCall')}</b>
        </span>
        {shown.is === 'ringing' && how && <span class="how">{text(how)}</span>}
      </p>
      {shown.is === 'ringing' && <CallTimer since={call.since} />}
    </header>
  );
}

const transferLabels = { sent: 'transferredBy', asked: 'askedBy', returned: 'cameBack' } as const;

const transferLabel = ({ why, by }: NonNullable<IncomingCall['transfer']>) => text(transferLabels[why], { name: by });

/** "Incoming call. Khalid Mansour, calling plus 9 6 6 …. Alt Shift A answers." */
function spokenLabel({ caller, called, transfer }: IncomingCall, liveCall: ActiveCall | null): string {
  const line = called ? spellNumber(called, text('spokenPlus')) : '';
  const name = spokenCallerLabel(caller);
  const who = caller.nameFrom ? `${name}, ${text('nameFromPage', { host: caller.nameFrom })}` : name;
  const answers = shortcuts.value['answer'];
  return [
    `${text(liveCall ? 'secondCall' : 'incomingCall')}.`,
    transfer ? transferLabel(transfer) : '',
    line ? text('spokenCalling', { who, line }) : `${who}.`,
    answers && (!liveCall || canHoldFirst(appState.value)) ? text('spokenAnswers', { keys: answers.replaceAll('+', ' ') }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}
