/** The header of the card: state, copy, close. */
import { useState } from 'preact/hooks';
import type { Outcome } from '../../shared/call.ts';
import { announce } from '../ui/app/announce.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { outcomeLabel } from '../ui/calls/call-label.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { StateBadge } from '../ui/calls/state-badge.tsx';
import { text } from '../ui/app/text.ts';
import { copyText } from '../ui/controls/copy-text.ts';
import type { NumberCardState } from './card-state.ts';
import { close, mode, numberReading } from './card-store.ts';

export function CardHead({ state }: { state: NumberCardState }) {
  // A number that no plan knows is copied as it is written.
  const number = numberReading.value?.is === 'read' ? numberReading.value.number.e164 : state.card.written;
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await copyText(number);
    setCopied(number);
    announce(text('copied'));
  };
  return (
    <header class="card-head">
      <HeadState state={state} />
      {state.is === 'dialling' && <CallTimer since={state.call.startedAt} />}
      {state.is !== 'dialling' && (
        <IconButton icon={copied === number ? 'check' : 'copy'} name={text('copyNumber')} onClick={() => void copy()} />
      )}
      <IconButton icon="close" name={text('close')} onClick={close} size={20} />
    </header>
  );
}

function HeadState({ state }: { state: NumberCardState }) {
  if (state.is === 'blocked' && state.problem.code === 'not-paired') return <StateBadge />;
  if (state.is === 'unanswered' && state.call.phase.is === 'ended' && !state.call.phase.problem) {
    return <ToneLabel icon="missed" tone="problem" label={endLabel(state.call.phase.outcome)} />;
  }
  if (state.is === 'unreadable' || state.is === 'unanswered' || state.is === 'blocked') {
    const label =
      state.is === 'blocked' && mode.value === 'browser' && isBrowserProblem(state.problem.code) ? 'cardCantCallHere' : 'cardCantCall';
    return <ToneLabel icon="alert" tone="problem" label={text(label)} />;
  }
  // A ringing call has a card of its own.
  return <StateBadge of={{ ...appState.value, incoming: [] }} />;
}

function endLabel(outcome: Outcome): string {
  return outcome === 'completed' ? text('stateEnded') : outcomeLabel(outcome);
}

function ToneLabel({ icon, tone, label }: { icon: 'missed' | 'alert'; tone: 'problem'; label: string }) {
  return (
    <span class={`state tone tone-${tone}`}>
      <Icon name={icon} size={18} />
      <b>{label}</b>
    </span>
  );
}

/** Problems of the browser line, which the agent's own phone does not have. */
function isBrowserProblem(code: string): boolean {
  return /^(microphone|line|media|token|clock)-/.test(code);
}
