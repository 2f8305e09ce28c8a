/** The buttons of a ringing call. Answer comes first in tab order and last on the screen. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall, IncomingCall } from '../../state/app-state.ts';
import { type Command, sendCommand } from '../app/send-command.ts';
import { refusePress } from '../visibility/guarded-click.ts';
import type { Press } from '../visibility/use-press-guard.ts';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';

export type IncomingAction = Extract<
  Command['command'],
  'answer' | 'endAndAnswer' | 'decline' | 'sendToVoicemail' | 'silence' | 'stopAutoAnswer'
>;

/** @param endId the live call that `endAndAnswer` ends. */
export async function runIncomingAction(command: IncomingAction, callId: string, endId?: string): Promise<void> {
  const ending = command === 'endAndAnswer' && endId !== undefined ? { endId } : {};
  const result = await sendCommand({ command, callId, ...ending });
  if (!result.ok && result.problem.code === 'request-refused') refusePress('again');
}

/** The labels of the buttons that answer while there is a live call: they name that call. */
export type SecondCallLabels = {
  ending: ComponentChildren;
  /** Null where the live call cannot be put on hold. */
  holding: ComponentChildren;
};

type Props = {
  call: IncomingCall;
  /** The live call, if there is one. */
  liveCall: ActiveCall | null;
  labels: SecondCallLabels | null;
  press: Press;
  /** A `ref` that makes a button act only while it is visible. */
  guardRef?: (part: Element | null) => void;
  voicemailLabel: string;
};

export function IncomingActions({ call: { callId, answering }, liveCall, labels, press, guardRef, voicemailLabel }: Props) {
  const to = (command: IncomingAction) => press(() => void runIncomingAction(command, callId, liveCall?.id));
  const button = { type: 'button' as const, disabled: answering, ...(guardRef ? { ref: guardRef } : {}) };
  return (
    <div class={labels ? 'incoming-buttons second' : 'incoming-buttons'}>
      {labels?.holding && (
        <button {...button} class="button call main answer-second answer-holding" onClick={to('answer')}>
          <Icon name="phone" />
          <span>{answering ? text('answering') : labels.holding}</span>
          <kbd class="key-cap">A</kbd>
        </button>
      )}
      {labels ? (
        <button {...button} class="button main answer-second answer-ending" onClick={to('endAndAnswer')}>
          <Icon name="swap" />
          <span>{answering && !labels.holding ? text('answering') : labels.ending}</span>
          <kbd class="key-cap">E</kbd>
        </button>
      ) : (
        <button {...button} class="button call main answer" onClick={to('answer')}>
          <Icon name="phone" />
          {text(answering ? 'answering' : 'answer')}
        </button>
      )}
      <button {...button} class="button end main decline" onClick={to('decline')}>
        <Icon name="hang-up" />
        {text('decline')}
      </button>
      <button {...button} class="button main voicemail" onClick={to('sendToVoicemail')}>
        <Icon name="voicemail" />
        {voicemailLabel}
      </button>
    </div>
  );
}
