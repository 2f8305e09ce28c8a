/** A Problem on a surface: its three texts, the button that fixes it, and the details for whoever is asked for help. */
import './problem-block.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Problem } from '../../../shared/problem.ts';
import { send } from '../../protocol/transport.ts';
import { announce } from '../app/announce.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { Icon, type IconName } from '../app/icon.tsx';
import { type ProblemAction, problemText } from './problem-text.ts';
import { openPhoneSettings } from './open-phone-settings.ts';
import { text } from '../app/text.ts';

const icons: Record<ProblemAction, IconName> = {
  connect: 'link',
  tryAgain: 'refresh',
  microphone: 'mic',
  editNumber: 'phone',
  callAgain: 'phone',
  ownPhone: 'mobile',
};

/** What a surface need not bring itself. */
export const defaultActions: Partial<Record<ProblemAction, () => void>> = {
  connect: () => void send('background', { command: 'openPage', page: 'welcome' }),
  tryAgain: () => void send('background', { command: 'checkLine' }),
  microphone: () => void send('background', { command: 'openPage', page: 'welcome', section: 'microphone' }),
  ownPhone: openPhoneSettings,
};

type Props = {
  problem: Problem;
  /** How this surface does what a Problem's button says; a button nobody can do is left out. */
  actions?: Partial<Record<ProblemAction, () => void>>;
  /** Takes the focus to the first button when the block appears. */
  focus?: boolean;
  /** More buttons after the Problem's own. */
  children?: ComponentChildren;
};

export function ProblemBlock({ problem, actions, focus, children }: Props) {
  const { what, why, todo, action } = problemText(problem);
  const run = action && (actions?.[action.does] ?? defaultActions[action.does]);
  const block = useRef<HTMLElement>(null);
  useEffect(() => {
    announce(`${what}. ${todo}`, 'now');
    if (focus) block.current?.querySelector('button')?.focus();
  }, [problem.code]);
  return (
    <section class="problem-block appears" ref={block} aria-label={what}>
      <h2>{what}</h2>
      <p>{why}</p>
      <p>
        <b>{todo}</b>
      </p>
      {problem.details?.['ownPhone'] && <p>{text('ownPhoneUnknown')}</p>}
      <div class="buttons">
        {action && run && (
          <button type="button" class="button primary" onClick={run}>
            <Icon name={icons[action.does]} size={18} />
            {action.name}
          </button>
        )}
        {problem.details?.['ownPhone'] && (
          <button type="button" class="button" onClick={openPhoneSettings}>
            <Icon name="mobile" size={18} />
            {text('addOwnPhone')}
          </button>
        )}
        {children}
        <CopyButton content={problemDetails(problem)} />
      </div>
    </section>
  );
}

/** Code and details as whoever is asked for help wants them. */
function problemDetails({ code, details = {} }: Problem): string {
  const named = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
  return ['Hatif', code, ...named, new Date().toISOString()].join('\n');
}
