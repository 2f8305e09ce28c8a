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

export async function runIncomingAction(command: IncomingAction, callId: string): Promise<void> {
  const result = await sendCommand({ command, callId });
  if (!result.ok && result.problem.code === 'request-refused') refusePress('again');
}

type Props = {
  call: IncomingCall;
  /** The live call, if there is one. */
  liveCall: ActiveCall | null;
  /** The label of Answer while there is a live call: it names the call that is ended. */
  answerEndingLabel: ComponentChildren;
  press: Press;
  /** A `ref` that makes a button act only while it is visible. */
  guardRef?: (part: Element | null) => void;
  voicemailLabel: string;
};

export function IncomingActions({ call: { callId, answering }, liveCall, answerEndingLabel, press, guardRef, voicemailLabel }: Props) {
  const to = (command: IncomingAction) => press(() => void runIncomingAction(command, callId));
  const button = { type: 'button' as const, disabled: answering, ...(guardRef ? { ref: guardRef } : {}) };
  return (
    <div class={liveCall ? 'incoming-buttons second' : 'incoming-buttons'}>
      {liveCall ? (
        <button {...button} class="button main answer-ending" onClick={to('endAndAnswer')}>
          <Icon name="swap" />
          <span>{answering ? text('answering') : answerEndingLabel}</span>
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
