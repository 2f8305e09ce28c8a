/** A Problem on a surface: its three texts, the button that fixes it, and its details to copy. */
import './problem-block.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Problem } from '../../../shared/problem.ts';
import { announce } from '../app/announce.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { Icon, type IconName } from '../app/icon.tsx';
import { guardVisibility } from '../visibility/visibility-guard.ts';
import type { ProblemAction } from './problem-table.ts';
import { problemText, type ProblemText } from './problem-text.ts';
import { problemDetails } from './problem-details.ts';
import { openPhoneSettings } from './open-phone-settings.ts';
import { defaultActions, type ProblemActions } from './problem-actions.ts';
import { richText, text } from '../app/text.ts';

const icons: Record<ProblemAction, IconName> = {
  connect: 'link',
  tryAgain: 'refresh',
  microphone: 'mic',
  editNumber: 'phone',
  callAgain: 'phone',
  ownPhone: 'mobile',
  report: 'copy',
  log: 'log',
  extensions: 'open',
};

type Props = {
  problem: Problem;
  /** How this surface does what a Problem's button says; a button without an action is left out. */
  actions?: ProblemActions;
  /** Takes the focus to the first button when the block appears. */
  focus?: boolean;
  /** For a card over a page: the buttons stand below the block in full width, and the main one is guarded. */
  compact?: boolean;
  /** More buttons after the Problem's own. */
  children?: ComponentChildren;
};

export function ProblemBlock({ problem, actions, focus, compact = false, children }: Props) {
  const texts = problemText(problem);
  const { what, why, todo } = texts;
  const block = useRef<HTMLElement>(null);
  useEffect(() => {
    announce(`${what}. ${todo}`, 'now');
    if (focus) block.current?.querySelector('button')?.focus();
  }, [problem.code]);
  const phoneUnknown = problem.details?.['ownPhone'] !== undefined;
  const buttons = <ProblemButtons texts={texts} actions={actions} phoneUnknown={phoneUnknown} compact={compact} />;
  const copy = <CopyButton content={problemDetails(problem)} compact={compact} />;
  return (
    <>
      <section class={compact ? 'problem-block' : 'problem-block appears'} ref={block} aria-label={what}>
        <h2>{what}</h2>
        {compact ? (
          <p>
            {why} <b>{todo}</b>
          </p>
        ) : (
          <>
            <p>{why}</p>
            <p>
              <b>{todo}</b>
            </p>
          </>
        )}
        <Cause texts={texts} compact={compact} />
        {phoneUnknown && <p>{text('ownPhoneUnknown')}</p>}
        {compact ? (
          copy
        ) : (
          <div class="buttons">
            {buttons}
            {children}
            {copy}
          </div>
        )}
      </section>
      {compact && buttons}
      {compact && children}
    </>
  );
}

/** Whose side the cause is on. Twilio's page about a code without a text is the last resort, so it opens in a tab of its own. */
function Cause({ texts: { side, unknownCode }, compact }: { texts: ProblemText; compact: boolean }) {
  const link = unknownCode && (
    <a href={unknownCode.page} target="_blank" rel="noreferrer" dir="ltr">
      {unknownCode.code}
    </a>
  );
  return (
    <>
      {!compact && <p class="side">{side}</p>}
      {link && <p>{richText('unknownCode', { code: link })}</p>}
    </>
  );
}

type ButtonsProps = { texts: ProblemText; actions: ProblemActions | undefined; phoneUnknown: boolean; compact: boolean };

function ProblemButtons({ texts: { action }, actions, phoneUnknown, compact }: ButtonsProps) {
  const run = action && (actions?.[action.does] ?? defaultActions[action.does]);
  return (
    <>
      {action && run && (compact ? <MainButton action={action} run={run} /> : <Button action={action} run={run} />)}
      {phoneUnknown && (
        <button type="button" class={compact ? 'button wide' : 'button'} onClick={openPhoneSettings}>
          <Icon name="mobile" size={18} />
          {text('addOwnPhone')}
        </button>
      )}
    </>
  );
}

type ButtonProps = { action: NonNullable<ProblemText['action']>; run: (event: Event) => void };

function Button({ action: { does, name }, run }: ButtonProps) {
  return (
    <button type="button" class="button primary" onClick={run}>
      <Icon name={icons[does]} size={18} />
      {name}
    </button>
  );
}

/** Over a page a press counts only while the button can be seen, and it is the first to get the focus. */
function MainButton({ action: { does, name }, run }: ButtonProps) {
  const look = does === 'callAgain' ? 'call' : 'primary';
  return (
    <button type="button" class={`button ${look} main wide`} ref={guardVisibility} data-first onClick={run}>
      <Icon name={does === 'editNumber' ? 'keypad' : icons[does]} />
      {name}
    </button>
  );
}
