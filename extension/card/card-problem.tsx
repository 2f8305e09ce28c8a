/** A Problem in place of Call: the block, the button that fixes it, and the other phone where there is one. */
import '../ui/problems/problem-block.css';
import { useEffect } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { send } from '../protocol/transport.ts';
import { announce } from '../ui/app/announce.tsx';
import { Icon, type IconName } from '../ui/app/icon.tsx';
import { openPhoneSettings } from '../ui/problems/open-phone-settings.ts';
import { type ProblemAction, problemText } from '../ui/problems/problem-text.ts';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { copyText } from './copy-text.ts';
import { dial, mode } from './card-store.ts';
import { guardVisibility } from '../ui/visibility/visibility-guard.ts';
import { openDialPad, guardedClick } from '../ui/visibility/guarded-click.ts';

const fixes: Record<ProblemAction, { icon: IconName; look: 'call' | 'primary'; act: (event: Event) => void }> = {
  connect: { icon: 'link', look: 'primary', act: () => void send('background', { command: 'openPage', page: 'welcome' }) },
  tryAgain: { icon: 'refresh', look: 'primary', act: () => void send('background', { command: 'checkLine' }) },
  microphone: {
    icon: 'mic',
    look: 'primary',
    act: () => void send('background', { command: 'openPage', page: 'welcome', section: 'microphone' }),
  },
  editNumber: { icon: 'keypad', look: 'primary', act: openDialPad },
  ownPhone: { icon: 'mobile', look: 'primary', act: openPhoneSettings },
  callAgain: { icon: 'phone', look: 'call', act: guardedClick(() => void dial()) },
};

export function CardProblem({ problem }: { problem: Problem }) {
  const { what, why, todo, action } = problemText(problem);
  useEffect(() => announce(`${what}. ${todo}`, 'now'), [problem.code]);
  const fix = action && fixes[action.does];
  const phoneCanDo = mode.value === 'browser' && appState.value.agent?.modes.phone === true && appState.value.agent.phone !== null;
  return (
    <>
      <section class="problem-block" aria-label={what}>
        <h2>{what}</h2>
        <p>
          {why} <b>{todo}</b>
        </p>
        {problem.details?.['ownPhone'] && <p>{text('ownPhoneUnknown')}</p>}
        <button type="button" class="link" onClick={() => void copyText(detailsOf(problem)).then(() => announce(text('copied')))}>
          {text('copyDetails')}
        </button>
      </section>
      {fix && (
        <button type="button" class={`button ${fix.look} main wide`} ref={guardVisibility} data-first onClick={fix.act}>
          <Icon name={fix.icon} />
          {action.name}
        </button>
      )}
      {problem.details?.['ownPhone'] && (
        <button type="button" class="button wide" onClick={openPhoneSettings}>
          <Icon name="mobile" size={18} />
          {text('addOwnPhone')}
        </button>
      )}
      {phoneCanDo && (
        <button type="button" class="button wide" onClick={guardedClick(() => void dial('phone'))}>
          <Icon name="mobile" size={18} />
          {text('cardCallWithPhone')}
        </button>
      )}
    </>
  );
}

/** Code and details as whoever is asked for help wants them. */
function detailsOf({ code, details = {} }: Problem): string {
  return ['Hatif', code, ...Object.entries(details).map(([name, value]) => `${name}: ${value}`), new Date().toISOString()].join('\n');
}
