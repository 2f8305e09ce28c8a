/** The end of a call: shown for a few seconds, or until it is closed where there is a Problem. */
import './docked.css';
import { useEffect } from 'preact/hooks';
import type { Phase } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { announce } from '../ui/app/announce.tsx';
import { sendCommand } from '../ui/app/send-command.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { formatDuration } from '../ui/app/format-time.ts';
import { talkSecondsOf } from '../ui/calls/talk-seconds.ts';
import { text } from '../ui/app/text.ts';
import { clickUnlessCovered, guardedClick } from '../ui/visibility/guarded-click.ts';
import { guardVisibility } from '../ui/visibility/visibility-guard.ts';
import { CardProblem } from './card-problem.tsx';
import { DockedParty } from './docked-party.tsx';
import { close } from './card-store.ts';

const shownMs = 5000;

export function EndedCall({ call, ended }: { call: ActiveCall; ended: Extract<Phase, { is: 'ended' }> }) {
  const seconds = talkSecondsOf(call, ended);
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
          <b>{message}</b>
        </span>
        <IconButton icon="close" name={text('close')} onClick={close} size={20} />
      </header>
      <DockedParty call={call} />
      {ended.problem ? <CardProblem problem={ended.problem} /> : <NextActions call={call} />}
    </div>
  );
}

const openLog = () => void sendCommand({ command: 'openPage', page: 'log' });

function NextActions({ call: { number, name, caller } }: { call: ActiveCall }) {
  const known = name ?? caller?.name;
  const callAgain = () => void sendCommand({ command: 'dial', number, ...(known ? { name: known.slice(0, 60) } : {}) });
  return (
    <div class="ended-buttons">
      <button type="button" class="button" onClick={clickUnlessCovered(openLog)}>
        <Icon name="log" size={18} />
        {text('openLog')}
      </button>
      {number && (
        <button type="button" class="button call" ref={guardVisibility} onClick={guardedClick(callAgain)}>
          <Icon name="phone" size={18} />
          {text('callAgain')}
        </button>
      )}
    </div>
  );
}
