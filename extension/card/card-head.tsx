/** The state at the card's start, copy and close at its end. */
import type { Outcome } from '../../shared/call.ts';
import { announce } from '../ui/app/announce.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { outcomeWord } from '../ui/calls/call-label.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { State } from '../ui/calls/state.tsx';
import { text } from '../ui/app/text.ts';
import { copyText } from './copy-text.ts';
import type { NumberFace } from './number-card.tsx';
import { close, mode, reading } from './card-store.ts';

export function CardHead({ face }: { face: NumberFace }) {
  const number = reading.value?.is === 'read' ? reading.value.number.e164 : null;
  const copy = () => void copyText(number!).then(() => announce(text('copied')));
  return (
    <header class="card-head">
      <HeadState face={face} />
      {face.is === 'dialling' && <CallTimer since={face.call.startedAt} />}
      {number && face.is !== 'dialling' && <IconButton icon="copy" name={text('copyNumber')} onClick={copy} />}
      <IconButton icon="close" name={text('close')} onClick={close} size={20} />
    </header>
  );
}

function HeadState({ face }: { face: NumberFace }) {
  if (face.is === 'blocked' && face.problem.code === 'not-paired') return <State />;
  if (face.is === 'unanswered' && face.call.phase.is === 'ended' && !face.call.phase.problem) {
    return <Tone icon="missed" tone="problem" word={endWord(face.call.phase.outcome)} />;
  }
  if (face.is === 'unreadable' || face.is === 'unanswered' || face.is === 'blocked') {
    const word = face.is === 'blocked' && mode.value === 'browser' && isOfBrowser(face.problem.code) ? 'cardCantCallHere' : 'cardCantCall';
    return <Tone icon="alert" tone="problem" word={text(word)} />;
  }
  return <State />;
}

function endWord(outcome: Outcome): string {
  return outcome === 'completed' ? text('stateEnded') : outcomeWord(outcome);
}

function Tone({ icon, tone, word }: { icon: 'missed' | 'alert'; tone: 'problem'; word: string }) {
  return (
    <span class={`state tone tone-${tone}`}>
      <Icon name={icon} size={18} />
      <b>{word}</b>
    </span>
  );
}

/** What the agent's own phone would get round. */
function isOfBrowser(code: string): boolean {
  return /^(microphone|line|media|token|clock)-/.test(code);
}
