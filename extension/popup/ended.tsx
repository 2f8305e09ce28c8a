/** The result of a call that has just ended, and the next actions. */
import { useEffect, useRef } from 'preact/hooks';
import type { Outcome, Phase } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { formatDuration } from '../ui/app/format-time.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text, type TextKey } from '../ui/app/text.ts';
import { ActiveCallNote } from '../ui/calls/active-call-note.tsx';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { talkSecondsOf } from '../ui/calls/talk-seconds.ts';
import { guardedDial } from './dial-pad/guarded-dial.ts';
import { PartyHeader } from './party-header.tsx';

type Props = { call: ActiveCall; phase: Extract<Phase, { is: 'ended' }>; onLeave: () => void };

export function Ended({ call, phase, onLeave }: Props) {
  const heading = call.transferredTo === undefined ? headingOf(call, phase) : text('transferredTo', { name: call.transferredTo });
  const title = useRef<HTMLHeadingElement>(null);
  const callAgain = () => void guardedDial({ number: call.number });
  useEffect(() => {
    if (phase.problem) return;
    announce(heading);
    // The focus goes to the heading, not to a button: Enter that is still held from Hang up would call again.
    title.current?.focus();
  }, [heading]);
  return (
    <main class="popup-body">
      <PartyHeader caller={activeCallParty(call)} />
      {phase.problem ? (
        <ProblemBlock problem={phase.problem} actions={{ editNumber: onLeave, ...(call.number ? { callAgain } : {}) }} />
      ) : (
        <section class="ended">
          <h1 ref={title} tabIndex={-1}>
            {heading}
          </h1>
          <p>{text('endedSaved')}</p>
        </section>
      )}
      {!phase.problem && <ActiveCallNote call={call} />}
      <div class="ended-buttons">
        {!phase.problem && call.number && (
          <button type="button" class="button call main" onClick={callAgain}>
            <Icon name="phone" />
            {text('callAgain')}
          </button>
        )}
        <button type="button" class="button main" onClick={() => void sendCommand({ command: 'openPage', page: 'log' })}>
          <Icon name="log" />
          {text('openLog')}
        </button>
        <button type="button" class="button plain" onClick={onLeave}>
          <Icon name="keypad" />
          {text('dialAnother')}
        </button>
      </div>
    </main>
  );
}

const headings: Record<Exclude<Outcome, 'completed'>, TextKey> = {
  busy: 'endedBusy',
  'no-answer': 'endedNoAnswer',
  cancelled: 'endedCancelled',
  declined: 'endedDeclined',
  failed: 'endedFailed',
  refused: 'endedRefused',
};

function headingOf(call: ActiveCall, phase: Props['phase']): string {
  const { connectedAt, outcome } = phase;
  if (connectedAt !== undefined) return text('endedAfter', { length: formatDuration(talkSecondsOf(call, phase)) });
  return text(outcome === 'completed' ? 'stateEnded' : headings[outcome]);
}
