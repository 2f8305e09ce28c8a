/** What can be done with a call that rings: the keyboard comes to Answer first, the eye finds it at the end. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall, IncomingCall } from '../../state/app-state.ts';
import type { Command } from '../../protocol/commands.ts';
import { send } from '../../protocol/transport.ts';
import type { Press } from '../visibility/use-press-guard.ts';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';

export type IncomingAction = Extract<
  Command['command'],
  'answer' | 'endAndAnswer' | 'decline' | 'sendToVoicemail' | 'silence' | 'stopAutoAnswer'
>;

export function runIncomingAction(command: IncomingAction, callId: string): void {
  void send('background', { command, callId });
}

type Props = {
  call: IncomingCall;
  /** The call that is going on. */
  liveCall: ActiveCall | null;
  /** Names the call that Answer would end. */
  liveCallName: ComponentChildren;
  press: Press;
  /** Watches a button that must be in sight before it acts. */
  guardRef?: (part: Element | null) => void;
  voicemailLabel: string;
};

export function IncomingActions({ call: { callId, answering }, liveCall, liveCallName, press, guardRef, voicemailLabel }: Props) {
  const to = (command: IncomingAction) => press(() => runIncomingAction(command, callId));
  const button = { type: 'button' as const, disabled: answering, ...(guardRef ? { ref: guardRef } : {}) };
  return (
    <div class={liveCall ? 'incoming-buttons second' : 'incoming-buttons'}>
      {liveCall ? (
        <button {...button} class="button main answer-ending" onClick={to('endAndAnswer')}>
          <Icon name="swap" />
          <span>{answering ? text('answering') : liveCallName}</span>
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
