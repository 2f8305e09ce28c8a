/** The end of a call: shown for a few seconds, or until it is closed where there is a Problem. */
import './docked.css';
import { useEffect } from 'preact/hooks';
import type { Phase } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { announce } from '../ui/app/announce.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { formatDuration } from '../ui/app/format-time.ts';
import { ongoingCallName } from '../ui/calls/ongoing-call.tsx';
import { text } from '../ui/app/text.ts';
import { CardProblem } from './card-problem.tsx';
import { close } from './card-store.ts';

const shownMs = 4000;

export function EndedCall({ call, ended }: { call: ActiveCall; ended: Extract<Phase, { is: 'ended' }> }) {
  const seconds = ended.connectedAt === undefined ? 0 : (ended.at - ended.connectedAt) / 1000;
  const message = seconds >= 1 ? text('cardEndedAfter', { length: formatDuration(seconds) }) : text('stateEnded');
  useEffect(() => {
    announce(message);
    if (ended.problem) return;
    const timer = setTimeout(close, shownMs);
    return () => clearTimeout(timer);
  }, [call.id]);
  return (
    <div class="docked">
      <header class="card-head">
        <span class="state tone tone-off">
          <Icon name="hang-up" size={18} />
          <b>{text('stateEnded')}</b>
        </span>
        <IconButton icon="close" name={text('close')} onClick={close} size={20} />
      </header>
      <p class="docked-number">{ongoingCallName(call)}</p>
      {ended.problem ? <CardProblem problem={ended.problem} /> : <p>{message}</p>}
    </div>
  );
}
